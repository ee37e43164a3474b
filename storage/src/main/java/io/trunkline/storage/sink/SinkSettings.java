package io.trunkline.storage.sink;

import java.time.Duration;

/**
 * How the sink gathers records into inserts: many rows at once are what ClickHouse is good at, and a page that
 * is shown wants them soon. Whichever limit is met first ends a batch.
 *
 * @param maxRows rows of a batch
 * @param maxBytes bytes of a batch
 * @param linger longest wait of a batch's first record
 * @param retryAfter wait after the first insert that fails; doubles up to {@code retryAtMost}
 * @param retryAtMost longest wait between two attempts
 */
public record SinkSettings(int maxRows, int maxBytes, Duration linger, Duration retryAfter, Duration retryAtMost) {

    /** Checks that all are above 0. */
    public SinkSettings {
        if (maxRows < 1 || maxBytes < 1 || !linger.isPositive() || !retryAfter.isPositive()) {
            throw new IllegalArgumentException("the limits of a batch and the waits must be above 0");
        }
        if (retryAtMost.compareTo(retryAfter) < 0) {
            throw new IllegalArgumentException("retryAtMost must not be below retryAfter");
        }
    }

    /**
     * 50,000 rows, 32 MiB, a second; attempts 200 ms to 10 s apart. Each insert makes a part that must be merged away, so
     * even a small site inserts only about once in one to two seconds; some 40,000 messages a second fill a batch before
     * that.
     */
    public static SinkSettings defaults() {
        return new SinkSettings(
                50_000, 32 << 20, Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(10));
    }
}
