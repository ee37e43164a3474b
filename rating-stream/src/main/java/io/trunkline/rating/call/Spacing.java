package io.trunkline.rating.call;

import io.trunkline.rating.message.Capture;
import java.time.Duration;
import java.time.Instant;

/**
 * How far two packets of a call are from each other. One agent's times are taken as they are: its clock is one. Of two
 * agents the difference of their clocks is taken off, as it was measured ({@link Capture#passedAt}), where it is more
 * than the difference of two ways to the collector.
 */
final class Spacing {

    /** No way to the collector is longer than another by more: what is more is of the clocks. */
    private static final Duration USUAL_DELAY = Duration.ofMillis(500);

    /** Clocks that somebody looks after are no farther apart; nobody's call gets longer or shorter by more, unsaid. */
    private static final Duration USUAL_SKEW = Duration.ofSeconds(5);

    private Spacing() {}

    /** The time from one packet to another on one clock; negative when the other passed before. */
    static Duration between(Capture from, Capture to) {
        return from.agent().equals(to.agent()) || !isMeasured(from, to)
                ? Duration.between(from.at(), to.at())
                : Duration.between(from.passedAt(), to.passedAt());
    }

    /** When a packet passed, by the clock of the agent that captured another one. */
    static Instant at(Capture ofAgent, Capture capture) {
        return ofAgent.agent().equals(capture.agent())
                ? capture.at()
                : ofAgent.at().plus(between(ofAgent, capture));
    }

    static Capture later(Capture one, Capture other) {
        return between(one, other).isPositive() ? other : one;
    }

    /**
     * Whether two clocks differ so much that it is to be known. What is replayed long after it was captured says nothing
     * of clocks.
     */
    private static boolean isMeasured(Capture from, Capture to) {
        boolean live = isLive(from) || isLive(to) || to.at().isBefore(from.at());
        return live && apart(from, to).compareTo(USUAL_DELAY) > 0;
    }

    private static Duration apart(Capture from, Capture to) {
        return behind(to).minus(behind(from)).abs();
    }

    /** How far an agent's clock is behind the collector's, its way to that included. */
    private static Duration behind(Capture capture) {
        return Duration.between(capture.at(), capture.passedAt());
    }

    private static boolean isLive(Capture capture) {
        return behind(capture).abs().compareTo(USUAL_SKEW) <= 0;
    }

    /**
     * How long a call lasted.
     *
     * @param length never negative
     * @param skewed whether clocks make it doubtful
     */
    record Talk(Duration length, boolean skewed) {}

    /**
     * From the answer to the end. It is doubtful where the clocks are farther apart than any that are looked after, and
     * where the end seems to be before the answer by more than two packets that cross: then the clocks differ by more than
     * the call is long.
     */
    static Talk talk(Capture answer, Capture end) {
        Duration length = between(answer, end);
        Duration claimed = Duration.between(answer.at(), end.at());
        if (answer.agent().equals(end.agent())) {
            // A clock that was set back in a call says nothing of its length.
            Duration passed = Duration.between(answer.passedAt(), end.passedAt());
            boolean setBack = length.isNegative() && passed.compareTo(USUAL_SKEW) > 0 && isLive(answer);
            return setBack ? new Talk(passed, true) : new Talk(orZero(length), false);
        }
        boolean far = isMeasured(answer, end) && apart(answer, end).compareTo(USUAL_SKEW) > 0;
        return new Talk(orZero(length), far || isImpossible(claimed) || isImpossible(length));
    }

    private static boolean isImpossible(Duration length) {
        return length.plus(USUAL_DELAY).isNegative();
    }

    private static Duration orZero(Duration length) {
        return length.isNegative() ? Duration.ZERO : length;
    }
}
