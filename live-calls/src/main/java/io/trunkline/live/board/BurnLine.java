package io.trunkline.live.board;

import io.trunkline.tariff.Ceiling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * A straight line that what the calls of one account owe together is never above: the sum of their {@link Ceiling}s, kept as
 * calls come and go, so that nobody walks them.
 *
 * <pre>
 *   owed(t) ≤ atAnswers + (perMinute × t − answers) / 60,000     t: milliseconds since 1970
 * </pre>
 *
 * @param calls how many they are, each counted for every time that the account pays for it
 * @param atAnswers sum of what each owes at its answer at most
 * @param perMinute sum of what a minute of each costs at most
 * @param answers sum of the same, each times the moment from which it burns
 */
record BurnLine(int calls, BigDecimal atAnswers, BigDecimal perMinute, BigDecimal answers) {

    /** Of no call. */
    static final BurnLine NONE = new BurnLine(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final BigDecimal MILLIS_IN_A_MINUTE = BigDecimal.valueOf(60_000);

    /** Of what is owed the line keeps more digits than any price has. */
    private static final int DIGITS = 18;

    /**
     * Of one call.
     *
     * @param from the moment from which it burns: its answer, or the present where that is said to be ahead
     */
    static BurnLine of(Ceiling ceiling, Instant from) {
        return new BurnLine(
                1,
                ceiling.atAnswer(),
                ceiling.perMinute(),
                ceiling.perMinute().multiply(BigDecimal.valueOf(from.toEpochMilli())));
    }

    /** With other calls. */
    BurnLine plus(BurnLine other) {
        return new BurnLine(
                calls + other.calls,
                atAnswers.add(other.atAnswers),
                perMinute.add(other.perMinute),
                answers.add(other.answers));
    }

    /** Without calls that are part of it; null when none is left. */
    BurnLine minus(BurnLine other) {
        return calls == other.calls
                ? null
                : new BurnLine(
                        calls - other.calls,
                        atAnswers.subtract(other.atAnswers),
                        perMinute.subtract(other.perMinute),
                        answers.subtract(other.answers));
    }

    /** What is owed at a moment at most. */
    BigDecimal at(Instant moment) {
        return perMinute
                .multiply(BigDecimal.valueOf(moment.toEpochMilli()))
                .subtract(answers)
                .divide(MILLIS_IN_A_MINUTE, DIGITS, RoundingMode.CEILING)
                .add(atAnswers);
    }
}
