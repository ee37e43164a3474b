package io.trunkline.tariff;

import io.trunkline.protocol.event.Course;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
 *   d ≤ 60 × free minutes  nothing is charged
 *   billed                 the increments that start before second d; the first one starts when the free seconds of the
 *                          rate and the free minutes of the package have ended, which both count from the answer
 *   price = connect fee + Σ rate per minute × seconds / 60, at most the highest price, rounded once
 * </pre>
 *
 * <p>A tariff is fixed for the moment of the answer. What changes its rate in the course of a call (a window of the
 * week, a later {@code from_second}) is a further band here and nothing to those who ask. Most calls have one or two;
 * of a tariff with windows they are made as far as somebody looks ahead.
 *
 * <p>What is said of it never changes: any thread may ask.
 */
public final class Meter {

    /** Digits after the point of a {@linkplain #scaledDue scaled} amount: the most that a card rounds to. */
    public static final int SCALE = 12;

    /** What {@link #scaledDue} gives for an amount that does not fit. */
    public static final long NOT_SCALED = -1;

    /** What a free minute covers. */
    public static final long SECONDS_OF_A_FREE_MINUTE = 60;

    private static final BigDecimal SECONDS_IN_A_MINUTE = Amounts.SECONDS_IN_A_MINUTE;
    private static final long SECONDS_SCALED = Amounts.SECONDS_SCALED;
    private static final long MILLIS_IN_A_SECOND = 1_000;

    /** A call that may last this long may last for ever: ten years, in seconds. */
    private static final long FOR_EVER_SECONDS = 10L * 365 * 24 * 3_600;

    /** The line of the answer: fee, grace, free seconds and highest price are its. */
    private final Line answer;

    private final int decimals;
    private final Rounding rounding;
    private final boolean costsNothing;
    private final long coveredSeconds;
    private final Bands bands;

    /**
     * The bands that somebody has asked for, the first ones. Two threads may make the same ones at once, and either may
     * put them here.
     */
    private volatile Band[] known;

    /** One in the card's last decimal, scaled. */
    private final long scaledUnit;

    /**
     * A meter of lines that were made ready.
     *
     * @param bands of that line, and of others where it does not stay
     * @param costsNothing whether nothing is charged whatever they say
     * @param freeMinutes that the call takes before anything is charged
     */
    Meter(Line answer, Bands bands, int decimals, Rounding rounding, boolean costsNothing, long freeMinutes) {
        this.answer = answer;
        this.bands = bands;
        this.decimals = decimals;
        this.rounding = rounding;
        this.costsNothing = costsNothing;
        this.coveredSeconds =
                Math.min(freeMinutes, FOR_EVER_SECONDS / SECONDS_OF_A_FREE_MINUTE) * SECONDS_OF_A_FREE_MINUTE;
        Band first = bands.first(Math.max(coveredSeconds, rate().freeSeconds()));
        known = bands.isPlain() && first.isFirst() ? new Band[] {first, bands.after(first)} : new Band[] {first};
        scaledUnit = Amounts.unit(decimals);
    }

    /** The meter of a call that is charged by a tariff. */
    public static Meter of(Tariff tariff) {
        return of(tariff, 0);
    }

    /**
     * The meter of a call that takes free minutes: the first so many of it cost nothing, and the connect fee is charged
     * only if it lasts longer. What is left is metered from there, the first increment first.
     */
    public static Meter of(Tariff tariff, long freeMinutes) {
        Line answer = Line.of(tariff.rate());
        return new Meter(
                answer,
                bands(answer, tariff),
                tariff.decimals(),
                tariff.rounding(),
                tariff.costsNothing(),
                freeMinutes);
    }

    private static Bands bands(Line answer, Tariff tariff) {
        Course course = tariff.course();
        return course == null
                ? Bands.of(answer)
                : Bands.of(
                        answer,
                        ZoneClock.of(course.timeZone()),
                        course.answeredAt(),
                        course.rates().stream()
                                .map(rate -> rate.equals(tariff.rate()) ? answer : Line.of(rate))
                                .toArray(Line[]::new));
    }

