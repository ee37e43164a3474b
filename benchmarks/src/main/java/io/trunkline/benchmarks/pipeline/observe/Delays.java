package io.trunkline.benchmarks.pipeline.observe;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The latencies of a run, from due times on: what waits behind a stall counts with its whole wait, so that no
 * omission is left to be corrected. Any thread.
 */
public final class Delays {

    private static final long LONGEST_MILLIS = 3_600_000;

    private static final class Latency {
        private final ConcurrentHistogram measured = new ConcurrentHistogram(LONGEST_MILLIS, 3);
        private final AtomicLong longestLately = new AtomicLong(-1);
        private final AtomicLong lastDueMillis = new AtomicLong();
    }

    private final Map<Stage, Latency> latencies = new EnumMap<>(Stage.class);
    private final LongSupplier began;
    private final long fromMillis;
    private final long untilMillis;

    /**
     * Nothing is measured yet.
     *
     * @param began when the run began, milliseconds since the epoch; asked once something has arrived
     * @param fromMillis messages that are due earlier belong to the warming up; from the beginning
     * @param untilMillis messages that are due later come when no new calls begin any more; from the beginning
     */
    public Delays(LongSupplier began, long fromMillis, long untilMillis) {
        this.began = began;
        this.fromMillis = fromMillis;
        this.untilMillis = untilMillis;
        for (Stage stage : Stage.values()) {
            latencies.put(stage, new Latency());
        }
    }

    /** Records that messages have come to a stage now. */
    void arrived(Stage stage, long dueMillis, long messages) {
        arrived(stage, dueMillis, messages, System.currentTimeMillis());
    }

    /** The same of what came at a moment, in milliseconds since the epoch. */
    void arrived(Stage stage, long dueMillis, long messages, long atMillis) {
        long delay = Math.clamp(atMillis - dueMillis, 0, LONGEST_MILLIS);
        var latency = latencies.get(stage);
        latency.longestLately.accumulateAndGet(delay, Math::max);
        latency.lastDueMillis.accumulateAndGet(dueMillis, Math::max);
        long due = dueMillis - began.getAsLong();
        if (due >= fromMillis && due < untilMillis) {
            latency.measured.recordValueWithCount(delay, messages);
        }
    }

    /** All latencies of a stage, in milliseconds. */
    public Histogram measured(Stage stage) {
        return latencies.get(stage).measured;
    }

    /**
     * How far behind a stage was at worst since this was last asked, in milliseconds: the longest latency, or the age
     * of what came last when nothing has come since.
     */
    long behindMillis(Stage stage) {
        var latency = latencies.get(stage);
        long longest = latency.longestLately.getAndSet(-1);
        long last = latency.lastDueMillis.get();
        return longest >= 0 || last == 0 ? Math.max(0, longest) : System.currentTimeMillis() - last;
    }
}
