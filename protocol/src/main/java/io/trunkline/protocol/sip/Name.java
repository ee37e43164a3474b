package io.trunkline.protocol.sip;

import java.util.Locale;

/**
 * A name to find in a message in any case. It is told by comparing three words of eight bytes, which may overlap,
 * with one branch at their end: names differ so much in length that a branch for each would be guessed wrongly.
 *
 * <pre>
 *   up to 8 bytes     all three words are the name, its upper bytes masked
 *   9 to 24 bytes     the first eight bytes, the second eight or the last, and the last eight
 *   above that        the same, and then byte by byte
 * </pre>
 *
 * <p>These are records because the compiler trusts their fields: compared with a constant name, the words are
 * constants in the machine code. Shared by all threads.
 *
 * @param text the name in small letters
 * @param length how many bytes it has
 * @param mask covers as many bytes of a word as the name has, or all eight
 * @param first the word at the start
 * @param middle the word behind it, as far as the name goes
 * @param last the word at the end
 */
record Name(String text, int length, long mask, Word first, Word middle, Word last) {

    private static final int LONGEST_COMPARED = 3 * Long.BYTES;
    private static final int CASE_BIT = 0x20;

    /**
     * Eight bytes of a name, or what there are.
     *
     * @param offset where in the name they stand
     * @param value the bytes, the first lowest
     * @param caseBits the bit that makes a letter small, where there are letters; all other bytes must be equal
     */
    record Word(int offset, long value, long caseBits) {

        static Word of(String text, int offset) {
            long value = 0;
            long caseBits = 0;
            for (int i = Math.min(text.length(), offset + Long.BYTES) - 1; i >= offset; i--) {
                value = (value << Byte.SIZE) | text.charAt(i);
                caseBits = (caseBits << Byte.SIZE) | (isLetter(text.charAt(i)) ? CASE_BIT : 0);
            }
            return new Word(offset, value, caseBits);
        }

        /** Zero when the bytes of the name that begins here are these. */
        long difference(byte[] bytes, int start, long mask) {
            return ((Octets.word(bytes, start + offset) & mask) | caseBits) ^ value;
        }
    }

    /** A name of at least one ASCII character, in any case. */
    static Name of(String name) {
        String text = name.toLowerCase(Locale.ROOT);
        int lastOffset = Math.max(0, text.length() - Long.BYTES);
        long mask = -1L >>> (Long.SIZE - Byte.SIZE * Math.min(text.length(), Long.BYTES));
        return new Name(
                text,
                text.length(),
                mask,
                Word.of(text, 0),
                Word.of(text, Math.min(Long.BYTES, lastOffset)),
                Word.of(text, lastOffset));
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
        long difference = first.difference(bytes, start, mask)
                | middle.difference(bytes, start, mask)
                | last.difference(bytes, start, mask);
        return difference == 0 && (length <= LONGEST_COMPARED || matchesByteByByte(bytes, start));
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
