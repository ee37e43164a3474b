package io.trunkline.rating.deadline;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether the records of a partition are read as they come. While they are not, because the process was
 * down or Kafka was, the BYE of a call may still be waiting to be read: its time-out must wait as well.
 *
 * <p>They are read as they come once a record is read soon after its receipt, or when none has come for a while in
 * which the process read none late of another partition either. Used by one thread.
 */
public final class Backlog {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final LateReads lateReads;
    private Instant lastReadAt;
    private Duration late = Duration.ZERO;
    private boolean caughtUp;

    /**
     * Nothing was read yet, and everything may be waiting.
     *
     * @param now the moment of the start
     * @param lateReads of all partitions of the process
     */
    public Backlog(Instant now, LateReads lateReads) {
        lastReadAt = now;
        this.lateReads = lateReads;
    }

    /**
     * A record was read.
     *
     * @param receivedAt when the collector got it
     */
    public void read(Instant receivedAt, Instant now) {
        lastReadAt = now;
        late = receivedAt.isBefore(now) ? Duration.between(receivedAt, now) : Duration.ZERO;
        caughtUp = late.compareTo(SOON) < 0;
        if (!caughtUp) {
            lateReads.happened(now);
        }
    }

    /** Whether what is due now may be acted on, though what was received in the last seconds may still be waiting. */
    public boolean caughtUp(Instant now) {
        Instant quietSince = now.minus(QUIET);
        boolean quiet = !lastReadAt.isAfter(quietSince) && !lateReads.after(quietSince);
        if (quiet) {
            late = Duration.ZERO;
        }
        caughtUp = caughtUp || quiet;
        return caughtUp;
    }

    /**
     * Up to when everything that was received is read, so that what is missing will not come any more: what waited for
     * it until then may be acted on. {@link Instant#MIN} while that is not known.
     */
    public Instant readUpTo(Instant now) {
        return caughtUp(now) ? now.minus(late) : Instant.MIN;
    }
}
