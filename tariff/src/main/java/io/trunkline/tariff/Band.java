package io.trunkline.tariff;

import java.math.BigDecimal;

/**
 * Increments of a call that follow each other and are alike.
 *
 * <pre>
 *   second of the call   from        from + seconds
 *                        |———————————|———————————|———————————| …
 *                        increment 0   1           2            count of them
 * </pre>
 *
 * An increment is charged whole once it has started, so a call that lasts {@code d} seconds is charged those that
 * start before second {@code d}.
 *
 * @param from second of the call at which the first of them starts, 0 being that of the answer
 * @param seconds length of each, 1 or more
 * @param count how many there are, or {@link #ENDLESS}
 * @param isFirst whether it is the first increment of its line, of which there is one
 * @param line what they are charged by
 */
record Band(long from, int seconds, long count, boolean isFirst, Line line) {

    /** The count of a band after which nothing else comes. */
    static final long ENDLESS = Long.MAX_VALUE;

    /** How many of them a call of whole seconds is charged. */
    long started(long durationSeconds) {
        return durationSeconds <= from ? 0 : Math.min(count, Math.ceilDiv(durationSeconds - from, (long) seconds));
    }

    /** The second at which increment n starts, n at most {@link #count}: that at which the next band begins. */
    long start(long n) {
        return Math.addExact(from, Math.multiplyExact(n, (long) seconds));
    }

    /** What 60 seconds of it cost. */
    BigDecimal ratePerMinute() {
        return line.perMinute();
    }

    /** Sixty times what one of them costs: so it stays exact, for a sixtieth of a rate often is not. */
    BigDecimal sixtyfold() {
        return ratePerMinute().multiply(BigDecimal.valueOf(seconds));
    }

    /** The same, scaled; {@link Meter#NOT_SCALED} when it does not fit. */
    long scaledSixtyfold() {
        return Amounts.times(line.scaledMinute(), seconds);
    }
}
