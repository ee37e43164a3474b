package io.trunkline.live.board;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/**
 * The minutes of the last hours in which some agent sent anything. What happened in others nobody saw: no collector ran, or
 * no agent sent. What is known begins with the first report that is still on the topic, and time before it counts as
 * seen. Every thread may call.
 */
final class SeenMinutes {

    private static final long KEPT = TimeUnit.HOURS.toMinutes(2);

    private final ConcurrentSkipListSet<Long> seen = new ConcurrentSkipListSet<>();
    private final InstantSource clock;

    SeenMinutes(InstantSource clock) {
        this.clock = clock;
    }

    /** An agent sent at this moment. */
    void add(Instant at) {
        if (seen.add(minute(at))) {
            // The last one before is kept: without it the time after it would count as seen.
            Long oldest = seen.floor(minute(clock.instant()) - KEPT);
            if (oldest != null) {
                seen.headSet(oldest).clear();
            }
        }
    }

    /** Whether a whole minute was seen: what begins or ends in a minute without packets may have missed part of its neighbour. */
    boolean sawAllOf(Instant minute) {
        long middle = minute(minute);
        return saw(middle - 1) && saw(middle) && saw(middle + 1);
    }

    /** Of the minute that runs it is not known yet. */
    private boolean saw(long minute) {
        Long before = seen.floor(minute);
        if (before == null) {
            return !seen.isEmpty();
        }
        return before == minute || minute >= minute(clock.instant());
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), TimeUnit.MINUTES.toSeconds(1));
    }
}
