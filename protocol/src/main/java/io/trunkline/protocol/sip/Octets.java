package io.trunkline.protocol.sip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The few questions that the scanner asks of bytes. A range is from a start to an end, which is not in it. */
final class Octets {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The lowest bit of each byte: times a byte, that byte eight times. */
    static final long LOW_BITS = 0x0101_0101_0101_0101L;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final long BEHIND_LINE_FEED = ('\n' + 1) * LOW_BITS;
    private static final long BEHIND_SPACE = (' ' + 1) * LOW_BITS;
    private static final long BEHIND_COMMA = (',' + 1) * LOW_BITS;

    /** Added to seven bits, these carry into the eighth from the colon on, and from what comes behind the at sign on. */
    private static final long FROM_COLON = (0x80 - ':') * LOW_BITS;

    private static final long BEHIND_AT = (0x80 - ('@' + 1)) * LOW_BITS;

    /** Fills the seven upper bytes of a word with what is no delimiter. */
    private static final long MARK_ABOVE = ('A' * LOW_BITS) << Byte.SIZE;

    private static final long MAX_SECONDS = (1L << 32) - 1;

    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (int c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (int c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c + 'A' - 'a'] = true;
        }
        for (char c : "-.!%*_+`'~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private Octets() {}

    /** Whether the byte may stand in a token (RFC 3261 25.1). */
    static boolean isToken(byte b) {
        return TOKEN[b & 0xFF];
    }

    /** Whether the range is a token of at least one byte. */
    static boolean isToken(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!TOKEN[bytes[i] & 0xFF]) {
                return false;
            }
        }
        return start < end;
    }

    /** Space, tab, and the line ends of a folded header; vertical tab and form feed, which may not occur, pass too. */
    static boolean isSpace(byte b) {
        return b == ' ' || (b <= '\r' && b >= '\t');
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Where the first byte that is no space stands, or the end. */
    static int skipSpace(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    /** The end of the range without the spaces at its end. */
    static int trimEnd(byte[] bytes, int start, int end) {
        int at = end;
        while (at > start && isSpace(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    /** Where the first line feed stands, or the end. Looks at eight bytes at a time, as all those below. */
    static int findLineFeed(byte[] bytes, int start, int end) {
        int at = start;
        while (at + 2 * Long.BYTES <= bytes.length) {
            long found = upToLineFeed(word(bytes, at));
            if (found == 0) {
                at += Long.BYTES;
                found = upToLineFeed(word(bytes, at));
            }
            if (found == 0) {
                at += Long.BYTES;
            } else {
                at += index(found);
                if (at >= end || bytes[at] == '\n') {
                    return Math.min(at, end);
                }
                // A tab, or a control character that should not be here.
                at++;
            }
            if (at >= end) {
                return end;
            }
        }
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at, end);
    }

    /** Where the first byte of the given value stands, or the end. */
    static int find(byte[] bytes, int start, int end, char wanted) {
        long pattern = wanted * LOW_BITS;
        int at = start;
        while (at + 2 * Long.BYTES <= bytes.length) {
            long found = equal(word(bytes, at), pattern);
            if (found != 0) {
                return Math.min(end, at + index(found));
            }
            found = equal(word(bytes, at + Long.BYTES), pattern);
            if (found != 0) {
                return Math.min(end, at + Long.BYTES + index(found));
            }
            at += 2 * Long.BYTES;
            if (at >= end) {
                return end;
            }
        }
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return Math.min(at, end);
    }

    /**
     * Where the first byte stands that may separate the parts of a value, or the end: all up to the comma, which are
     * spaces, quotes, brackets and some marks, and those from the colon to the at sign, {@code : ; < = > ? @}.
     */
    static int findDelimiter(byte[] bytes, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= bytes.length) {
            long found = delimiters(word(bytes, at));
            if (found != 0) {
                return Math.min(end, at + index(found));
            }
            at += Long.BYTES;
            if (at >= end) {
                return end;
            }
        }
        while (at < end && delimiters((bytes[at] & 0xFF) | MARK_ABOVE) == 0) {
            at++;
        }
        return Math.min(at, end);
    }

    /** The high bit of each byte that may separate; those from colon to at sign are told by two carries into it. */
    private static long delimiters(long word) {
        long low = word & ~HIGH_BITS;
        long fromColonToAt = (low + FROM_COLON) & ~(low + BEHIND_AT);
        return (fromColonToAt | (word - BEHIND_COMMA)) & ~word & HIGH_BITS;
    }

    /** Where the first byte of either value stands, or the end. */
    static int find(byte[] bytes, int start, int end, char wanted, char orWanted) {
        long pattern = wanted * LOW_BITS;
        long orPattern = orWanted * LOW_BITS;
        int at = start;
        while (at + Long.BYTES <= bytes.length) {
            long word = word(bytes, at);
            long found = equal(word, pattern) | equal(word, orPattern);
            if (found != 0) {
                return Math.min(end, at + index(found));
            }
            at += Long.BYTES;
            if (at >= end) {
                return end;
            }
        }
        while (at < end && bytes[at] != wanted && bytes[at] != orWanted) {
            at++;
        }
        return Math.min(at, end);
    }

    /** Where the first byte of the given value, or the first space or control character, stands, or the end. */
    static int findOrSpace(byte[] bytes, int start, int end, char wanted) {
        long pattern = wanted * LOW_BITS;
        int at = start;
        while (at + Long.BYTES <= bytes.length) {
            long word = word(bytes, at);
            long found = equal(word, pattern) | below(word, BEHIND_SPACE);
            if (found != 0) {
                return Math.min(end, at + index(found));
            }
            at += Long.BYTES;
            if (at >= end) {
                return end;
            }
        }
        while (at < end && bytes[at] != wanted && (bytes[at] > ' ' || bytes[at] < 0)) {
            at++;
        }
        return Math.min(at, end);
    }

    /**
     * The high bit of each byte that is equal. Such a byte becomes zero, and the subtraction borrows into its high
     * bit; only a byte behind it can be taken for equal wrongly, so that the lowest bit is right.
     */
    static long equal(long word, long pattern) {
        long zeroed = word ^ pattern;
        return (zeroed - LOW_BITS) & ~zeroed & HIGH_BITS;
    }

    /** Which byte of a word the lowest high bit is of. */
    static int index(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    /** The word without the byte that the lowest high bit is of, and all behind it. */
    static long before(long word, long found) {
        return word & (((found - 1) & ~found) >>> (Byte.SIZE - 1));
    }

    /** The high bit of each byte from 0 to the line feed; some behind the first may be wrong. */
    static long upToLineFeed(long word) {
        return below(word, BEHIND_LINE_FEED);
    }

    /** The high bit of each byte below the pattern's. Only such a byte borrows, and the lowest bit is right as above. */
    private static long below(long word, long pattern) {
        return (word - pattern) & ~word & HIGH_BITS;
    }

    /** Whether a space or a control character stands in the range, with which no URI and no Call-ID can be. */
    static boolean holdsSpace(byte[] bytes, int start, int end) {
        int at = start;
        for (; at < end && at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long found = below(word(bytes, at), BEHIND_SPACE);
            if (found != 0) {
                return at + index(found) < end;
            }
        }
        while (at < end && (bytes[at] > ' ' || bytes[at] < 0)) {
            at++;
        }
        return at < end;
    }

    /** Eight bytes as one number, the first lowest. */
    static long word(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start);
    }

    /** One to eight bytes as one number, the first lowest. */
    static long word(byte[] bytes, int start, int length) {
        if (start + Long.BYTES <= bytes.length) {
            return (long) LONGS.get(bytes, start) & (-1L >>> (Long.SIZE - Byte.SIZE * length));
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = (word << Byte.SIZE) | (bytes[start + i] & 0xFF);
        }
        return word;
    }

    /** The number that fills the range, or -1 when it is empty, not all digits, or more than the maximum. */
    static long number(byte[] bytes, int start, int end, long max) {
        if (start >= end) {
            return -1;
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            number = number * 10 + bytes[i] - '0';
            if (number > max) {
                return -1;
            }
        }
        return number;
    }

    /** The seconds that fill the range (RFC 3261 20.19), or -1, flagged, when it is no number below 2^32. */
    static long seconds(byte[] bytes, int start, int end, SipMessage message) {
        long seconds = number(bytes, start, end, MAX_SECONDS);
        if (seconds < 0) {
            message.flag(SipFlag.BAD_EXPIRES);
        }
        return seconds;
    }

    /** Past the closing quote of a quoted string (RFC 3261 25.1) whose opening one stands at the start, or -1 when there is none. */
    static int pastQuotes(byte[] bytes, int start, int end) {
        int at = start + 1;
        while (at < end) {
            at = find(bytes, at, end, '"', '\\');
            if (at < end && bytes[at] == '"') {
                return at + 1;
            }
            // A backslash hides the next byte.
            at += 2;
        }
        return -1;
    }
}
