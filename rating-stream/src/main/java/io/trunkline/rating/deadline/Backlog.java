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
        caughtUp = receivedAt.plus(SOON).isAfter(now);
        if (!caughtUp) {
            lateReads.happened(now);
        }
    }

    /** Whether time-outs may be acted on. */
    public boolean caughtUp(Instant now) {
        Instant quietSince = now.minus(QUIET);
        caughtUp = caughtUp || (!lastReadAt.isAfter(quietSince) && !lateReads.after(quietSince));
        return caughtUp;
    }
}
