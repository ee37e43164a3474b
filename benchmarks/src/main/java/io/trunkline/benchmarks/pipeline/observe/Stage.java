package io.trunkline.benchmarks.pipeline.observe;

/** Where the latency is taken that began at the due time of a message. */
public enum Stage {
    /** A message, when a reader of {@code sip.messages} may have it. */
    KAFKA("message in Kafka"),
    /** An answer or a BYE, when a reader of {@code calls} has the call that it made of it. */
    CALL("call on its topic"),
    /** An answer or a BYE, when a client of {@code GET /calls/stream} hears of it. */
    STREAM("call on the API's stream"),
    /** An answer, when a browser has painted it in the call's row. */
    PAGE("answer painted on the page"),
    /** A BYE, when a reader of {@code cdrs} has the record. */
    CDR("CDR on its topic"),
    /** A message, when a query of the store counts its row. */
    ROW("row in ClickHouse");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
