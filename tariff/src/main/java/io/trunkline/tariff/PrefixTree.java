package io.trunkline.tariff;

/**
 * Prefixes, and which of them a number begins with. Each is the stretch of all numbers that begin with it, and one
 * that is longer lies within a shorter one:
 *
 * <pre>
 *   starts    31           316      3165     32            each filled up with zeros to {@link #MAX_DIGITS} digits
 *             |————————————————————————————| |——————|
 *                          |———————|————|
 *   parents   −1           0        1        −1            the prefix in which each lies
 *   heads     where the prefixes begin whose first digits are 00, 01, 02 …
 * </pre>
 *
 * The prefixes of a number are the last one that starts at or before it and those in which that lies, as far as the
 * number is within them. So a look-up is one search among the few that share the first digits, and a climb. It takes no
 * memory. Immutable: any thread may ask.
 */
final class PrefixTree {

    /** Digits of the longest prefix: no E.164 number has more. */
    static final int MAX_DIGITS = 15;

    /** No prefix, or none that is shorter. */
    static final int NONE = -1;

    /** Not a number, in the packed form of numbers and prefixes. */
    static final long NOT_DIGITS = -1;

    private static final long[] WIDTHS = new long[MAX_DIGITS + 1];
    private static final int LENGTH_BITS = 4;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    private static final int MOST_HEAD_DIGITS = 6;

    static {
        WIDTHS[MAX_DIGITS] = 1;
        for (int length = MAX_DIGITS - 1; length >= 0; length--) {
            WIDTHS[length] = 10 * WIDTHS[length + 1];
        }
    }

    /** The prefixes in order, a shorter one before those that lie in it: {@link #pack packed}. */
    private final long[] packed;

    private final int[] parents;
    private final int[] heads;
    private final long headWidth;

    /** @param packed in ascending order, each once */
    PrefixTree(long... packed) {
        this.packed = packed;
        parents = new int[packed.length];
        for (int i = 0; i < packed.length; i++) {
            int parent = i - 1;
            while (parent >= 0 && !within(start(i), parent)) {
                parent = parents[parent];
            }
            parents[i] = parent;
        }
        int headDigits = 1;
        while (headDigits < MOST_HEAD_DIGITS && WIDTHS[0] / WIDTHS[headDigits] < packed.length) {
            headDigits++;
        }
        headWidth = WIDTHS[headDigits];
        heads = new int[(int) (WIDTHS[0] / headWidth) + 1];
        int next = 0;
        for (int head = 0; head < heads.length; head++) {
            while (next < packed.length && start(next) < head * headWidth) {
                next++;
            }
            heads[head] = next;
        }
    }

    /**
     * A number or prefix in 64 bits: its digits, filled up with zeros, and in the lowest bits how many they are. Of a
     * number that is too long the digits that are too many are left off.
     *
     * @return ordered as the digits are; {@link #NOT_DIGITS} when there is none, or anything else
     */
    static long pack(String digits) {
        long value = 0;
        int length = digits.length();
        if (length == 0) {
            return NOT_DIGITS;
        }
        for (int i = 0; i < length; i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_DIGITS;
            }
            value = i < MAX_DIGITS ? value * 10 + digit : value;
        }
        int kept = Math.min(length, MAX_DIGITS);
        return ((value * WIDTHS[kept]) << LENGTH_BITS) | kept;
    }

    /** How many digits a packed prefix has. */
    static int length(long prefix) {
        return (int) prefix & LENGTH_MASK;
    }

    /** How many prefixes there are. */
    int size() {
        return packed.length;
    }

    /** How many digits a prefix has. */
    int length(int index) {
        return length(packed[index]);
    }

    /** A prefix, {@link #pack packed}. */
    long packed(int index) {
        return packed[index];
    }

    /** The digits of a prefix. */
    String digits(int index) {
        return "%015d".formatted(start(index)).substring(0, length(index));
    }

    private long start(int index) {
        return packed[index] >>> LENGTH_BITS;
    }

    private boolean within(long number, int index) {
        return number - start(index) < WIDTHS[length(index)];
    }

    /**
     * The longest prefix with which a number begins.
     *
     * @param number packed
     * @return its index, or {@link #NONE}
     */
    int longest(long number) {
        int head = (int) ((number >>> LENGTH_BITS) / headWidth);
        int low = heads[head];
        int high = heads[head + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (packed[middle] <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return climb(low - 1, number);
    }

    /** The longest one that is shorter than one with which a number begins; {@link #NONE} when there is none. */
    int shorter(int index) {
        return parents[index];
    }

    /** The first with which the number begins: this one, or one in which it lies. */
    private int climb(int from, long number) {
        int index = from;
        while (index >= 0 && !within(number >>> LENGTH_BITS, index)) {
            index = parents[index];
        }
        return index;
    }
}
