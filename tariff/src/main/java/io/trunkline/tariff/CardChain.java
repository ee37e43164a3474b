package io.trunkline.tariff;

import io.trunkline.protocol.event.Course;
import io.trunkline.protocol.event.Markup;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A card with those from which it is derived. The longest prefix of all of them prices a call, of one that several have
 * that of the nearest card; on a rate that is not its own each card down to the first puts its markup.
 *
 * <pre>
 *   retail     own: 4930            markup 0.002, 10 %
 *   reseller                        markup 0.001
 *   wholesale  own: 49, 4930, 4917
 *
 *   4930…  0.050 of retail
 *   4917…  (0.010 of wholesale + 0.001 + 0.002) × 1.10
 * </pre>
 *
 * Immutable: any thread may ask.
 *
 * @param tables the card's own rates first, then its parent's, and so on; at least one
 */
public record CardChain(List<RateTable> tables) {

    /** Takes an unmodifiable copy. */
    public CardChain {
        tables = List.copyOf(tables);
    }

    /**
     * What a call to a number is charged by.
     *
     * @see RateTable#lookUp
     */
    public Optional<Tariff> find(String number, Instant at) {
        int owner = RateTable.NONE;
        int prefix = RateTable.NONE;
        int longest = 0;
        for (int i = 0; i < tables.size(); i++) {
            int found = tables.get(i).lookUp(number, at);
            if (found != RateTable.NONE && tables.get(i).length(found) > longest) {
                owner = i;
                prefix = found;
                longest = tables.get(i).length(found);
            }
        }
        if (owner == RateTable.NONE) {
            return Optional.empty();
        }
        Tariff tariff = tables.get(owner).tariff(prefix, number, at);
        for (int i = owner - 1; i >= 0; i--) {
            RateCard card = tables.get(i).card();
            tariff = marked(tariff, "card " + card.id(), card.markupFixed(), card.markupPercent());
        }
        return Optional.of(owner == 0 ? tariff : of(tables.getFirst().card(), tariff));
    }

    /** Rounded as the card says that is asked, whosever the rate is. */
    private static Tariff of(RateCard card, Tariff tariff) {
        return new Tariff(
                card.id(),
                card.currency(),
                card.decimals(),
                card.rounding(),
                tariff.rate(),
                tariff.course(),
                tariff.markups(),
                tariff.packageTerms());
    }

    /**
     * A tariff with a markup on each minute.
     *
     * @param by whose it is, for people
     */
    static Tariff marked(Tariff tariff, String by, BigDecimal fixed, BigDecimal percent) {
        if (fixed.signum() == 0 && percent.signum() == 0) {
            return tariff;
        }
        var markups = new ArrayList<>(tariff.markups());
        markups.add(new Markup(by, tariff.rate().ratePerMinute(), fixed, percent));
        Tariff marked = each(tariff, rate -> rate.at(Markup.applied(rate.ratePerMinute(), fixed, percent)));
        return new Tariff(
                marked.cardId(),
                marked.currency(),
                marked.decimals(),
                marked.rounding(),
                marked.rate(),
                marked.course(),
                markups,
                marked.packageTerms());
    }

    /** A tariff with something done to every line. */
    static Tariff each(Tariff tariff, UnaryOperator<Rate> change) {
        Course course = tariff.course();
        return new Tariff(
                tariff.cardId(),
                tariff.currency(),
                tariff.decimals(),
                tariff.rounding(),
                change.apply(tariff.rate()),
                course == null
                        ? null
                        : new Course(
                                course.timeZone(),
                                course.answeredAt(),
                                course.rates().stream().map(change).toList()),
                tariff.markups(),
                tariff.packageTerms());
    }
}
