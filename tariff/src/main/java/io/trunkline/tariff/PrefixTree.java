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
 *   heads     of the numbers whose first digits are 00, 01, 02 …: the longest prefix of no more digits, and which
 *             prefixes have more
 * </pre>
 *
 * The prefixes of a number are the last one that starts at or before it and those in which that lies, as far as the
 * number is within them. So a look-up is one search among the few that are longer than the head, and a climb. What it
 * waits for is memory, and so the heads are few enough to stay near. It takes none of its own. Immutable: any thread may
 * ask.
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
    private static final int MOST_HEAD_DIGITS = 5;

    /** Numbers under a head of so many digits. As a constant: a division by anything else takes as long as a look-up may. */
    private static final long SHORTEST_WIDTH = 10_000_000_000L;

    /** Of a prefix that does not fit so many before it are looked at, one by one: they are read with it. */
    private static final int SIDE_BY_SIDE = 8;

    /** Prefixes under a head, at least, and if they were spread evenly. */
    private static final int UNDER_A_HEAD = 2;

    /** Of a head: whether there are longer prefixes, and above that the longest other one and 1; below it, the first longer. */
    private static final long ANY_LONGER = 1L << 32;

    private static final int BEST_SHIFT = 33;

    static {
        WIDTHS[MAX_DIGITS] = 1;
        for (int length = MAX_DIGITS - 1; length >= 0; length--) {
            WIDTHS[length] = 10 * WIDTHS[length + 1];
        }
    }

    /** The prefixes in order, a shorter one before those that lie in it: {@link #pack packed}. */
    private final long[] packed;

    private final int[] parents;
    private final long[] heads;
    private final int headDigits;

    /** How many heads of the most digits are one. */
    private final int headsInOne;

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
        int digits = 1;
        while (digits < MOST_HEAD_DIGITS && UNDER_A_HEAD * (WIDTHS[0] / WIDTHS[digits + 1]) <= packed.length) {
            digits++;
        }
        headDigits = digits;
        headsInOne = (int) (WIDTHS[digits] / SHORTEST_WIDTH);
        heads = new long[(int) (WIDTHS[0] / WIDTHS[digits]) + 1];
        fillHeads();
    }

    private void fillHeads() {
        long width = WIDTHS[headDigits];
        int next = 0;
        int best = NONE;
        for (int head = 0; head < heads.length; head++) {
            long start = head * width;
            while (next < packed.length && start(next) == start && length(next) <= headDigits) {
                best = next++;
            }
            best = climb(best, NONE, start);
            int longer = next;
            while (next < packed.length && start(next) < start + width) {
                next++;
            }
            heads[head] = ((long) (best + 1) << BEST_SHIFT) | (next > longer ? ANY_LONGER : 0) | longer;
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
        long digits = number >>> LENGTH_BITS;
        if (length(number) < headDigits) {
            return climb(last(0, packed.length, number), NONE, digits);
        }
        int head = (int) (digits / SHORTEST_WIDTH) / headsInOne;
        long found = heads[head];
        int best = (int) (found >>> BEST_SHIFT) - 1;
        if ((found & ANY_LONGER) == 0) {
            return best;
        }
        int longer = (int) found;
        int last = last(longer, (int) heads[head + 1], number);
        int beside = Math.max(longer - 1, last - SIDE_BY_SIDE);
        int index = last;
        while (index > beside && !within(digits, index)) {
            index--;
        }
        if (index == beside && index >= longer) {
            index = climb(last, longer - 1, digits);
        }
        return index < longer ? best : index;
    }

    /** The last prefix before or at a number, of those from one index to another; the one before them when there is none. */
    private int last(int from, int until, long number) {
        int low = from;
        int high = until;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (packed[middle] <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** The longest one that is shorter than one with which a number begins; {@link #NONE} when there is none. */
    int shorter(int index) {
        return parents[index];
    }

    /**
     * The first with which the number begins: this one, or one in which it lies.
     *
     * @param end an index at which, or below which, it ends
     * @param number filled up with zeros
     */
    private int climb(int from, int end, long number) {
        int index = from;
        while (index > end && !within(number, index)) {
            index = parents[index];
        }
        return index;
    }
}
