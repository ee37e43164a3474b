package io.trunkline.tariff;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.util.Optional;

/** What a package makes of a tariff: its markup, its pulse, and calls that cost nothing. */
public final class Packaged {

    private Packaged() {}

    /**
     * What a call is charged by.
     *
     * @param taken the package
     * @param card its card
     * @param found what the card says; empty when no rate of it fits
     * @param number that is called, E.164 digits
     * @param onNet whether the number is that of an account of the platform
     * @param month of the account in which the call is answered: of a package with free minutes it takes those
     * @return empty when no rate fits and the package does not let the call go for nothing
     */
    public static Optional<Tariff> of(
            CallPackage taken,
            RateCard card,
            Optional<Tariff> found,
            String number,
            boolean onNet,
            BillingMonth month) {
        Optional<Tariff> marked = found.map(tariff ->
                CardChain.marked(tariff, "package " + taken.id(), taken.markupFixed(), taken.markupPercent()));
        String free = whyFree(taken, marked, card.currency(), number, onNet);
        if (free != null) {
            return Optional.of(free(marked.orElseGet(() -> withoutRate(card)), taken, free));
        }
        return marked.map(
                tariff -> pulsed(tariff, taken, allowance(taken, month).orElse(null)));
    }

    /** The free minutes that a package gives in a month; empty when it gives none. */
    public static Optional<Allowance> allowance(CallPackage taken, BillingMonth month) {
        return taken.freeMinutes() == 0
                ? Optional.empty()
                : Optional.of(new Allowance(taken.freeMinutes(), month.from(), month.until()));
    }

    private static String whyFree(
            CallPackage taken, Optional<Tariff> tariff, String currency, String number, boolean onNet) {
        if (taken.onNetFree() && onNet) {
            return "the called number is on the same platform";
        }
        Optional<String> prefix =
                taken.freePrefixes().stream().filter(number::startsWith).findFirst();
        if (prefix.isPresent()) {
            return "numbers under " + prefix.get() + " cost nothing";
        }
        BigDecimal limit = taken.freeBelowRate();
        return tariff.map(each -> each.rate().ratePerMinute())
                .filter(perMinute -> limit != null && perMinute.compareTo(limit) <= 0)
                .map(perMinute -> Figures.of(perMinute, currency) + " a minute is not above "
                        + Figures.of(limit, currency) + ", up to which calls cost nothing")
                .orElse(null);
    }

    /** A minute of it costs nothing, whatever the card says, and neither does the connection. */
    private static Tariff free(Tariff tariff, CallPackage taken, String why) {
        return new Tariff(
                tariff.cardId(),
                tariff.currency(),
                tariff.decimals(),
                tariff.rounding(),
                tariff.rate().at(BigDecimal.ZERO),
                null,
                tariff.markups(),
                new PackageTerms(taken.id(), 0, why));
    }

    private static Tariff withoutRate(RateCard card) {
        var rate = new Rate("", "free", BigDecimal.ZERO, BigDecimal.ZERO, 0, 1, 0, 0, null, null, null);
        return new Tariff(card.id(), card.currency(), card.decimals(), card.rounding(), rate);
    }

    private static Tariff pulsed(Tariff tariff, CallPackage taken, Allowance allowance) {
        Tariff counted = taken.pulse() == 0 ? tariff : CardChain.each(tariff, rate -> rate.pulsed(taken.pulse()));
        return new Tariff(
                counted.cardId(),
                counted.currency(),
                counted.decimals(),
                counted.rounding(),
                counted.rate(),
                counted.course(),
                counted.markups(),
                new PackageTerms(taken.id(), taken.pulse(), null, allowance));
    }
}
