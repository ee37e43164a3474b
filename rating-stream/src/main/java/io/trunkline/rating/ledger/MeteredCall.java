package io.trunkline.rating.ledger;

import io.trunkline.tariff.Ceiling;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A call that is up, with its meter running; that of an uncertain one stands where it was surely up last. What is said of
 * it never changes. Used by one thread.
 */
final class MeteredCall implements Claimant {

    private static final int MICROS_IN_A_MILLI = 1_000;
    private static final int MILLIS_IN_A_SECOND = 1_000;
    private static final long MICROS_IN_A_MINUTE = 60_000_000;

    private static final BigDecimal MILLIS_IN_A_MINUTE = BigDecimal.valueOf(60_000);

    private final LiveCall call;

    /** The one without free minutes. */
    private final Meter whole;

    private final Ceiling ceiling;
    private final long freeMinutes;

    /** The one with them, as soon as somebody asks for what comes behind them. */
    private Meter meter;

    private final long sinceMicros;

    /** The same moment by the clock of the agent that captured it. */
    private final long answeredMicros;

    /** The meter runs up to here. */
    private final long untilMillis;

    MeteredCall(LiveCall call) {
        this(call, Meter.of(call.tariff()), 0);
    }

    private MeteredCall(LiveCall call, Meter whole, long freeMinutes) {
        this.call = call;
        this.whole = whole;
        this.ceiling = whole.ceiling();
        this.freeMinutes = freeMinutes;
        this.meter = freeMinutes == 0 ? whole : null;
        this.sinceMicros = ChronoUnit.MICROS.between(Instant.EPOCH, call.since());
        this.answeredMicros = ChronoUnit.MICROS.between(Instant.EPOCH, call.answeredAt());
        this.untilMillis =
                call.knownUntil() == null ? Long.MAX_VALUE : call.knownUntil().toEpochMilli();
    }

    LiveCall call() {
        return call;
    }

    /** The same with so many free minutes at its beginning. */
    MeteredCall withFreeMinutes(long minutes) {
        return new MeteredCall(call, whole, minutes);
    }

    /** How many of its minutes are free if all calls go on as they are. */
    long freeMinutes() {
        return freeMinutes;
    }

    @Override
    public String id() {
        return call.id();
    }

    @Override
    public long firstMicros() {
        return answeredMicros;
    }

    /** Whether it is surely up. */
    boolean isCertain() {
        return !stands();
    }

    @Override
    public boolean isEndless() {
        return isCertain();
    }

    @Override
    public long minutesBegunBefore(long micros) {
        return minutesBegunIn(micros - answeredMicros);
    }

    /** The same if it is up, where that is not certain. */
    long minutesBegunAtMostBefore(long micros) {
        return minutesIn(micros - answeredMicros);
    }

    /** How many it has begun at a moment of the collector's clock. */
    long minutesBegunAt(long atMillis) {
        return minutesBegunIn(atMillis * MICROS_IN_A_MILLI + 1 - sinceMicros);
    }

    private long minutesBegunIn(long micros) {
        return minutesIn(stands() ? Math.min(micros, untilMillis * MICROS_IN_A_MILLI + 1 - sinceMicros) : micros);
    }

    private static long minutesIn(long micros) {
        return micros <= 0 ? 0 : Math.ceilDiv(micros, MICROS_IN_A_MINUTE);
    }

    /** Whether it is within its free minutes at a moment. */
    boolean isWithinFreeMinutes(long atMillis) {
        return upMillis(atMillis) < freeMillis();
    }

    /** The first millisecond of the clock at which it no longer is. */
    Instant freeMinutesEnd() {
        return Instant.ofEpochMilli(
                Math.ceilDiv(sinceMicros + freeMinutes * MICROS_IN_A_MINUTE, (long) MICROS_IN_A_MILLI));
    }

    private long freeMillis() {
        return freeMinutes * (MICROS_IN_A_MINUTE / MICROS_IN_A_MILLI);
    }

    private long upMillis(long atMillis) {
        return Math.floorDiv(
                Math.min(atMillis, untilMillis) * MICROS_IN_A_MILLI - sinceMicros, (long) MICROS_IN_A_MILLI);
    }

    private Meter meter() {
        if (meter == null) {
            meter = Meter.of(call.tariff(), freeMinutes);
        }
        return meter;
    }

    /** {@link Meter#isEven}. */
    boolean isEven() {
        return whole.isEven();
    }

    /** {@link Meter#scaledDue} at a moment. */
    long scaledDue(long atMillis) {
        long up = upMillis(atMillis);
        return up < freeMillis() ? 0 : meter().scaledDue(up);
    }

    /** The first millisecond behind a moment at which it begins another second: at no other does what is due rise. */
    long nextSecond(long atMillis) {
        long up = Math.floorDiv(atMillis * MICROS_IN_A_MILLI - sinceMicros, (long) MICROS_IN_A_MILLI);
        return atMillis + MILLIS_IN_A_SECOND - Math.floorMod(up, MILLIS_IN_A_SECOND);
    }

    /** What is reserved for the call at a moment: {@link Meter#due}. */
    BigDecimal due(long atMillis) {
        long scaled = scaledDue(atMillis);
        return scaled == Meter.NOT_SCALED
                ? meter().due(Duration.between(call.since(), Instant.ofEpochMilli(Math.min(atMillis, untilMillis))))
                : BigDecimal.valueOf(scaled, Meter.SCALE);
    }

    /** What a minute of it costs at most. */
    BigDecimal perMinute() {
        return stands() ? BigDecimal.ZERO : ceiling.perMinute();
    }

    private boolean stands() {
        return untilMillis != Long.MAX_VALUE;
    }

    /** How far what is due may run ahead of that. */
    BigDecimal ahead() {
        return stands() ? BigDecimal.ZERO : ceiling.ahead();
    }

    /**
     * Where a straight line that rises by {@link #perMinute} stands at a moment so that what is due is never above it
     * from then on.
     */
    BigDecimal ceiling(long atMillis) {
        if (stands()) {
            return due(untilMillis);
        }
        BigDecimal due = due(atMillis);
        if (due.signum() > 0) {
            return due.add(ceiling.ahead());
        }
        // Behind its free minutes it begins anew: the line is that of a call that was answered there.
        long upMicros = Math.max(0, atMillis * MICROS_IN_A_MILLI - sinceMicros - freeMinutes * MICROS_IN_A_MINUTE);
        return ceiling.atAnswer().add(rise(ceiling.perMinute(), Math.ceilDiv(upMicros, MICROS_IN_A_MILLI)));
    }

    /** How far a line that rises by an amount a minute rises in some time, rounded up. */
    static BigDecimal rise(BigDecimal perMinute, long millis) {
        return perMinute
                .multiply(BigDecimal.valueOf(millis))
                .divide(MILLIS_IN_A_MINUTE, Meter.SCALE, RoundingMode.CEILING);
    }
}
