package io.trunkline.app.reconcile;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What was found, added up. For one thread. */
public final class Summary {

    /**
     * The sums of one way in which calls came out, or of all.
     *
     * @param calls how many
     * @param ourSeconds their length by our records
     * @param carriersSeconds by the carrier's
     * @param ourPrice what they cost by our cost card
     * @param carriersPrice by the carrier
     */
    public record Sums(
            long calls, long ourSeconds, long carriersSeconds, BigDecimal ourPrice, BigDecimal carriersPrice) {

        static final Sums NONE = new Sums(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

        Sums with(Finding finding) {
            return plus(new Sums(
                    1,
                    finding.ours() == null ? 0 : finding.ours().seconds(),
                    finding.carriers() == null ? 0 : finding.carriers().seconds(),
                    finding.ourPrice(),
                    finding.carriersPrice()));
        }

        Sums plus(Sums other) {
            return new Sums(
                    calls + other.calls,
                    ourSeconds + other.ourSeconds,
                    carriersSeconds + other.carriersSeconds,
                    ourPrice.add(other.ourPrice),
                    carriersPrice.add(other.carriersPrice));
        }

        /** What the carrier asks more than we reckon; less than 0 when it asks less. */
        public BigDecimal difference() {
            return carriersPrice.subtract(ourPrice);
        }
    }

    private final Map<Finding.Kind, Sums> sums = new EnumMap<>(Finding.Kind.class);
    private final Clocks clocks = new Clocks();
    private long withoutRate;
    private long attempts;
    private long outside;
    private long twice;

    Summary() {}

    void take(Finding finding) {
        sums.merge(finding.kind(), Sums.NONE.with(finding), Sums::plus);
        clocks.take(finding);
        if (finding.ours() != null && finding.ours().price() == null) {
            withoutRate++;
        }
    }

    void attempt() {
        attempts++;
    }

    void outside() {
        outside++;
    }

    void twice(long times) {
        twice = times;
    }

    /** The sums of one way to come out. */
    public Sums of(Finding.Kind kind) {
        return sums.getOrDefault(kind, Sums.NONE);
    }

    /** The sums of all. */
    public Sums all() {
        return sums.values().stream().reduce(Sums.NONE, Sums::plus);
    }

    /** Whether both sides say the same of every call. */
    public boolean agrees() {
        return all().calls() == of(Finding.Kind.MATCHED).calls();
    }

    /** Of our calls, those that no rate of the cost card fits: they count as 0. */
    public long withoutRate() {
        return withoutRate;
    }

    /** Lines of the carrier's of 0 seconds that cost nothing and that no call of ours fits: they are not counted. */
    public long attempts() {
        return attempts;
    }

    /** Lines of the carrier's outside the period: they are not counted. */
    public long outsidePeriod() {
        return outside;
    }

    /** Lines of the carrier's whose time stands in an hour that came twice. */
    public long twiceGivenTimes() {
        return twice;
    }

    /** The median of the pairs' difference in time, carrier's less ours, in milliseconds; empty without pairs. */
    public Optional<Long> medianMillis() {
        return clocks.medianMillis();
    }

    /** What is to be said of the clocks, and done; empty when nothing is. */
    public Optional<String> clockAdvice() {
        return clocks.advice();
    }

    /** Milliseconds as seconds for people. */
    public static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
}
