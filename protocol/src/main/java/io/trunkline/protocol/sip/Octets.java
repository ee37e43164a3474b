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

    /** Space, tab, and the line ends of a folded header. */
    static boolean isSpace(byte b) {
        // Most bytes are above the space, and are told by the first comparison.
        return b <= ' ' && (b == ' ' || b == '\t' || b == '\r' || b == '\n');
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

    /** Where the first byte of the given value stands, or the end. Looks at eight bytes at a time. */
    static int find(byte[] bytes, int start, int end, char wanted) {
        long pattern = wanted * LOW_BITS;
        int lastWord = bytes.length - Long.BYTES;
        for (int at = start; at < end; at += Long.BYTES) {
            if (at > lastWord) {
                return findByte(bytes, at, end, wanted);
            }
            // A byte that was wanted is now zero; the subtraction borrows into its high bit. The lowest such bit is
            // right.
            long zeroed = (long) LONGS.get(bytes, at) ^ pattern;
            long found = (zeroed - LOW_BITS) & ~zeroed & HIGH_BITS;
            if (found != 0) {
                return Math.min(end, at + (Long.numberOfTrailingZeros(found) >>> 3));
            }
        }
        return end;
    }

    private static int findByte(byte[] bytes, int start, int end, char wanted) {
        int at = start;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** Whether a space or a control character stands in the range, with which no URI and no Call-ID can be. */
    static boolean holdsSpace(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at += Long.BYTES) {
            long word = word(bytes, at, Math.min(Long.BYTES, end - at));
            // What lies behind the end came as zeros, and must not count.
            long padding = end - at < Long.BYTES ? -1L << (Byte.SIZE * (end - at)) : 0;
            // Only a byte up to the space borrows into its high bit, or one behind such a byte.
            if ((((word | padding) - ABOVE_SPACE) & ~(word | padding) & HIGH_BITS) != 0) {
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
        for (int i = start + 1; i < end; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                return i + 1;
            }
        }
        return -1;
    }
}
