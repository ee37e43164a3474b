package io.trunkline.live.quality;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What was counted of calls: of one minute, or summed up. Not for several threads. */
final class Tally {

    private static final double MILLIS_IN_A_SECOND = 1e3;
    private static final double MILLIS_IN_A_TENTH_OF_A_MINUTE = 6e3;
    private static final double TENTHS = 10;
    private static final double THOUSANDTHS = 1e4;

    private int attempts;
    private int answered;
    private int effective;
    private int talks;
    private int shortTalks;
    private long talkMillis;
    private final Delays delays = new Delays();

    /** By currency; null while nothing was charged: most minutes of most keys need none. */
    private Map<String, BigDecimal> revenue;

    Tally() {}

    /** A call that was answered or failed. */
    void attempt(Attempt call) {
        attempts++;
        answered += call.answered() ? 1 : 0;
        effective += call.effective() ? 1 : 0;
        call.delayMillis().ifPresent(delays::add);
    }

    /** A call that was answered and has ended. */
    void talk(long millis) {
        talks++;
        shortTalks += millis <= Quality.SHORT_MILLIS ? 1 : 0;
        talkMillis += millis;
    }

    void charged(BigDecimal price, String currency) {
        if (revenue == null) {
            revenue = new HashMap<>();
        }
        revenue.merge(currency, price, BigDecimal::add);
    }

    void add(Tally other) {
        attempts += other.attempts;
        answered += other.answered;
        effective += other.effective;
        talks += other.talks;
        shortTalks += other.shortTalks;
        talkMillis += other.talkMillis;
        delays.add(other.delays);
        if (other.revenue != null) {
            other.revenue.forEach((currency, price) -> charged(price, currency));
        }
    }

    boolean isEmpty() {
        return attempts == 0 && talks == 0 && revenue == null;
    }

    int attempts() {
        return attempts;
    }

    int answered() {
        return answered;
    }

    int shortTalks() {
        return shortTalks;
    }

    /** Answer-seizure ratio; null without attempts. */
    Double asr() {
        return ratio(answered);
    }

    /** Network effectiveness ratio (ITU-T E.425): what reached the called side, whatever came of it; null without attempts. */
    Double ner() {
        return ratio(effective);
    }

    private Double ratio(int part) {
        return attempts == 0 ? null : Math.round(part * THOUSANDTHS / attempts) / THOUSANDTHS;
    }

    /** Mean length of the calls that ended, in seconds to a tenth; null when none did. */
    Double acdSeconds() {
        return talks == 0 ? null : Math.round(talkMillis / MILLIS_IN_A_SECOND * TENTHS / talks) / TENTHS;
    }

    /** Answered minutes of the calls that ended, to a tenth. */
    double minutes() {
        return Math.round(talkMillis / MILLIS_IN_A_TENTH_OF_A_MINUTE) / TENTHS;
    }

    OptionalLong medianDelayMillis() {
        return delays.medianMillis();
    }

    int delays() {
        return delays.count();
    }

    Map<String, BigDecimal> revenue() {
        return revenue == null ? Map.of() : Map.copyOf(revenue);
    }
}
