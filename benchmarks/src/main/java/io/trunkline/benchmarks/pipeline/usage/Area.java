package io.trunkline.benchmarks.pipeline.usage;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a sample of the CPU was spent on, by the class nearest to the leaf of its stack that says so. */
public enum Area {
    JSON_READ(
            "reading JSON",
            "com\\.fasterxml\\.jackson\\..*(Parser|\\.deser\\.|ObjectReader|CharsToName|ByteQuads|TokenBuffer).*"),
    JSON_WRITE("writing JSON", "com\\.fasterxml\\.jackson\\..*(Generator|\\.ser\\.|ObjectWriter|BeanSerializer).*"),
    BIG_DECIMAL("BigDecimal", "java\\.math\\..*"),
    SCANNER("SIP scanner, HEP", "io\\.trunkline\\.protocol\\.(sip|hep)\\..*"),
    STATE_STORES("state stores", "org\\.apache\\.kafka\\.streams\\.state\\..*|org\\.rocksdb\\..*"),
    PRODUCER("Kafka producers", "org\\.apache\\.kafka\\.clients\\.producer\\..*"),
    CONSUMER("Kafka consumers", "org\\.apache\\.kafka\\.clients\\.consumer\\..*"),
    BROKER(
            "Kafka broker",
            "kafka\\..*|org\\.apache\\.kafka\\.(server|storage|network|coordinator|metadata|raft|controller|image|timeline|queue)\\..*"),
    STREAMS("Kafka Streams, beside its stores", "org\\.apache\\.kafka\\.streams\\..*"),
    CALLS("calls: tracker", "io\\.trunkline\\.rating\\.(call|message|deadline)\\..*"),
    LEDGER("ledger", "io\\.trunkline\\.(rating\\.ledger|tariff)\\..*"),
    RATING("rating, others", "io\\.trunkline\\.(rating|customers)\\..*"),
    COLLECTOR("collector, journal", "io\\.trunkline\\.collector\\..*|net\\.openhft\\..*|io\\.netty\\..*"),
    SINK("storage: sink, client", "io\\.trunkline\\.storage\\..*|com\\.clickhouse\\..*"),
    ENGINE("ClickHouse, called from Java", "io\\.trunkline\\.embedded\\..*"),
    API("API", "io\\.trunkline\\.live\\..*|io\\.helidon\\..*"),
    TELEMETRY("telemetry", "io\\.trunkline\\.telemetry\\..*|org\\.HdrHistogram\\..*|io\\.prometheus\\..*"),
    OTHER_KAFKA("Kafka, shared by clients and broker", "org\\.apache\\.kafka\\..*"),
    OTHERS("others", ".*");

    private final String title;
    private final Pattern classes;

    Area(String title, String classes) {
        this.title = title;
        this.classes = Pattern.compile(classes);
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The area that a class says, unless it is one that many areas use. */
    static Optional<Area> of(String className) {
        for (Area area : values()) {
            if (area.classes.matcher(className).matches()) {
                return area == OTHERS || area == OTHER_KAFKA ? Optional.empty() : Optional.of(area);
            }
        }
        return Optional.empty();
    }
}
