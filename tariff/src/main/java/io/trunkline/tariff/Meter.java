package io.trunkline.tariff;

import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The increments of a call, band by band, and what follows from them: the price, its steps in words, what is due
 * while the call is up, and how long money lasts. Each is one walk over the bands, so that none can disagree with
 * another, and a call of hours costs no more than one of seconds.
 *
 * <pre>
 *   d = duration, rounded up to whole seconds
 *   d = 0 or d ≤ grace     nothing is charged
 *   billed                 the increments that start before second d; the first one starts when the free seconds end
 *   price = connect fee + Σ rate per minute × seconds / 60, at most the highest price, rounded once
 * </pre>
 *
 * <p>A tariff is fixed for the moment of the answer. What will change its rate in the course of a call (a window of
 * the day, a later {@code from_second}) is a further band here and nothing to those who ask.
 *
 * <p>Immutable: any thread may ask.
 */
public final class Meter {

    /** Digits after the point of a {@linkplain #scaledDue scaled} amount: the most that a card rounds to. */
    public static final int SCALE = 12;

    /** What {@link #scaledDue} gives for an amount that does not fit. */
    public static final long NOT_SCALED = -1;

    private static final BigDecimal SECONDS_IN_A_MINUTE = BigDecimal.valueOf(60);
    private static final long MILLIS_IN_A_SECOND = 1_000;

    /** A call that may last this long may last for ever: ten years, in seconds. */
    private static final long FOR_EVER_SECONDS = 10L * 365 * 24 * 3_600;

    private final Tariff tariff;
    private final List<Band> bands;

    /** Sixty times connect fee, highest price and each band's increment, scaled; {@link #NOT_SCALED} where it cannot be. */
    private final long scaledFee;

    private final long scaledLimit;
    private final long[] scaledIncrements;

    /** One in the card's last decimal, scaled. */
    private final long scaledUnit;

    private Meter(Tariff tariff, List<Band> bands) {
        this.tariff = tariff;
        this.bands = bands;
        Rate rate = tariff.rate();
        scaledFee = scaled(rate.connectFee().multiply(SECONDS_IN_A_MINUTE));
        scaledLimit = rate.maxPrice() == null
                ? Long.MAX_VALUE
                : scaled(rate.maxPrice().multiply(SECONDS_IN_A_MINUTE));
        scaledIncrements =
                bands.stream().mapToLong(band -> scaled(band.sixtyfold())).toArray();
        scaledUnit = scaled(BigDecimal.ONE.scaleByPowerOfTen(-tariff.decimals()));
    }

    /** The meter of a call that is charged by a tariff. */
    public static Meter of(Tariff tariff) {
        Rate rate = tariff.rate();
        var bands = new ArrayList<Band>();
        long from = rate.freeSeconds();
        if (rate.firstIncrement() > 0) {
            bands.add(new Band(from, rate.firstIncrement(), 1, rate.ratePerMinute()));
            from += rate.firstIncrement();
        }
        bands.add(new Band(from, rate.nextIncrement(), Band.ENDLESS, rate.ratePerMinute()));
        return new Meter(tariff, List.copyOf(bands));
    }

    /** A duration rounded up to whole seconds; less than 0 counts as 0. */
    public static long wholeSeconds(long durationMillis) {
        return durationMillis <= 0 ? 0 : Math.ceilDiv(durationMillis, MILLIS_IN_A_SECOND);
    }

    /** The bands in the order of time; the last is endless. */
    List<Band> bands() {
        return bands;
    }

    /** What the call is charged by. */
    public Tariff tariff() {
        return tariff;
    }

    /**
     * The price of a call that has ended.
     *
     * @param durationSeconds whole seconds, 0 or more; the price never falls when it grows
     * @return rounded to the card's decimals, without trailing zeros
     */
    public BigDecimal price(long durationSeconds) {
        long scaled = scaledPrice(durationSeconds);
        return plain(
                scaled == NOT_SCALED ? rounded(exactSixtyfold(durationSeconds)) : BigDecimal.valueOf(scaled, SCALE));
    }

    /** The seconds that a call of whole seconds is charged; 0 when nothing or only the connect fee is. */
    public long billedSeconds(long durationSeconds) {
        long billed = 0;
        if (!costsNothing(durationSeconds)) {
            for (Band band : bands) {
                billed += band.started(durationSeconds) * band.seconds();
            }
        }
        return billed;
    }