    /** What the line of the answer says but for what a minute costs. */
    private Rate rate() {
        return answer.terms().rate();
    }

    /** A duration rounded up to whole seconds; less than 0 counts as 0. */
    public static long wholeSeconds(long durationMillis) {
        return durationMillis <= 0 ? 0 : Math.ceilDiv(durationMillis, MILLIS_IN_A_SECOND);
    }

    /** A band, by its place in time; the last one is endless. */
    Band band(int index) {
        Band[] have = known;
        while (index >= have.length) {
            Band[] more = Arrays.copyOf(have, have.length + 1);
            more[have.length] = bands.after(have[have.length - 1]);
            known = more;
            have = more;
        }
        return have[index];
    }

    /** The bands in which a call of whole seconds is charged, in the order of time. */
    List<Band> bands(long durationSeconds) {
        var started = new ArrayList<Band>();
        for (int i = 0; ; i++) {
            Band band = band(i);
            if (band.from() >= durationSeconds) {
                return started;
            }
            started.add(band);
            if (band.count() == Band.ENDLESS) {
                return started;
            }
        }
    }

    /**
     * The price of a call that has ended.
     *
     * @param durationSeconds whole seconds, 0 or more; the price never falls when it grows
     * @return rounded to the card's decimals, without trailing zeros
     */
    public BigDecimal price(long durationSeconds) {
        long units = unitsOf(durationSeconds);
        return Amounts.plain(
                units == NOT_SCALED ? rounded(exactSixtyfold(durationSeconds)) : BigDecimal.valueOf(units, decimals));
    }

    /** The seconds that a call of whole seconds is charged; 0 when nothing or only the connect fee is. */
    public long billedSeconds(long durationSeconds) {
        return costsNothing(durationSeconds)
                ? 0
                : bands(durationSeconds).stream()
                        .mapToLong(band -> band.started(durationSeconds) * band.seconds())
                        .sum();
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
        long units = upMillis < 0 ? 0 : unitsOf(upMillis / MILLIS_IN_A_SECOND + 1);
        return units == NOT_SCALED ? NOT_SCALED : units * scaledUnit;
    }

