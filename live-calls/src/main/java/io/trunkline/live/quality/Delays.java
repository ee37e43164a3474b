package io.trunkline.live.quality;

import java.util.OptionalLong;

/**
 * Counts of delays in classes of which each reaches a quarter further than the one before, from {@value #FIRST_MILLIS} ms
 * to minutes: a median is found to 12 % in 160 bytes. Not for several threads.
 */
final class Delays {

    private static final int FIRST_MILLIS = 10;
    private static final int CLASSES = 46;
    private static final double STEP = Math.log(1.25);

    private int[] counts;
    private int all;

    Delays() {}

    void add(long millis) {
        if (counts == null) {
            counts = new int[CLASSES];
        }
        counts[classOf(millis)]++;
        all++;
    }

    void add(Delays other) {
        if (other.all == 0) {
            return;
        }
        if (counts == null) {
            counts = new int[CLASSES];
        }
        for (int each = 0; each < CLASSES; each++) {
            counts[each] += other.counts[each];
        }
        all += other.all;
    }

    private static int classOf(long millis) {
        return millis <= FIRST_MILLIS
                ? 0
                : Math.min(CLASSES - 1, (int) Math.ceil(Math.log((double) millis / FIRST_MILLIS) / STEP));
    }

    int count() {
        return all;
    }

    /** The middle of the class in which the middle delay lies, in milliseconds; empty without delays. */
    OptionalLong medianMillis() {
        int below = 0;
        for (int each = 0; each < CLASSES && all > 0; each++) {
            below += counts[each];
            if (2L * below >= all) {
                return OptionalLong.of(Math.round(FIRST_MILLIS * Math.exp(STEP * Math.max(0, each - 0.5))));
            }
        }
        return OptionalLong.empty();
    }
}
