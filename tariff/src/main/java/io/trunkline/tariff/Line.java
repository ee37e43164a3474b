package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import java.math.BigDecimal;

/**
 * A line of a card, made ready for sums in longs. Immutable.
 *
 * @param terms all of it but what a minute costs; that too where the amount does not fit
 * @param amount what a minute costs: its digits
 * @param scale how many of them stand after the point; {@link #IN_TERMS}
 * @param scaledMinute the same, {@linkplain Amounts#scaled scaled}; {@link Meter#NOT_SCALED} when that does not fit
 */
record Line(Terms terms, long amount, int scale, long scaledMinute) {

    /** The scale of an amount that stands in the terms. */
    static final int IN_TERMS = -1;

    static Line of(Rate rate) {
        return new Line(Terms.of(rate), 0, IN_TERMS, Amounts.scaled(rate.ratePerMinute()));
    }

    /** One whose amount is kept apart from its terms, or in them. */
    static Line of(Terms terms, long amount, int scale) {
        return new Line(
                terms,
                amount,
                scale,
                scale == IN_TERMS ? Amounts.scaled(terms.rate().ratePerMinute()) : Amounts.scaled(amount, scale));
    }

    BigDecimal perMinute() {
        return scale == IN_TERMS ? terms.rate().ratePerMinute() : BigDecimal.valueOf(amount, scale);
    }

    boolean isFree() {
        return perMinute().signum() == 0;
    }

    int fromSecond() {
        return terms.rate().fromSecond();
    }

    int firstIncrement() {
        return terms.rate().firstIncrement();
    }

    int nextIncrement() {
        return terms.rate().nextIncrement();
    }

    /** Whether it holds whatever the hour. */
    boolean holdsAllWeek() {
        return terms.rate().window() == null;
    }

    /** Whether it holds at a minute of the week; see {@link io.trunkline.protocol.event.RateWindow#holds}. */
    boolean holds(int dayOfWeek, int minuteOfDay) {
        return holdsAllWeek() || terms.rate().window().holds(dayOfWeek, minuteOfDay);
    }
}
