package io.trunkline.rating.link;

import java.util.List;

/**
 * In what legs are looked for that belong together: the headers of {@code legs.headers}, HEP's correlation id and the
 * suffixes of Call-IDs.
 *
 * @param headers their names, in any case; Session-ID and P-Charging-Vector are read as their RFCs have them, of any
 *     other the whole first value counts
 */
public record LinkRules(List<String> headers) {

    /** Headers by which switches name the other leg (X-CID, X-Call-ID), RFC 7989 and RFC 7315. */
    public static final LinkRules DEFAULT =
            new LinkRules(List.of("X-CID", "X-Call-ID", "Session-ID", "P-Charging-Vector"));

    /** HEP's chunk 0x0011. */
    static final String CORRELATION_ID = "hep-correlation-id";

    /** A Call-ID made of that of the other leg. */
    static final String SUFFIX = "call-id-suffix";

    static final String SESSION_ID = "Session-ID";
    static final String CHARGING_VECTOR = "P-Charging-Vector";

    /** Takes an unmodifiable copy. */
    public LinkRules {
        headers = List.copyOf(headers);
    }

    boolean sessionId() {
        return headers.stream().anyMatch(SESSION_ID::equalsIgnoreCase);
    }

    boolean chargingVector() {
        return headers.stream().anyMatch(CHARGING_VECTOR::equalsIgnoreCase);
    }

    /** The headers whose whole value counts. */
    List<String> whole() {
        return headers.stream()
                .filter(header -> !SESSION_ID.equalsIgnoreCase(header) && !CHARGING_VECTOR.equalsIgnoreCase(header))
                .toList();
    }
}
