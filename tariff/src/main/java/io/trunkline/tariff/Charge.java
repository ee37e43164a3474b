package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a call costs, and how that came about.
 *
 * <pre>
 *   d = duration, rounded up to whole seconds
 *   d ≤ grace            nothing is charged
 *   d' = d − free        seconds that are left to charge; none: only the connect fee
 *   b = first + next × ⌈max(0, d' − first) / next⌉
 *   price = connect fee + rate per minute × b / 60, at most the highest price, rounded once
 * </pre>
 *
 * @param price what is charged, rounded to the card's decimals, without trailing zeros
 * @param currency ISO 4217 code
 * @param durationSeconds the duration, rounded up to whole seconds
 * @param billedSeconds the seconds that were charged; 0 when nothing or only the connect fee was
 * @param steps the sum for people, in the order in which it is done
 */
public record Charge(BigDecimal price, String currency, long durationSeconds, long billedSeconds, List<Step> steps) {

    private static final BigDecimal SECONDS_IN_A_MINUTE = BigDecimal.valueOf(60);
    private static final long MILLIS_IN_A_SECOND = 1_000;

    /** A call that may last this long may last for ever: ten years, in seconds. */
    private static final long FOR_EVER_SECONDS = 10L * 365 * 24 * 3_600;

    /** Digits after the point with which a step that does not come out even is shown. */
    private static final int SHOWN_DECIMALS = 12;

    /**
     * A line of the sum.
     *
     * @param text what was done
     * @param amount what came of it; where it does not come out even, to 12 digits: the price is summed
     *     exactly and not from these
     */
    public record Step(String text, BigDecimal amount) {}

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
        long seconds = wholeSeconds(durationMillis);
        Rate rate = tariff.rate();
        var steps = new ArrayList<Step>();
        steps.add(new Step("duration " + durationMillis + " ms, counted as " + seconds + " s", BigDecimal.ZERO));
        if (costsNothing(rate, seconds)) {
            steps.add(new Step(
                    seconds <= 0 ? "a call of 0 s costs nothing" : "up to " + rate.graceSeconds() + " s costs nothing",
                    BigDecimal.ZERO));
            return new Charge(BigDecimal.ZERO, tariff.currency(), seconds, 0, steps);
        }
        long billed = billedSeconds(rate, seconds);
        describe(tariff, seconds, billed, steps);
        return new Charge(price(tariff, seconds), tariff.currency(), seconds, billed, steps);
    }

    /**
     * The price alone of a call of whole seconds.
     *
     * @param durationSeconds 0 or more; the price never falls when it grows
     */
    public static BigDecimal price(Tariff tariff, long durationSeconds) {
        Rate rate = tariff.rate();
        if (costsNothing(rate, durationSeconds)) {
            return BigDecimal.ZERO;
        }
        BigDecimal sum = sixtyfold(rate, billedSeconds(rate, durationSeconds));
        if (rate.maxPrice() != null) {
            sum = sum.min(rate.maxPrice().multiply(SECONDS_IN_A_MINUTE));
        }
        return plain(sum.divide(SECONDS_IN_A_MINUTE, tariff.decimals(), mode(tariff.rounding())));
    }

    /**
     * How long a call may last for an amount of money.
     *
     * @param money what may be spent; of less than 0, nothing may
     * @return the longest duration in whole seconds whose price does not exceed the money; empty when no
     *     duration up to ten years does
     */
    public static OptionalLong secondsFor(Tariff tariff, BigDecimal money) {
        if (money.signum() < 0) {
            return OptionalLong.of(0);
        }
        if (price(tariff, FOR_EVER_SECONDS).compareTo(money) <= 0) {
            return OptionalLong.empty();
        }
        long affordable = 0;
        long tooLong = FOR_EVER_SECONDS;
        while (tooLong - affordable > 1) {
            long middle = (affordable + tooLong) >>> 1;
            if (price(tariff, middle).compareTo(money) <= 0) {
                affordable = middle;
            } else {
                tooLong = middle;
            }
        }
        return OptionalLong.of(affordable);
    }

    /** Whether no call by this tariff ever costs anything, however long. */
    public static boolean isFree(Tariff tariff) {
        return price(tariff, FOR_EVER_SECONDS).signum() == 0;
    }

    /** A duration rounded up to whole seconds; less than 0 counts as 0. */
    public static long wholeSeconds(long durationMillis) {
        return durationMillis <= 0 ? 0 : Math.ceilDiv(durationMillis, MILLIS_IN_A_SECOND);
    }

    private static boolean costsNothing(Rate rate, long seconds) {
        return seconds <= 0 || seconds <= rate.graceSeconds();
    }

    private static long billedSeconds(Rate rate, long seconds) {
        long charged = seconds - rate.freeSeconds();
        if (charged <= 0) {
            return 0;
        }
        long beyondFirst = Math.max(0, charged - rate.firstIncrement());
        return rate.firstIncrement() + rate.nextIncrement() * Math.ceilDiv(beyondFirst, (long) rate.nextIncrement());
    }

    /** Sixty times the price before its limit: so it stays exact, for a sixtieth of a rate often is not. */
    private static BigDecimal sixtyfold(Rate rate, long billedSeconds) {
        return rate.connectFee()
                .multiply(SECONDS_IN_A_MINUTE)
                .add(rate.ratePerMinute().multiply(BigDecimal.valueOf(billedSeconds)));
    }

    private static void describe(Tariff tariff, long seconds, long billed, List<Step> steps) {
        Rate rate = tariff.rate();
        if (rate.connectFee().signum() > 0) {
            steps.add(new Step("connect fee", rate.connectFee()));
        }
        if (rate.freeSeconds() > 0) {
            steps.add(new Step("the first " + Math.min(seconds, rate.freeSeconds()) + " s are free", BigDecimal.ZERO));
        }
        String perMinute = " at " + rate.ratePerMinute().toPlainString() + " a minute";
        long first = Math.min(billed, rate.firstIncrement());
        if (first > 0) {
            steps.add(new Step("first increment of " + first + " s" + perMinute, shown(rate, first)));
        }
        long next = billed - first;
        if (next > 0) {
            steps.add(new Step(
                    next / rate.nextIncrement() + " × " + rate.nextIncrement() + " s" + perMinute, shown(rate, next)));
        }
        BigDecimal limit = rate.maxPrice();
        if (limit != null && sixtyfold(rate, billed).compareTo(limit.multiply(SECONDS_IN_A_MINUTE)) > 0) {
            steps.add(new Step("limited to the highest price", limit));
        }
        steps.add(new Step(
                "rounded " + (tariff.rounding() == Rounding.UP ? "up" : "half up") + " to " + tariff.decimals()
                        + " decimals",
                price(tariff, seconds)));
    }

    private static BigDecimal shown(Rate rate, long seconds) {
        return plain(rate.ratePerMinute()
                .multiply(BigDecimal.valueOf(seconds))
                .divide(SECONDS_IN_A_MINUTE, SHOWN_DECIMALS, RoundingMode.HALF_UP));
    }

    private static RoundingMode mode(Rounding rounding) {
        return switch (rounding) {
            case HALF_UP -> RoundingMode.HALF_UP;
            case UP -> RoundingMode.UP;
        };
    }

    /** Without trailing zeros after the point, and never in exponents. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
