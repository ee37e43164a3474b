package io.trunkline.storage.cdr;

import io.trunkline.protocol.Cursor;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.connection.Columns;
import java.time.Instant;

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
            String plain = Cursor.place(text);
            int colon = plain.indexOf(':');
            return new CdrCursor(Long.parseLong(plain.substring(0, Math.max(colon, 0))), plain.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a cursor of a list of calls: " + text, e);
        }
    }

    /** The place as text that fits into a URL. */
    String text() {
        return Cursor.of(startedAtMicros + ":" + id);
    }
}
