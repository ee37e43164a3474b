package io.trunkline.protocol.sip;

import java.util.Locale;

/**
 * A name to find in a message in any case. It is told by comparing words of eight bytes, which may overlap: names
 * differ so much in length that a branch for each byte would be guessed wrongly.
 *
 * <pre>
 *   up to 8 bytes     first and last are the name, its upper bytes masked
 *   9 to 16 bytes     first is its first eight bytes, last its last eight
 *   17 to 24 bytes    the same, and second the second eight
 *   above that        the same, and then byte by byte
 * </pre>
 *
 * <p>These are records because the compiler trusts their fields: compared with a constant name, the words are
 * constants in the machine code. Shared by all threads.
 *
 * @param text the name in small letters
 * @param length how many bytes it has
 * @param mask covers as many bytes of a word as the name has, or all eight
 * @param first the word at the start, its first byte lowest
 * @param firstCase the bit that makes a letter small for each byte of it that is a letter; all others must be equal
 * @param second the word behind the first; zeros behind the name's end
 * @param secondCase as {@code firstCase}
 * @param last the word at the end
 * @param lastCase as {@code firstCase}
 */
record Name(
        String text,
        int length,
        long mask,
        long first,
        long firstCase,
        long second,
        long secondCase,
        long last,
        long lastCase) {

    private static final int TWO_WORDS = 2 * Long.BYTES;
    private static final int THREE_WORDS = 3 * Long.BYTES;
    private static final int CASE_BIT = 0x20;

    /** A name of at least one ASCII character, in any case. */
    static Name of(String name) {
        String text = name.toLowerCase(Locale.ROOT);
        int last = Math.max(0, text.length() - Long.BYTES);
        return new Name(
                text,
                text.length(),
                -1L >>> (Long.SIZE - Byte.SIZE * Math.min(text.length(), Long.BYTES)),
                word(text, 0),
                caseBits(text, 0),
                word(text, Long.BYTES),
                caseBits(text, Long.BYTES),
                word(text, last),
                caseBits(text, last));
    }

    private static long word(String text, int offset) {
        long word = 0;
        for (int i = Math.min(text.length(), offset + Long.BYTES) - 1; i >= offset; i--) {
            word = (word << Byte.SIZE) | text.charAt(i);
        }
        return word;
    }

    private static long caseBits(String text, int offset) {
        long bits = 0;
        for (int i = Math.min(text.length(), offset + Long.BYTES) - 1; i >= offset; i--) {
            bits = (bits << Byte.SIZE) | (isLetter(text.charAt(i)) ? CASE_BIT : 0);
        }
        return bits;
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    /** Whether the range is this name and nothing else. */
    boolean is(byte[] bytes, int start, int end) {
        return end - start == length && matches(bytes, start);
    }

    /** Whether the range begins with this name. */
    boolean begins(byte[] bytes, int start, int end) {
        return end - start >= length && matches(bytes, start);
    }

    private boolean matches(byte[] bytes, int start) {
        if (start + Long.BYTES > bytes.length) {
            return matchesByteByByte(bytes, start);
        }
        int lastStart = start + Math.max(0, length - Long.BYTES);
        long difference = (((Octets.word(bytes, start) & mask) | firstCase) ^ first)
                | (((Octets.word(bytes, lastStart) & mask) | lastCase) ^ last);
        if (length > TWO_WORDS) {
            difference |= (Octets.word(bytes, start + Long.BYTES) | secondCase) ^ second;
        }
        return difference == 0 && (length <= THREE_WORDS || matchesByteByByte(bytes, start));
    }

    private boolean matchesByteByByte(byte[] bytes, int start) {
        for (int i = 0; i < length; i++) {
            int b = bytes[start + i];
            if ((isLetter(b | CASE_BIT) ? b | CASE_BIT : b) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
