package io.trunkline.protocol.event;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One line of a rate card.
 *
 * @param prefix leading digits of the E.164 numbers that it prices
 * @param destination its name for people
 * @param ratePerMinute price of 60 seconds
 * @param connectFee charged once a call that is not of 0 s
 * @param firstIncrement seconds billed at least, 0 or more
 * @param nextIncrement seconds by which it goes on, 1 or more
 * @param graceSeconds a call up to this length costs nothing
 * @param freeSeconds seconds that come off the duration
 * @param maxPrice the most that a call costs; null for no limit
 * @param effectiveFrom first moment at which the line is valid; null for always
 * @param effectiveUntil first moment at which it is no longer valid; null for never
 * @param window when in the week it holds; null for always
 * @param fromSecond second of the call from which on it prices it, 0 being the answer. Fee, grace, free seconds and
 *     highest price of a call are those of the line from second 0 that held at the answer
 */
public record Rate(
        String prefix,
        String destination,
        BigDecimal ratePerMinute,
        BigDecimal connectFee,
        int firstIncrement,
        int nextIncrement,
        int graceSeconds,
        int freeSeconds,
        BigDecimal maxPrice,
        Instant effectiveFrom,
        Instant effectiveUntil,
        RateWindow window,
        int fromSecond) {

    /** A line that holds all week and prices a call from its answer on. */
    public Rate(
            String prefix,
            String destination,
            BigDecimal ratePerMinute,
            BigDecimal connectFee,
            int firstIncrement,
            int nextIncrement,
            int graceSeconds,
            int freeSeconds,
            BigDecimal maxPrice,
            Instant effectiveFrom,
            Instant effectiveUntil) {
        this(
                prefix,
                destination,
                ratePerMinute,
                connectFee,
                firstIncrement,
                nextIncrement,
                graceSeconds,
                freeSeconds,
                maxPrice,
                effectiveFrom,
                effectiveUntil,
                null,
                0);
    }

    /** The same terms for another prefix of another name, at another price of a minute. */
    public Rate named(String otherPrefix, String otherDestination, BigDecimal otherRatePerMinute) {
        return new Rate(
                otherPrefix,
                otherDestination,
                otherRatePerMinute,
                connectFee,
                firstIncrement,
                nextIncrement,
                graceSeconds,
                freeSeconds,
                maxPrice,
                effectiveFrom,
                effectiveUntil,
                window,
                fromSecond);
    }

    /** The same at another price of a minute. */
    public Rate at(BigDecimal otherRatePerMinute) {
        return named(prefix, destination, otherRatePerMinute);
    }

    /** The same counted in increments of that many seconds, from the first one on. */
    public Rate pulsed(int seconds) {
        return new Rate(
                prefix,
                destination,
                ratePerMinute,
                connectFee,
                seconds,
                seconds,
                graceSeconds,
                freeSeconds,
                maxPrice,
                effectiveFrom,
                effectiveUntil,
                window,
                fromSecond);
    }

    /** Whether it is valid on the day, whatever the hour. */
    public boolean isEffective(Instant at) {
        return (effectiveFrom == null || !at.isBefore(effectiveFrom))
                && (effectiveUntil == null || at.isBefore(effectiveUntil));
    }
}
