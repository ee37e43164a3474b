package io.trunkline.tariff;

import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A meter's sum in words. */
final class Steps {

    private static final BigDecimal SECONDS_IN_A_MINUTE = BigDecimal.valueOf(60);

    /** Digits after the point with which a step that does not come out even is shown. */
    private static final int SHOWN_DECIMALS = 12;

    private final Meter meter;
    private final long seconds;
    private final List<PriceStep> steps = new ArrayList<>();

    private Steps(Meter meter, long seconds) {
        this.meter = meter;
        this.seconds = seconds;
    }

    static List<PriceStep> of(Meter meter, long durationMillis) {
        var sum = new Steps(meter, Meter.wholeSeconds(durationMillis));
        sum.add("duration " + durationMillis + " ms, counted as " + sum.seconds + " s", BigDecimal.ZERO);
        if (meter.costsNothing(sum.seconds)) {
            sum.describeNothing();
        } else {
            sum.describe();
        }
        return List.copyOf(sum.steps);
    }

    private void describeNothing() {
        int grace = meter.tariff().rate().graceSeconds();
        add(seconds <= 0 ? "a call of 0 s costs nothing" : "up to " + grace + " s costs nothing", BigDecimal.ZERO);
    }

    private void describe() {
        Rate rate = meter.tariff().rate();
        if (rate.connectFee().signum() > 0) {
            add("connect fee", rate.connectFee());
        }
        if (rate.freeSeconds() > 0) {
            add("the first " + Math.min(seconds, rate.freeSeconds()) + " s are free", BigDecimal.ZERO);
        }
        meter.bands().forEach(this::describe);
        if (meter.exactSixtyfold(seconds).compareTo(meter.sixtyfold(seconds)) < 0) {
            add("limited to the highest price", rate.maxPrice());
        }
        String how = meter.tariff().rounding() == Rounding.UP ? "up" : "half up";
        add("rounded " + how + " to " + meter.tariff().decimals() + " decimals", meter.price(seconds));
    }

    private void describe(Band band) {
        long started = band.started(seconds);
        if (started > 0) {
            String increments = band.count() == 1 ? "first increment of " : started + " × ";
            BigDecimal cost = band.sixtyfold().multiply(BigDecimal.valueOf(started));
            add(
                    increments + band.seconds() + " s at "
                            + band.ratePerMinute().toPlainString() + " a minute",
                    Meter.plain(cost.divide(SECONDS_IN_A_MINUTE, SHOWN_DECIMALS, RoundingMode.HALF_UP)));
        }
    }

    private void add(String text, BigDecimal amount) {
        steps.add(new PriceStep(text, amount));
    }
}
