package io.trunkline.rating.call;

import java.time.Duration;
import java.time.Instant;

/**
 * An operator wanted a call ended.
 *
 * @param by who, in words
 * @param at when
 */
record EndAsked(String by, Instant at) {

    /** A switch that ends a call for an operator does so within this, tries included; what ends later ends by itself. */
    private static final Duration OBEYED_WITHIN = Duration.ofSeconds(90);

    /** The clocks of who asks and of the collector are no farther apart. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    /** Whether an end at a moment is what was asked for. */
    boolean isObeyedAt(Instant end) {
        return !end.isBefore(at.minus(CLOCKS_APART)) && end.isBefore(at.plus(OBEYED_WITHIN));
    }
}
