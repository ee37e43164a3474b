package io.trunkline.rating.deadline;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When any partition of this process last gave a record long after its receipt.
 *
 * <p>A thread reads its partitions one batch after the other. While it works off the backlog of one, another may give
 * nothing for a good while and still have a backlog of its own. May be used by several threads.
 */
public final class LateReads {

    private final AtomicLong lastMillis = new AtomicLong(Long.MIN_VALUE);

    /** Nothing was read late yet. */
    public LateReads() {}

    void happened(Instant now) {
        lastMillis.accumulateAndGet(now.toEpochMilli(), Math::max);
    }

    /** Whether a record was read late after the moment. */
    boolean after(Instant moment) {
        return lastMillis.get() > moment.toEpochMilli();
    }
}