    /**
     * What a call that is up and goes on owes: what is reserved for it, wherever that is shown or acted upon. The cost
     * of an increment is due when it starts, at the answer itself that of the first. It is what would be booked if the
     * call ended a moment later.
     *
     * @param up time since the answer; before it nothing is due
     */
    public BigDecimal due(Duration up) {
        return up.isNegative() ? BigDecimal.ZERO : price(up.toSeconds() + 1);
    }

    /**
     * {@link #due} for sums over thousands of calls: the same amount times 10<sup>{@value #SCALE}</sup>.
     *
     * @param upMillis time since the answer; before it nothing is due
     * @return exact, 0 or more; {@link #NOT_SCALED} when it does not fit (beyond some 150,000 of a currency, or with a
     *     rate of more than {@value #SCALE} decimals): then {@link #due} tells
     */
    public long scaledDue(long upMillis) {
        return upMillis < 0 ? 0 : scaledPrice(upMillis / MILLIS_IN_A_SECOND + 1);
    }

    /** A straight line above what is due. */
    public Ceiling ceiling() {
        BigDecimal steepest = bands.stream().map(Band::ratePerMinute).reduce(BigDecimal.ZERO, BigDecimal::max);
        // Of each band one increment that has only begun, the second that has only begun, and the rounding.
        BigDecimal sixtyfold = bands.stream().map(Band::sixtyfold).reduce(steepest, BigDecimal::add);
        BigDecimal ahead = sixtyfold
                .divide(SECONDS_IN_A_MINUTE, SCALE, RoundingMode.CEILING)
                .add(BigDecimal.ONE.scaleByPowerOfTen(-tariff.decimals()));
        return new Ceiling(tariff.rate().connectFee().add(ahead), ahead, steepest);
    }

    /**
     * How long a call may last for an amount of money.
     *
     * @param money what may be spent; of less than 0, nothing may
     * @return the longest duration in whole seconds whose price does not exceed the money; empty when no duration up
     *     to ten years does
     */
    public OptionalLong secondsFor(BigDecimal money) {
        if (money.signum() < 0) {
            return OptionalLong.of(0);
        }
        BigDecimal limit = tariff.rate().maxPrice();
        long lasts =
                limit != null && rounded(limit.multiply(SECONDS_IN_A_MINUTE)).compareTo(money) <= 0
                        ? FOR_EVER_SECONDS
                        : Math.max(tariff.rate().graceSeconds(), secondsWithin(money));
        return lasts >= FOR_EVER_SECONDS ? OptionalLong.empty() : OptionalLong.of(lasts);
    }

    /** Whether the call never costs anything, however long. */
    public boolean isFree() {
        return price(FOR_EVER_SECONDS).signum() == 0;
    }

    /**
     * The sum in words, in the order in which it is done.
     *
     * @param durationMillis from the answer to the end
     */
    public List<PriceStep> steps(long durationMillis) {
        return Steps.of(this, durationMillis);
    }

    /** Whether nothing is charged for a call of this length, not even the connect fee. */
    boolean costsNothing(long durationSeconds) {
        return durationSeconds <= 0 || durationSeconds <= tariff.rate().graceSeconds();
    }

    /** Sixty times the price, before its limit and its rounding. */
    BigDecimal sixtyfold(long durationSeconds) {
        if (costsNothing(durationSeconds)) {
            return BigDecimal.ZERO;
        }
        BigDecimal sum = tariff.rate().connectFee().multiply(SECONDS_IN_A_MINUTE);
        for (Band band : bands) {
            sum = sum.add(band.sixtyfold().multiply(BigDecimal.valueOf(band.started(durationSeconds))));
        }
        return sum;
    }

    /** Sixty times the price, before its rounding. */
    BigDecimal exactSixtyfold(long durationSeconds) {
        BigDecimal limit = tariff.rate().maxPrice();
        BigDecimal sum = sixtyfold(durationSeconds);
        return limit == null ? sum : sum.min(limit.multiply(SECONDS_IN_A_MINUTE));
    }

