package io.trunkline.tariff;

import io.trunkline.protocol.event.Markup;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A meter's sum in words. */
final class Steps {

    /** Digits after the point with which a step that does not come out even is shown. */
    private static final int SHOWN_DECIMALS = 12;

    private final Tariff tariff;
    private final Meter meter;
    private final long freeMinutes;
    private final long seconds;
    private final List<PriceStep> steps = new ArrayList<>();

    private Steps(Tariff tariff, Meter meter, long freeMinutes, long seconds) {
        this.tariff = tariff;
        this.meter = meter;
        this.freeMinutes = freeMinutes;
        this.seconds = seconds;
    }

    /** @param freeMinutes how many free minutes it took: those with which the meter was made */
    static List<PriceStep> of(Tariff tariff, Meter meter, long freeMinutes, long durationMillis) {
        var sum = new Steps(tariff, meter, freeMinutes, Meter.wholeSeconds(durationMillis));
        sum.add("duration " + durationMillis + " ms, counted as " + sum.seconds + " s", BigDecimal.ZERO);
        if (meter.costsNothing(sum.seconds)) {
            sum.add(sum.whyNothing(), BigDecimal.ZERO);
        } else {
            sum.describe();
        }
        return List.copyOf(sum.steps);
    }

    private String whyNothing() {
        if (seconds <= 0) {
            return "a call of 0 s costs nothing";
        }
        if (freeMinutes > 0) {
            return freeMinutes() + ", which cover the call";
        }
        if (!tariff.costsNothing()) {
            return "up to " + tariff.rate().graceSeconds() + " s costs nothing";
        }
        PackageTerms terms = tariff.packageTerms();
        return (terms.id() == null ? "" : "free by the package " + terms.id() + ": ") + terms.free();
    }

    private String freeMinutes() {
        return freeMinutes + (freeMinutes == 1 ? " free minute" : " free minutes") + " of the package "
                + tariff.packageTerms().id() + " taken";
    }

    private void describe() {
        Rate rate = tariff.rate();
        tariff.markups().forEach(this::describe);
        PackageTerms terms = tariff.packageTerms();
        if (terms != null && terms.pulse() > 0) {
            add("counted in " + terms.pulse() + " s by the package " + terms.id(), BigDecimal.ZERO);
        }
        if (freeMinutes > 0) {
            add(
                    freeMinutes() + ", which were the last: charged from second "
                            + freeMinutes * Meter.SECONDS_OF_A_FREE_MINUTE + " on",
                    BigDecimal.ZERO);
        }
        if (rate.connectFee().signum() > 0) {
            add("connect fee", rate.connectFee());
        }
        if (rate.freeSeconds() > freeMinutes * Meter.SECONDS_OF_A_FREE_MINUTE) {
            add("the first " + Math.min(seconds, rate.freeSeconds()) + " s are free", BigDecimal.ZERO);
        }
        meter.bands(seconds).forEach(this::describe);
        if (meter.exactSixtyfold(seconds).compareTo(meter.sixtyfold(seconds)) < 0) {
            add("limited to the highest price", rate.maxPrice());
        }
        String how = tariff.rounding() == Rounding.UP ? "up" : "half up";
        add("rounded " + how + " to " + tariff.decimals() + " decimals", meter.price(seconds));
    }

    private void describe(Markup markup) {
        BigDecimal factor = markup.percent().movePointLeft(2).add(BigDecimal.ONE);
        add(
                "markup of " + markup.by() + " at the answer: ("
                        + figures(markup.cost()) + " + "
                        + figures(markup.fixed()) + ") × "
                        + Amounts.plain(factor).toPlainString() + " a minute",
                markup.applied());
    }

    private void describe(Band band) {
        long started = band.started(seconds);
        String increments = band.isFirst() ? "first increment of " : started + " × ";
        BigDecimal cost = band.sixtyfold().multiply(BigDecimal.valueOf(started));
        add(
                increments + band.seconds() + " s at " + figures(band.ratePerMinute()) + " a minute" + where(band),
                Amounts.plain(cost.divide(Amounts.SECONDS_IN_A_MINUTE, SHOWN_DECIMALS, RoundingMode.HALF_UP)));
    }

    /** Which line it is, where the card has several for the prefix. */
    private String where(Band band) {
        Rate rate = band.line().terms().rate();
        var words = new StringBuilder();
        if (rate.fromSecond() > 0) {
            words.append(", the rate from second ").append(rate.fromSecond());
        }
        if (rate.window() != null) {
            words.append(", ").append(rate.window());
            if (tariff.course() != null) {
                words.append(' ').append(tariff.course().timeZone());
            }
        }
        return words.toString();
    }

    private String figures(BigDecimal amount) {
        return Figures.of(amount, tariff.currency());
    }

    private void add(String text, BigDecimal amount) {
        steps.add(new PriceStep(text, amount));
    }
}
