package io.trunkline.protocol.sip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Methods, and {@link #OTHER} for all that are not registered here. Names are case-sensitive (RFC 3261 7.1). */
public enum SipMethod {
    /** RFC 3261. */
    INVITE,
    /** RFC 3261. */
    ACK,
    /** RFC 3261. */
    BYE,
    /** RFC 3261. */
    CANCEL,
    /** RFC 3261. */
    REGISTER,
    /** RFC 3261. */
    OPTIONS,
    /** RFC 3262. */
    PRACK,
    /** RFC 6665. */
    SUBSCRIBE,
    /** RFC 6665. */
    NOTIFY,
    /** RFC 3903. */
    PUBLISH,
    /** RFC 6086. */
    INFO,
    /** RFC 3515. */
    REFER,
    /** RFC 3428. */
    MESSAGE,
    /** RFC 3311. */
    UPDATE,
    /** Any other. */
    OTHER;

    private static final int LONGEST = 9;

    /** Found by trying: it spreads the names over the slots. */
    private static final long HASH = 0x63D2E49085EF3431L;

    /** No two names share a slot: a test holds that. */
    private static final int SLOTS = 64;

    private static final SipMethod[] METHODS = new SipMethod[SLOTS];
    private static final long[] WORDS = new long[SLOTS];

    static {
        Arrays.fill(METHODS, OTHER);
        for (SipMethod method : values()) {
            byte[] name = method.name().getBytes(StandardCharsets.US_ASCII);
            long word = Octets.word(name, 0, Math.min(Long.BYTES, name.length));
            METHODS[slot(word)] = method;
            WORDS[slot(word)] = word;
        }
    }

    /** The method whose name fills the range. */
    static SipMethod of(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length <= 0 || length > LONGEST) {
            return OTHER;
        }
        long word = Octets.word(bytes, start, Math.min(Long.BYTES, length));
        int slot = slot(word);
        if (WORDS[slot] != word || METHODS[slot].name().length() != length) {
            return OTHER;
        }
        return length < LONGEST || bytes[end - 1] == 'E' ? METHODS[slot] : OTHER;
    }

    /** A hash of the first eight letters without collisions among the names above. */
    private static int slot(long word) {
        return (int) ((word * HASH) >>> 58);
    }
}