    /** The one division and the one rounding of a price. */
    private BigDecimal rounded(BigDecimal sixtyfold) {
        return sixtyfold.divide(SECONDS_IN_A_MINUTE, tariff.decimals(), mode());
    }

    private RoundingMode mode() {
        return switch (tariff.rounding()) {
            case HALF_UP -> RoundingMode.HALF_UP;
            case UP -> RoundingMode.UP;
        };
    }

    /** {@link #price} in longs; {@link #NOT_SCALED} where they are too short. */
    private long scaledPrice(long durationSeconds) {
        if (costsNothing(durationSeconds)) {
            return 0;
        }
        if (scaledFee < 0 || scaledLimit < 0 || scaledUnit < 0) {
            return NOT_SCALED;
        }
        long sum = scaledFee;
        for (int i = 0; i < scaledIncrements.length; i++) {
            long started = bands.get(i).started(durationSeconds);
            long increment = scaledIncrements[i];
            boolean fits = increment >= 0 && Math.multiplyHigh(increment, started) == 0 && increment * started >= 0;
            sum += fits ? increment * started : 0;
            if (!fits || sum < 0) {
                return NOT_SCALED;
            }
        }
        sum = Math.min(sum, scaledLimit);
        long divisor = scaledUnit * SECONDS_IN_A_MINUTE.longValue();
        long units = sum / divisor;
        long rest = sum % divisor;
        boolean up =
                switch (tariff.rounding()) {
                    case HALF_UP -> rest >= divisor - rest;
                    case UP -> rest > 0;
                };
        return (up ? units + 1 : units) * scaledUnit;
    }

    /** An amount times 10 to the {@link #SCALE}; {@link #NOT_SCALED} when that is no whole number of 0 or more that fits. */
    private static long scaled(BigDecimal amount) {
        BigDecimal whole = amount.movePointRight(SCALE).stripTrailingZeros();
        boolean fits = whole.signum() >= 0 && whole.scale() <= 0 && whole.precision() - whole.scale() <= 18;
        return fits ? whole.longValueExact() : NOT_SCALED;
    }

    /** The second at which the first increment starts that the money does not pay, or the tenth year has come. */
    private long secondsWithin(BigDecimal money) {
        BigDecimal left = payable(money).subtract(tariff.rate().connectFee().multiply(SECONDS_IN_A_MINUTE));
        if (!isPaid(left)) {
            return 0;
        }
        for (Band band : bands) {
            BigDecimal increment = band.sixtyfold();
            long paid = increment.signum() == 0 ? band.count() : increments(left, increment, band.count());
            if (paid < band.count()) {
                return band.start(paid);
            }
            if (band.count() == Band.ENDLESS || band.start(band.count()) >= FOR_EVER_SECONDS) {
                return FOR_EVER_SECONDS;
            }
            left = left.subtract(increment.multiply(BigDecimal.valueOf(band.count())));
        }
        throw new IllegalStateException("the last band is endless");
    }

    /** How many increments are paid by what is left, no more than the band has; the tenth year is beyond every count. */
    private long increments(BigDecimal left, BigDecimal increment, long count) {
        BigDecimal most = BigDecimal.valueOf(Math.min(count, FOR_EVER_SECONDS));
        BigDecimal paid = left.divideToIntegralValue(increment).min(most);
        boolean lastIsPaid = isPaid(left.subtract(increment.multiply(paid)));
        long whole = paid.longValueExact() - (lastIsPaid ? 0 : 1);
        return whole >= FOR_EVER_SECONDS ? count : whole;
    }

    /** Sixty times the sum that rounds to the money or less: with {@code half-up} every sum below it, else up to it. */
    private BigDecimal payable(BigDecimal money) {
        BigDecimal roundedDown = money.setScale(tariff.decimals(), RoundingMode.FLOOR);
        BigDecimal rounding =
                tariff.rounding() == Rounding.UP ? BigDecimal.ZERO : BigDecimal.valueOf(5, tariff.decimals() + 1);
        return roundedDown.add(rounding).multiply(SECONDS_IN_A_MINUTE);
    }

    private boolean isPaid(BigDecimal left) {
        return tariff.rounding() == Rounding.UP ? left.signum() >= 0 : left.signum() > 0;
    }

    /** Without trailing zeros after the point, and never in exponents. */
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
