package io.trunkline.protocol.sip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The few questions that the scanner asks of bytes. A range is from a start to an end, which is not in it. */
final class Octets {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final long ABOVE_SPACE = (' ' + 1) * LOW_BITS;

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

    /** Where the first byte of the given value stands, or the end. Looks at eight bytes at a time, as those below. */
    static int find(byte[] bytes, int start, int end, char wanted) {
        long pattern = wanted * LOW_BITS;
        int wordsEnd = Math.min(end, bytes.length - Long.BYTES + 1);
        int at = start;
        for (; at < wordsEnd; at += Long.BYTES) {
            long found = equal(word(bytes, at), pattern);
            if (found != 0) {
                return Math.min(end, at + index(found));
            }
        }
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return Math.min(at, end);
    }

    /** Where the first byte of any of three values stands, or the end. */
    static int find(byte[] bytes, int start, int end, char first, char second, char third) {
        long firstPattern = first * LOW_BITS;
        long secondPattern = second * LOW_BITS;
        long thirdPattern = third * LOW_BITS;
        int wordsEnd = Math.min(end, bytes.length - Long.BYTES + 1);
        int at = start;
        for (; at < wordsEnd; at += Long.BYTES) {
            long word = word(bytes, at);
            long found = equal(word, firstPattern) | equal(word, secondPattern) | equal(word, thirdPattern);
            if (found != 0) {
                return Math.min(end, at + index(found));
            }
        }
        while (at < end && bytes[at] != first && bytes[at] != second && bytes[at] != third) {
            at++;
        }
        return Math.min(at, end);
    }

    /** Where the first byte of either value stands, or the end. */
    static int find(byte[] bytes, int start, int end, char wanted, char orWanted) {
        return find(bytes, start, end, wanted, orWanted, orWanted);
    }

    /** Where the first byte of any of three values, or the first space or control character, stands, or the end. */
    static int findOrSpace(byte[] bytes, int start, int end, char first, char second, char third) {
        long firstPattern = first * LOW_BITS;
        long secondPattern = second * LOW_BITS;
        long thirdPattern = third * LOW_BITS;
        int wordsEnd = Math.min(end, bytes.length - Long.BYTES + 1);
        int at = start;
        for (; at < wordsEnd; at += Long.BYTES) {
            long word = word(bytes, at);
            long found = equal(word, firstPattern)
                    | equal(word, secondPattern)
                    | equal(word, thirdPattern)
                    | upToSpace(word);
            if (found != 0) {
                return Math.min(end, at + index(found));
            }
        }
        while (at < end
                && bytes[at] != first
                && bytes[at] != second
                && bytes[at] != third
                && (bytes[at] > ' ' || bytes[at] < 0)) {
            at++;
        }
        return Math.min(at, end);
    }

    /**
     * The high bit of each byte that is equal. Such a byte becomes zero, and the subtraction borrows into its high
     * bit; only a byte behind it can be taken for equal wrongly, so that the lowest bit is right.
     */
    private static long equal(long word, long pattern) {
        long zeroed = word ^ pattern;
        return (zeroed - LOW_BITS) & ~zeroed & HIGH_BITS;
    }

    private static int index(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    /** The high bit of each byte from 0 to the space. Only such a byte borrows, and the lowest bit is right as above. */
    private static long upToSpace(long word) {
        return (word - ABOVE_SPACE) & ~word & HIGH_BITS;
    }

    /** Whether a space or a control character stands in the range, with which no URI and no Call-ID can be. */
    static boolean holdsSpace(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at += Long.BYTES) {
            long word = word(bytes, at, Math.min(Long.BYTES, end - at));
            // What lies behind the end came as zeros, and must not count.
            long padding = end - at < Long.BYTES ? -1L << (Byte.SIZE * (end - at)) : 0;
            if (upToSpace(word | padding) != 0) {
                return true;
            }
        }
        return false;
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
