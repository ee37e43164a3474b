package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import java.math.BigDecimal;

/**
 * What lines of a card have in common that differ only in prefix, name and what a minute costs, made ready for sums in
 * longs. Immutable.
 *
 * @param rate one of them
 * @param scaledFee sixty times the connect fee, {@linkplain Amounts#scaled scaled}; {@link Meter#NOT_SCALED} when that does
 *     not fit
 * @param scaledLimit likewise of the highest price; the most that there is where a call has none
 */
record Terms(Rate rate, long scaledFee, long scaledLimit) {

    static Terms of(Rate rate) {
        return new Terms(
                rate,
                sixtyfold(rate.connectFee()),
                rate.maxPrice() == null ? Long.MAX_VALUE : sixtyfold(rate.maxPrice()));
    }

    private static long sixtyfold(BigDecimal amount) {
        return Amounts.times(Amounts.scaled(amount), Amounts.SECONDS_SCALED);
    }
}
