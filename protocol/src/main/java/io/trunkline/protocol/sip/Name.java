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
 * A letter is compared with the bit set that makes it small, all other bytes as they are. Shared by all threads.
 */
final class Name {

    private static final int WORD = Long.BYTES;
    private static final int LONGEST_KNOWN = 3 * WORD;
    private static final long CASE_BIT = 0x20;

    private final String text;
    private final int length;
    private final long mask;
    private final long first;
    private final long firstCase;
    private final int middleOffset;
    private final long middle;
    private final long middleCase;
    private final int lastOffset;
    private final long last;
    private final long lastCase;

    /** A name of at least one ASCII character, in any case. */
    Name(String name) {
        text = name.toLowerCase(Locale.ROOT);
        length = text.length();
        mask = -1L >>> (Long.SIZE - Byte.SIZE * Math.min(length, WORD));
        lastOffset = Math.max(0, length - WORD);
        middleOffset = Math.min(WORD, lastOffset);
        first = word(0);
        firstCase = caseBits(0);
        middle = word(middleOffset);
        middleCase = caseBits(middleOffset);
        last = word(lastOffset);
        lastCase = caseBits(lastOffset);
    }

    private long word(int offset) {
        long word = 0;
        for (int i = Math.min(length, offset + WORD) - 1; i >= offset; i--) {
            word = (word << Byte.SIZE) | text.charAt(i);
        }
        return word;
    }

    private long caseBits(int offset) {
        long bits = 0;
        for (int i = Math.min(length, offset + WORD) - 1; i >= offset; i--) {
            bits = (bits << Byte.SIZE) | (isLetter(text.charAt(i)) ? CASE_BIT : 0);
        }
        return bits;
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    int length() {
        return length;
    }

    char firstChar() {
        return text.charAt(0);
    }

    char lastChar() {
        return text.charAt(length - 1);
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
        if (start + WORD > bytes.length) {
            return matchesSlowly(bytes, start);
        }
        long difference = ((Octets.word(bytes, start) & mask) | firstCase) ^ first;
        difference |= ((Octets.word(bytes, start + middleOffset) & mask) | middleCase) ^ middle;
        difference |= ((Octets.word(bytes, start + lastOffset) & mask) | lastCase) ^ last;
        return difference == 0 && (length <= LONGEST_KNOWN || matchesSlowly(bytes, start));
    }

    private boolean matchesSlowly(byte[] bytes, int start) {
        for (int i = 0; i < length; i++) {
            int b = bytes[start + i];
            if ((isLetter(b | (int) CASE_BIT) ? b | (int) CASE_BIT : b) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
