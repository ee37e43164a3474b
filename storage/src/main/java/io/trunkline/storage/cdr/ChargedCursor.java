package io.trunkline.storage.cdr;

import io.trunkline.protocol.Cursor;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.connection.Columns;

/**
 * A place in the list of what calls cost: that of one tier of a call. As text it is Base64 of {@code
 * MICROS:LEVEL:ACCOUNT:CALL-ID}; only a Call-ID may have a colon in it.
 *
 * @param startedAtMicros start of the call, microseconds since the epoch
 * @param level the tier; -1 before all
 * @param accountId who pays
 * @param callId of the call
 */
record ChargedCursor(long startedAtMicros, int level, String accountId, String callId) {

    private static final int PARTS = 4;

    static ChargedCursor of(Cdr cdr) {
        return new ChargedCursor(Columns.micros(cdr.startedAt()), cdr.level(), cdr.accountId(), cdr.callId());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static ChargedCursor parse(String text) {
        try {
            String[] parts = Cursor.place(text).split(":", PARTS);
            if (parts.length == PARTS) {
                return new ChargedCursor(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2], parts[3]);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a cursor of a list of charged calls: " + text, e);
        }
        throw new IllegalArgumentException("not a cursor of a list of charged calls: " + text);
    }

    /** The place as text that fits into a URL. */
    String text() {
        return Cursor.of(startedAtMicros + ":" + level + ':' + accountId + ':' + callId);
    }
}
