package io.trunkline.tariff;

import java.math.BigDecimal;

/** Money as longs, scaled by 10 to the {@link Meter#SCALE}, and as text. */
final class Amounts {

    static final BigDecimal SECONDS_IN_A_MINUTE = BigDecimal.valueOf(60);

    /** By which sums are scaled beside, so that no sixtieth of a rate is rounded. */
    static final long SECONDS_SCALED = SECONDS_IN_A_MINUTE.longValue();

    private static final long[] POWERS_OF_TEN = new long[Meter.SCALE + 1];
    private static final int MOST_DIGITS = 18;

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private Amounts() {}

    /** An amount scaled; {@link Meter#NOT_SCALED} when that is no whole number of 0 or more that fits. */
    static long scaled(BigDecimal amount) {
        if (amount.signum() == 0) {
            return 0;
        }
        boolean small = amount.signum() > 0
                && amount.scale() >= 0
                && amount.scale() <= Meter.SCALE
                && amount.precision() - amount.scale() + Meter.SCALE <= MOST_DIGITS;
        if (small) {
            return digits(amount) * POWERS_OF_TEN[Meter.SCALE - amount.scale()];
        }
        BigDecimal whole = amount.movePointRight(Meter.SCALE).stripTrailingZeros();
        boolean fits = whole.signum() >= 0 && whole.scale() <= 0 && whole.precision() - whole.scale() <= MOST_DIGITS;
        return fits ? whole.longValueExact() : Meter.NOT_SCALED;
    }

    /** The digits of an amount that has no more than fit, without the memory that its unscaled value takes. */
    static long digits(BigDecimal amount) {
        return amount.scaleByPowerOfTen(amount.scale()).longValue();
    }

    /** An amount of 0 or more scaled, of which so many digits stand after the point. */
    static long scaled(long digits, int scale) {
        return scale <= Meter.SCALE
                ? times(digits, POWERS_OF_TEN[Meter.SCALE - scale])
                : scaled(BigDecimal.valueOf(digits, scale));
    }

    /** A scaled amount so many times; {@link Meter#NOT_SCALED} when that does not fit, or the amount did not. */
    static long times(long scaled, long times) {
        boolean fits = scaled >= 0 && Math.multiplyHigh(scaled, times) == 0 && scaled * times >= 0;
        return fits ? scaled * times : Meter.NOT_SCALED;
    }

    /** One in that decimal, scaled. */
    static long unit(int decimals) {
        return decimals >= 0 && decimals <= Meter.SCALE ? POWERS_OF_TEN[Meter.SCALE - decimals] : Meter.NOT_SCALED;
    }

    /** Without trailing zeros after the point, and never in exponents. */
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
