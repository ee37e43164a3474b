package io.trunkline.protocol.sip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The few questions that the scanner asks of bytes. A range is from a start to an end, which is not in it. */
final class Octets {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** Turns the capital letters of eight bytes into small ones, and the hyphen, digits and small letters into themselves. */
    private static final long CASE_BITS = 0x2020_2020_2020_2020L;

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
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
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

    /** Where the first byte of the given value stands, or the end. */
    static int find(byte[] bytes, int start, int end, char wanted) {
        int at = start;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** Where the first line feed stands, or the end. Looks at eight bytes at a time. */
    static int findLineFeed(byte[] bytes, int start, int end) {
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            // A byte that was LF is now zero; the subtraction borrows into its high bit. The lowest such bit is right.
            long zeroed = (long) LONGS.get(bytes, at) ^ '\n' * LOW_BITS;
            long found = (zeroed - LOW_BITS) & ~zeroed & HIGH_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        return find(bytes, at, end, '\n');
    }

    /** Up to eight bytes in small letters as one number, the first byte lowest; the range is not longer than that. */
    static long folded(byte[] bytes, int start, int length) {
        if (start + Long.BYTES <= bytes.length) {
            long mask = -1L >>> (Long.SIZE - Byte.SIZE * length);
            return ((long) LONGS.get(bytes, start) | CASE_BITS) & mask;
        }
        long folded = 0;
        for (int i = length - 1; i >= 0; i--) {
            folded = (folded << Byte.SIZE) | ((bytes[start + i] | 0x20) & 0xFF);
        }
        return folded;
    }

    /** Whether the range is the name, in any case. The name is in small letters. */
    static boolean isName(byte[] bytes, int start, int end, String name) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (lower(bytes[start + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** As above, for a name that is not known before the program runs. */
    static boolean isName(byte[] bytes, int start, int end, byte[] name) {
        if (end - start != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (lower(bytes[start + i]) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 'a' - 'A' : b;
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
