package io.trunkline.rating.call;

import io.trunkline.rating.message.Capture;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the end of a call is from its answer. One agent's times are taken as they are. Between the times of two agents
 * lies the difference of their clocks: where it is more than a packet takes on its way, the time between the two receipts
 * by the collector is taken; and where it is more than agents' clocks usually are apart, the call is marked.
 */
final class Spacing {

    /** Agents are that far apart now and then, and nobody's call gets longer or shorter by more. */
    private static final Duration USUAL_SKEW = Duration.ofSeconds(5);

    /** A packet takes no longer from an agent to the collector; what is more is of their clocks. */
    private static final Duration USUAL_DELAY = Duration.ofMillis(500);

    private Spacing() {}

    /**
     * The end of a call.
     *
     * @param at never before the answer
     * @param skewed whether it is by the collector's clock
     */
    record Moment(Instant at, boolean skewed) {}

    static Moment end(Capture answer, Capture end) {
        boolean backwards = end.at().isBefore(answer.at());
        Duration received = Duration.between(answer.receivedAt(), end.receivedAt());
        if (end.agent().equals(answer.agent())) {
            // A BYE can cross the answer; but a clock that was set back in a call says nothing of its length.
            boolean setBack = backwards && received.compareTo(USUAL_SKEW) > 0 && isLive(answer);
            return setBack ? byReceipt(answer, received) : new Moment(backwards ? answer.at() : end.at(), false);
        }
        Duration skew = late(end).minus(late(answer)).abs();
        // What is replayed long after it was captured has no receipts of its own time.
        boolean live = isLive(answer) || isLive(end);
        boolean wrong = skew.compareTo(USUAL_SKEW) > 0 && (live || backwards);
        if (wrong) {
            return byReceipt(answer, received);
        }
        boolean measured = skew.compareTo(USUAL_DELAY) > 0 && isLive(answer) && isLive(end);
        if (measured) {
            return new Moment(byReceipt(answer, received).at(), false);
        }
        return new Moment(backwards ? answer.at() : end.at(), false);
    }

    private static Moment byReceipt(Capture answer, Duration received) {
        return new Moment(received.isNegative() ? answer.at() : answer.at().plus(received), true);
    }

    private static boolean isLive(Capture capture) {
        return late(capture).abs().compareTo(USUAL_SKEW) <= 0;
    }

    private static Duration late(Capture capture) {
        return Duration.between(capture.at(), capture.receivedAt());
    }
}
