package io.trunkline.live.resource;

import io.trunkline.storage.report.CallQuality;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How calls got through, in the words of {@code /quality}; what is behind them is {@link CallQuality}. */
record QualityReportRow(
        String key,
        long attempts,
        long answered,
        Double asr,
        Double ner,
        Double acdSeconds,
        Long pddMillisMedian,
        Double minutes,
        BigDecimal revenue,
        String currency) {

    private static final int RATIO_DIGITS = 4;
    private static final long MILLIS_IN_A_SECOND = 1_000;
    private static final long MILLIS_IN_A_MINUTE = 60_000;

    static QualityReportRow of(CallQuality quality) {
        return new QualityReportRow(
                quality.key(),
                quality.attempts(),
                quality.answered(),
                quotient(quality.answered(), quality.attempts(), RATIO_DIGITS),
                quotient(quality.effective(), quality.attempts(), RATIO_DIGITS),
                quality.answered() == 0
                        ? null
                        : quotient(quality.talkMillis(), quality.answered() * MILLIS_IN_A_SECOND, 1),
                quality.delayMillis(),
                quotient(quality.talkMillis(), MILLIS_IN_A_MINUTE, 1),
                quality.revenue(),
                quality.currency());
    }

    /** A number in JSON, for only money is a text. */
    private static double quotient(long part, long whole, int digits) {
        return BigDecimal.valueOf(part)
                .divide(BigDecimal.valueOf(whole), digits, RoundingMode.HALF_UP)
                .doubleValue();
    }
}
