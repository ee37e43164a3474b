package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import java.math.BigDecimal;

/**
 * A line of a card, made ready for sums in longs. Immutable.
 *
 * @param rate the line
 * @param scaledMinute its price of a minute, {@linkplain Amounts#scaled scaled}; {@link Meter#NOT_SCALED} when that does
 *     not fit
 */
record Line(Rate rate, long scaledMinute) {

    static Line of(Rate rate) {
        return new Line(rate, Amounts.scaled(rate.ratePerMinute()));
    }

    BigDecimal perMinute() {
        return rate.ratePerMinute();
    }

    boolean isFree() {
        return rate.ratePerMinute().signum() == 0;
    }

    /** Whether it holds at a minute of the week; see {@link io.trunkline.protocol.event.RateWindow#holds}. */
    boolean holds(int dayOfWeek, int minuteOfDay) {
        return rate.window() == null || rate.window().holds(dayOfWeek, minuteOfDay);
    }
}
