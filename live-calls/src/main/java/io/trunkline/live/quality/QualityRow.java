package io.trunkline.live.quality;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How calls got through in the last minutes, as the API shows it. Ratios are from 0 to 1, to four digits.
 *
 * @param key the trunk's address, the destination's name or the account's id
 * @param attempts calls that were answered or failed
 * @param answered those that were answered
 * @param asr answer-seizure ratio: answered of attempts; null without attempts
 * @param ner network effectiveness ratio: those that reached the called side; null without attempts
 * @param acdSeconds mean length of the calls that ended, to a tenth; null when none did
 * @param pddMillisMedian median of the time to the first ringing, to an eighth; null when nothing rang
 * @param minutes answered minutes of the calls that ended, to a tenth
 * @param revenue what those were charged to the callers' accounts; null where they were charged in several currencies
 * @param currency ISO 4217 code of it; null when nothing was charged, or in several
 * @param revenues the same by currency
 * @param hour the last hour, minute by minute
 */
public record QualityRow(
        String key,
        int attempts,
        int answered,
        Double asr,
        Double ner,
        Double acdSeconds,
        Long pddMillisMedian,
        double minutes,
        BigDecimal revenue,
        String currency,
        Map<String, BigDecimal> revenues,
        Hour hour) {

    /**
     * The last hour, and the minute that runs, oldest first.
     *
     * @param from when the first minute begins
     * @param attempts of each minute
     * @param answered of each minute
     * @param pddMillisMedian of each minute; null where nothing rang
     */
    public record Hour(Instant from, List<Integer> attempts, List<Integer> answered, List<Long> pddMillisMedian) {}

    static QualityRow of(String key, Tally tally, Hour hour) {
        Map<String, BigDecimal> revenues = tally.revenue();
        boolean one = revenues.size() == 1;
        return new QualityRow(
                key,
                tally.attempts(),
                tally.answered(),
                tally.asr(),
                tally.ner(),
                tally.acdSeconds(),
                boxed(tally),
                tally.minutes(),
                revenues.isEmpty()
                        ? BigDecimal.ZERO
                        : one ? revenues.values().iterator().next() : null,
                one ? revenues.keySet().iterator().next() : null,
                revenues,
                hour);
    }

    /** The median delay as JSON has it. */
    static Long boxed(Tally tally) {
        return tally.medianDelayMillis().isPresent() ? tally.medianDelayMillis().getAsLong() : null;
    }

    /** The order of the list: the busiest first. */
    public String order() {
        return String.format(Locale.ROOT, "%010d %s", Integer.MAX_VALUE - attempts, key);
    }
}
