package io.trunkline.rating.ledger;

import io.trunkline.tariff.Ceiling;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A call that is up, with its meter running; that of an uncertain one stands where it was surely up last. Immutable. */
final class MeteredCall {

    private static final int MICROS_IN_A_MILLI = 1_000;

    private static final BigDecimal MILLIS_IN_A_MINUTE = BigDecimal.valueOf(60_000);

    private final LiveCall call;
    private final Meter meter;
    private final Ceiling ceiling;
    private final long sinceMicros;

    /** The meter runs up to here. */
    private final long untilMillis;

    MeteredCall(LiveCall call) {
        this.call = call;
        this.meter = Meter.of(call.tariff());
        this.ceiling = meter.ceiling();
        this.sinceMicros = ChronoUnit.MICROS.between(Instant.EPOCH, call.since());
        this.untilMillis =
                call.knownUntil() == null ? Long.MAX_VALUE : call.knownUntil().toEpochMilli();
    }

    LiveCall call() {
        return call;
    }

    /** {@link Meter#isEven}. */
    boolean isEven() {
        return meter.isEven();
    }

    /** {@link Meter#scaledDue} at a moment. */
    long scaledDue(long atMillis) {
        long at = Math.min(atMillis, untilMillis);
        return meter.scaledDue(Math.floorDiv(at * MICROS_IN_A_MILLI - sinceMicros, MICROS_IN_A_MILLI));
    }

    /** What is reserved for the call at a moment: {@link Meter#due}. */
    BigDecimal due(long atMillis) {
        long scaled = scaledDue(atMillis);
        return scaled == Meter.NOT_SCALED
                ? meter.due(Duration.between(call.since(), Instant.ofEpochMilli(Math.min(atMillis, untilMillis))))
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
        long upMicros = Math.max(0, atMillis * MICROS_IN_A_MILLI - sinceMicros);
        return ceiling.atAnswer().add(rise(ceiling.perMinute(), Math.ceilDiv(upMicros, MICROS_IN_A_MILLI)));
    }

    /** How far a line that rises by an amount a minute rises in some time, rounded up. */
    static BigDecimal rise(BigDecimal perMinute, long millis) {
        return perMinute
                .multiply(BigDecimal.valueOf(millis))
                .divide(MILLIS_IN_A_MINUTE, Meter.SCALE, RoundingMode.CEILING);
    }
}
