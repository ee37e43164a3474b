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
        Instant effectiveUntil) {}
