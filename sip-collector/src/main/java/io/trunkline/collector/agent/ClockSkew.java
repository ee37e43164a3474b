package io.trunkline.collector.agent;

/**
 * What an agent's clock says less what ours says, over the last half to whole minute of its messages.
 *
 * <p>A single message says little: the time of capture less that of receipt is what the clock is ahead, less the way
 * that the message took. The way is never shorter than nothing, so the highest difference of many is the nearest to
 * the truth. The distance from there to the lowest is how late the latest message came, whatever the clocks say. One
 * thread adds, any may read.
 */
public final class ClockSkew {

    private static final long PERIOD_MICROS = 30_000_000;

    private long periodStart;
    private long highest = Long.MIN_VALUE;
    private long lowest = Long.MAX_VALUE;
    private long formerHighest = Long.MIN_VALUE;
    private long formerLowest = Long.MAX_VALUE;
    private volatile boolean known;
    private volatile long skewMicros;
    private volatile long lateMicros;

    /** Adds a message by what the agent says of its capture and we of its receipt, microseconds since the epoch. */
    public void add(long capturedAtMicros, long receivedAtMicros) {
        long elapsed = receivedAtMicros - periodStart;
        // Our own clock may be set back, too.
        if (elapsed < 0 || elapsed >= PERIOD_MICROS) {
            boolean next = elapsed >= 0 && elapsed < 2 * PERIOD_MICROS;
            formerHighest = next ? highest : Long.MIN_VALUE;
            formerLowest = next ? lowest : Long.MAX_VALUE;
            highest = Long.MIN_VALUE;
            lowest = Long.MAX_VALUE;
            periodStart = receivedAtMicros;
        }
        long ahead = capturedAtMicros - receivedAtMicros;
        highest = Math.max(highest, ahead);
        lowest = Math.min(lowest, ahead);
        skewMicros = Math.max(highest, formerHighest);
        lateMicros = skewMicros - Math.min(lowest, formerLowest);
        known = true;
    }

    /** Whether any message was added. */
    boolean known() {
        return known;
    }

    /** By how much the agent's clock is ahead of ours, less the shortest way; negative when it is behind. 0 when nothing is known. */
    long skewMicros() {
        return skewMicros;
    }

    /** How much later than the promptest message the latest came. */
    long lateMicros() {
        return lateMicros;
    }
}
