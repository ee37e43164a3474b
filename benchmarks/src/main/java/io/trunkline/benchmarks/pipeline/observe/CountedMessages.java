package io.trunkline.benchmarks.pipeline.observe;

import io.trunkline.benchmarks.pipeline.traffic.GeneratorProcess;

/**
 * Latencies of messages that are only counted: the n-th that can be seen stands for the n-th that was sent, so that a
 * latency is that of the message, and 50 ms more at most. For one thread; the number may be asked by any.
 */
final class CountedMessages {

    /** Those of one look share so many due times, at most. */
    private static final int STEPS = 16;

    private final Stage stage;
    private final GeneratorProcess generator;
    private final Delays delays;
    private final long before;
    private volatile long seen;

    /**
     * @param before how many there were before the run
     */
    CountedMessages(Stage stage, GeneratorProcess generator, Delays delays, long before) {
        this.stage = stage;
        this.generator = generator;
        this.delays = delays;
        this.before = before;
    }

    /** How many of the run's messages could be seen so far. */
    long seen() {
        return seen;
    }

    /** So many can be seen now, with those of before the run. */
    void counted(long messages) {
        long from = seen;
        long to = messages - before;
        if (to <= from) {
            return;
        }
        long step = Math.max(1, (to - from) / STEPS);
        for (long at = from; at < to; at += step) {
            long upTo = Math.min(to, at + step);
            delays.arrived(stage, generator.dueMillis(at + 1), upTo - at);
        }
        seen = to;
    }
}
