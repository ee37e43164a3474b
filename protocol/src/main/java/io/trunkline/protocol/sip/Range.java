package io.trunkline.protocol.sip;

/** A range of bytes in one number: its start in the upper half and its end in the lower. No range is negative. */
final class Range {

    /** What stands for a range that was not found. */
    static final long ABSENT = -1;

    private Range() {}

    static long of(int start, int end) {
        return ((long) start << Integer.SIZE) | end;
    }

    static int start(long range) {
        return (int) (range >>> Integer.SIZE);
    }

    static int end(long range) {
        return (int) range;
    }

    static int length(long range) {
        return end(range) - start(range);
    }
}
