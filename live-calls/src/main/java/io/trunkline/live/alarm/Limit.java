package io.trunkline.live.alarm;

import io.trunkline.protocol.event.AlarmRule;
import java.math.BigDecimal;
import java.math.MathContext;

/** Compares what was measured with what a rule allows. What has raised an alarm must be well by a tenth to be well again. */
final class Limit {

    private static final BigDecimal MORE = new BigDecimal("1.1");
    private static final BigDecimal LESS = new BigDecimal("0.9");

    private Limit() {}

    /** Whether the rule is broken. */
    static boolean isBroken(AlarmRule rule, Reading reading) {
        return reading.counted() >= rule.least() && isBeyond(rule.kind(), reading.value(), rule.threshold());
    }

    /** Whether what was raised stays up: it is broken, or too near to it. */
    static boolean isHeld(AlarmRule rule, Reading reading) {
        BigDecimal nearer =
                switch (rule.kind()) {
                    case ASR -> rule.threshold().multiply(MORE);
                    case ATTEMPTS,
                            PDD,
                            REGISTRATIONS_LOST,
                            SILENT_AGENT,
                            SPEND,
                            NIGHT_DESTINATION,
                            SHORT_CALLS,
                            CUT_FAILED -> rule.threshold().multiply(LESS);
                };
        return reading.counted() >= rule.least() && isBeyond(rule.kind(), reading.value(), nearer);
    }

    private static boolean isBeyond(AlarmRule.Kind kind, BigDecimal value, BigDecimal threshold) {
        return switch (kind) {
            case ASR -> value.compareTo(threshold) < 0;
            case ATTEMPTS ->
                value.compareTo(threshold) > 0
                        || value.compareTo(BigDecimal.ONE.divide(threshold, MathContext.DECIMAL32)) < 0;
            case PDD, SPEND -> value.compareTo(threshold) > 0;
            case REGISTRATIONS_LOST, SILENT_AGENT, NIGHT_DESTINATION, SHORT_CALLS, CUT_FAILED ->
                value.compareTo(threshold) >= 0;
        };
    }
}