    /** A straight line above what is due. */
    public Ceiling ceiling() {
        if (costsNothing) {
            return new Ceiling(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        BigDecimal steepest = BigDecimal.ZERO;
        int longest = 0;
        for (Line line : bands.lines()) {
            steepest = steepest.max(line.perMinute());
            longest = Math.max(longest, Math.max(line.firstIncrement(), line.nextIncrement()));
        }
        // The increments leave no gap: of what is due one, at most the longest, and a second have only begun.
        BigDecimal ahead = steepest.multiply(BigDecimal.valueOf(longest + 1L))
                .divide(SECONDS_IN_A_MINUTE, SCALE, RoundingMode.CEILING)
                .add(BigDecimal.ONE.scaleByPowerOfTen(-decimals));
        return new Ceiling(rate().connectFee().add(ahead), ahead, steepest);
    }

    /**
     * Whether a minute costs the same however long the call is: then every answer takes the same short time, however
     * far it looks ahead.
     */
    public boolean isEven() {
        return bands.isPlain();
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
        BigDecimal limit = rate().maxPrice();
        boolean limitIsPaid =
                limit != null && rounded(limit.multiply(SECONDS_IN_A_MINUTE)).compareTo(money) <= 0;
        long lasts = limitIsPaid || costsNothing
                ? FOR_EVER_SECONDS
                : Math.max(Math.max(rate().graceSeconds(), coveredSeconds), secondsWithin(money));
        return lasts >= FOR_EVER_SECONDS ? OptionalLong.empty() : OptionalLong.of(lasts);
    }

    /** Whether the call never costs anything, however long. */
    public boolean isFree() {
        BigDecimal limit = rate().maxPrice();
        return costsNothing
                || (limit != null
                        && rounded(limit.multiply(SECONDS_IN_A_MINUTE)).signum() == 0)
                || (rate().connectFee().signum() == 0 && bands.lines().stream().allMatch(Line::isFree));
    }

    /** Whether nothing is charged for a call of this length, not even the connect fee. */
    boolean costsNothing(long durationSeconds) {
        return costsNothing
                || durationSeconds <= 0
                || durationSeconds <= rate().graceSeconds()
                || durationSeconds <= coveredSeconds;
    }

    /** Sixty times the price, before its limit and its rounding. */
    BigDecimal sixtyfold(long durationSeconds) {
        if (costsNothing(durationSeconds)) {
            return BigDecimal.ZERO;
        }
        BigDecimal sum = rate().connectFee().multiply(SECONDS_IN_A_MINUTE);
        for (Band band : bands(durationSeconds)) {
            sum = sum.add(band.sixtyfold().multiply(BigDecimal.valueOf(band.started(durationSeconds))));
        }
        return sum;
    }

    /** Sixty times the price, before its rounding. */
    BigDecimal exactSixtyfold(long durationSeconds) {
        BigDecimal limit = rate().maxPrice();
        BigDecimal sum = sixtyfold(durationSeconds);
        return limit == null ? sum : sum.min(limit.multiply(SECONDS_IN_A_MINUTE));
    }

    /** The one division and the one rounding of a price. */
    private BigDecimal rounded(BigDecimal sixtyfold) {
        return sixtyfold.divide(SECONDS_IN_A_MINUTE, decimals, rounding.mode());
    }

    /** {@link #price} in longs, of the last decimal to which it is rounded; {@link #NOT_SCALED} where they are too short. */
    private long unitsOf(long durationSeconds) {
        if (costsNothing(durationSeconds)) {
            return 0;
        }
        Terms terms = answer.terms();
        if (terms.scaledFee() < 0 || terms.scaledLimit() < 0 || scaledUnit < 0) {
            return NOT_SCALED;
        }
        long sum = terms.scaledFee();
        for (int i = 0; ; i++) {
            Band band = band(i);
            long cost = Amounts.times(band.scaledSixtyfold(), band.started(durationSeconds));
            sum += Math.max(cost, 0);
            if (cost < 0 || sum < 0) {
                return NOT_SCALED;
            }
            if (band.count() == Band.ENDLESS || band.start(band.count()) >= durationSeconds) {
                return roundedUnits(Math.min(sum, terms.scaledLimit()));
            }
        }
    }

    private long roundedUnits(long sixtyfold) {
        long divisor = scaledUnit * SECONDS_SCALED;
        long units = sixtyfold / divisor;
        long rest = sixtyfold % divisor;
        boolean up =
                switch (rounding) {
                    case HALF_UP -> rest >= divisor - rest;
                    case UP -> rest > 0;
                };
        return up ? units + 1 : units;
    }

    /** The second at which the first increment starts that the money does not pay, or the tenth year has come. */
    private long secondsWithin(BigDecimal money) {
        BigDecimal left = payable(money).subtract(rate().connectFee().multiply(SECONDS_IN_A_MINUTE));
        if (!isPaid(left)) {
            return 0;
        }
        Band band = band(0);
        while (true) {
            BigDecimal increment = band.sixtyfold();
            long paid = increment.signum() == 0 ? band.count() : increments(left, increment, band.count());
            if (paid < band.count()) {
                return band.start(paid);
            }
            if (band.count() == Band.ENDLESS || band.start(band.count()) >= FOR_EVER_SECONDS) {
                return FOR_EVER_SECONDS;
            }
            left = left.subtract(increment.multiply(BigDecimal.valueOf(band.count())));
            band = bands.after(band);
        }
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
        BigDecimal roundedDown = money.setScale(decimals, RoundingMode.FLOOR);
        BigDecimal half = rounding == Rounding.UP ? BigDecimal.ZERO : BigDecimal.valueOf(5, decimals + 1);
        return roundedDown.add(half).multiply(SECONDS_IN_A_MINUTE);
    }

    private boolean isPaid(BigDecimal left) {
        return rounding == Rounding.UP ? left.signum() >= 0 : left.signum() > 0;
    }
}
