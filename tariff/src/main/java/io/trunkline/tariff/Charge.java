package io.trunkline.tariff;

import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a call costs, and how that came about: the {@link Meter} read at its end.
 *
 * @param price what is charged, rounded to the card's decimals, without trailing zeros
 * @param currency ISO 4217 code
 * @param durationSeconds the duration, rounded up to whole seconds
 * @param billedSeconds the seconds that were charged; 0 when nothing or only the connect fee was
 * @param steps the sum for people, in the order in which it is done
 */
public record Charge(
        BigDecimal price, String currency, long durationSeconds, long billedSeconds, List<PriceStep> steps) {

    /** Takes an unmodifiable copy of the steps. */
    public Charge {
        steps = List.copyOf(steps);
    }

    /**
     * The charge for a call.
     *
     * @param tariff what it is charged by
     * @param durationMillis from the answer to the end; 0 or less costs nothing
     */
    public static Charge of(Tariff tariff, long durationMillis) {
        Meter meter = Meter.of(tariff);
        long seconds = Meter.wholeSeconds(durationMillis);
        return new Charge(
                meter.price(seconds),
                tariff.currency(),
                seconds,
                meter.billedSeconds(seconds),
                Steps.of(tariff, meter, durationMillis));
    }

    /** {@link Meter#price} of a tariff. */
    public static BigDecimal price(Tariff tariff, long durationSeconds) {
        return Meter.of(tariff).price(durationSeconds);
    }

    /** {@link Meter#isFree} of a tariff. */
    public static boolean isFree(Tariff tariff) {
        return Meter.of(tariff).isFree();
    }

    /** {@link Meter#wholeSeconds}. */
    public static long wholeSeconds(long durationMillis) {
        return Meter.wholeSeconds(durationMillis);
    }
}
