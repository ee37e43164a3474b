package io.trunkline.storage.cdr;

import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.connection.Columns;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A place in the list of call records: that of one record. As text it is Base64 of {@code MICROS:ID}.
 *
 * @param startedAtMicros start of the call, microseconds since the epoch
 * @param id by which it is known
 */
record CdrCursor(long startedAtMicros, String id) {

    /** The place before the newest record. */
    static CdrCursor first() {
        return new CdrCursor(Columns.micros(Instant.parse("2299-12-31T23:59:59Z")), "");
    }

    static CdrCursor of(Cdr cdr) {
        return new CdrCursor(Columns.micros(cdr.startedAt()), cdr.id());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static CdrCursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return new CdrCursor(Long.parseLong(plain.substring(0, Math.max(colon, 0))), plain.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a cursor of a list of calls: " + text, e);
        }
    }

    /** The place as text that fits into a URL. */
    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((startedAtMicros + ":" + id).getBytes(StandardCharsets.UTF_8));
    }
}
