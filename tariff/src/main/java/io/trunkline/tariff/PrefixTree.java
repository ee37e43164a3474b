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
 * number is within them. So a look-up is a walk along the few that are longer than the head, or, where they are many, a
 * search among them and a climb. It waits for memory twice, for the head and for those under it, which stand side by
 * side. The walk has no branches: what a processor guessed wrong it would only know when memory has answered, and until
 * then it could not begin with anything else. It takes no memory of its own. Immutable: any thread may ask.
 */
final class PrefixTree {

    /** Digits of the longest prefix: no E.164 number has more. */
    static final int MAX_DIGITS = 15;

    /** No prefix, or none that is shorter. */
    static final int NONE = -1;

    /** Not a number, in the packed form of numbers and prefixes. */
    static final long NOT_DIGITS = -1;

    private static final long[] WIDTHS = new long[MAX_DIGITS + 1];
    private static final long[] PACKED_WIDTHS = new long[MAX_DIGITS + 1];
    private static final int LENGTH_BITS = 4;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    private static final int MOST_HEAD_DIGITS = 5;

    /** So many prefixes under a head are gone along one by one: no more than five lines of a processor's cache. */
    private static final int FEW = 16;

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
        for (int length = 0; length <= MAX_DIGITS; length++) {
            PACKED_WIDTHS[length] = WIDTHS[length] << LENGTH_BITS;
        }
    }

    /**
     * The prefixes in order, a shorter one before those that lie in it, {@link #pack packed}; and behind each what is kept
     * with it, so that it is there when the prefix is.
     */
    private final long[] entries;

    private final int[] parents;
    private final long[] heads;
    private final int headDigits;

    /**
     * A tree.
     *
     * @param packed in ascending order, each once
     * @param kept with each of them something
     */
    PrefixTree(long[] packed, long[] kept) {
        entries = new long[2 * packed.length];
        parents = new int[packed.length];
        for (int i = 0; i < packed.length; i++) {
            entries[2 * i] = packed[i];
            entries[2 * i + 1] = kept[i];
            int parent = i - 1;
            while (parent >= 0 && !within(start(i), parent)) {
                parent = parents[parent];
            }
            parents[i] = parent;
        }
        int digits = 1;
        while (digits < MOST_HEAD_DIGITS && UNDER_A_HEAD * (WIDTHS[0] / WIDTHS[digits + 1]) <= size()) {
            digits++;
        }
        headDigits = digits;
        heads = new long[(int) (WIDTHS[0] / WIDTHS[digits]) + 1];
        fillHeads();
    }

    private void fillHeads() {
        long width = WIDTHS[headDigits];
        int next = 0;
        int best = NONE;
        for (int head = 0; head < heads.length; head++) {
            long start = head * width;
            while (next < size() && start(next) == start && length(next) <= headDigits) {
                best = next++;
            }
            best = climb(best, NONE, start);
            int longer = next;
            while (next < size() && start(next) < start + width) {
                next++;
            }
            heads[head] = ((long) (best + 1) << BEST_SHIFT) | (next > longer ? ANY_LONGER : 0) | longer;
        }
    }

    /**
     * A prefix in 64 bits: its digits, filled up with zeros, and in the lowest bits how many they are. Of one that is too
     * long the digits that are too many are left off.
     *
     * @return ordered as the digits are; {@link #NOT_DIGITS} when there is none, or anything else
     */
    static long pack(String digits) {
        int kept = Math.min(digits.length(), MAX_DIGITS);
        long value = kept == 0 ? NOT_DIGITS : appended(0, digits, 0, kept);
        if (value == NOT_DIGITS || !areDigits(digits, kept)) {
            return NOT_DIGITS;
        }
        return ((value * WIDTHS[kept]) << LENGTH_BITS) | kept;
    }

    /** The digits before those from one place to another, and these; {@link #NOT_DIGITS} when one of these is none. */
    private static long appended(long before, String digits, int from, int until) {
        long value = before;
        for (int i = from; i < until; i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_DIGITS;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static boolean areDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** How many digits a packed prefix has. */
    static int length(long prefix) {
        return (int) prefix & LENGTH_MASK;
    }

    /** How many prefixes there are. */
    int size() {
        return parents.length;
    }

    /** How many digits a prefix has. */
    int length(int index) {
        return length(packed(index));
    }

    /** A prefix, {@link #pack packed}. */
    long packed(int index) {
        return entries[2 * index];
    }

    /** What is kept with a prefix. */
    long kept(int index) {
        return entries[2 * index + 1];
    }

    /** The digits of a prefix. */
    String digits(int index) {
        return "%015d".formatted(start(index)).substring(0, length(index));
    }

    private long start(int index) {
        return packed(index) >>> LENGTH_BITS;
    }

    private boolean within(long number, int index) {
        return number - start(index) < WIDTHS[length(index)];
    }

    /**
     * The longest prefix with which a number begins.
     *
     * @param number its digits
     * @return its index; {@link #NONE} when there is none, or the number is none
     */
    int longest(String number) {
        if (number.length() < headDigits) {
            long packed = pack(number);
            return packed == NOT_DIGITS ? NONE : climb(last(0, size(), packed), NONE, packed >>> LENGTH_BITS);
        }
        long first = appended(0, number, 0, headDigits);
        if (first == NOT_DIGITS) {
            return NONE;
        }
        // The rest of the number is read while these are on their way.
        long head = heads[(int) first];
        int until = (int) heads[(int) first + 1];
        int kept = Math.min(number.length(), MAX_DIGITS);
        long value = appended(first, number, headDigits, kept);
        if (value == NOT_DIGITS || !areDigits(number, kept)) {
            return NONE;
        }
        int best = (int) (head >>> BEST_SHIFT) - 1;
        if ((head & ANY_LONGER) == 0) {
            return best;
        }
        long digits = value * WIDTHS[kept];
        long packed = (digits << LENGTH_BITS) | kept;
        int longer = (int) head;
        if (until - longer <= FEW) {
            return lastAround(packed, longer, until, best);
        }
        int index = climb(last(longer, until, packed), longer - 1, digits);
        return index < longer ? best : index;
    }

    /**
     * The last prefix from one index to another with which a number begins; another index where there is none.
     *
     * @param number packed
     */
    private int lastAround(long number, int from, int until, int otherwise) {
        long filled = number | LENGTH_MASK;
        int found = 2 * otherwise;
        for (int i = 2 * from; i < 2 * until; i += 2) {
            long prefix = entries[i];
            long behindStart = number - prefix;
            long behindEnd = filled - prefix - PACKED_WIDTHS[length(prefix)];
            // All bits when the number is not before the start, and before the end.
            int begins = (int) ((behindEnd & ~behindStart) >> (Long.SIZE - 1));
            found ^= (found ^ i) & begins;
        }
        return found / 2;
    }

    /** The last prefix before or at a number, of those from one index to another; the one before them when there is none. */
    private int last(int from, int until, long number) {
        int low = from;
        int high = until;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (packed(middle) <= number) {
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
