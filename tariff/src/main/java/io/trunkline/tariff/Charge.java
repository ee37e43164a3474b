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
 * @param freeSeconds the free minutes of the package that it took, whole ones, in seconds; 0 for none
 * @param steps the sum for people, in the order in which it is done
 */
public record Charge(
        BigDecimal price,
        String currency,
        long durationSeconds,
        long billedSeconds,
        long freeSeconds,
        List<PriceStep> steps) {

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
        return of(tariff, durationMillis, 0);
    }

    /**
     * The charge for a call that may take free minutes. It takes one for each minute that it has begun, and none if it
     * costs nothing without them.
     *
     * @param tariff what it is charged by
     * @param durationMillis from the answer to the end; 0 or less costs nothing
     * @param freeMinutes how many it may take at most
     */
    public static Charge of(Tariff tariff, long durationMillis, long freeMinutes) {
        long seconds = Meter.wholeSeconds(durationMillis);
        Meter without = Meter.of(tariff);
        boolean takes = freeMinutes > 0 && without.price(seconds).signum() > 0;
        long taken = takes ? Math.min(freeMinutes, Math.ceilDiv(seconds, Meter.SECONDS_OF_A_FREE_MINUTE)) : 0;
        Meter meter = taken == 0 ? without : Meter.of(tariff, taken);
        return new Charge(
                meter.price(seconds),
                tariff.currency(),
                seconds,
                meter.billedSeconds(seconds),
                taken * Meter.SECONDS_OF_A_FREE_MINUTE,
                Steps.of(tariff, meter, taken, durationMillis));
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
