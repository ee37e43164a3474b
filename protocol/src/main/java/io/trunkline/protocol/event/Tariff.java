package io.trunkline.protocol.event;

import java.util.List;

/**
 * What a call is charged by: the rate that fits its destination, and how its card rounds. It is fixed at
 * the answer and travels with the call.
 *
 * @param cardId the rate card
 * @param currency ISO 4217 code
 * @param decimals digits after the point to which a price is rounded, 0 to 12
 * @param rounding how it is rounded
 * @param rate the line that fits at the answer, its price of a minute with all markups and in the increments of the
 *     package
 * @param course how that changes while the call is up; null when it does not
 * @param markups what made the price of a minute of what the parent card has, in their order; empty for most
 * @param packageTerms what the account's package made of it; null without one
 */
public record Tariff(
        String cardId,
        String currency,
        int decimals,
        Rounding rounding,
        Rate rate,
        Course course,
        List<Markup> markups,
        PackageTerms packageTerms) {

    /** Takes an unmodifiable copy; absent markups are none. */
    public Tariff {
        markups = markups == null ? List.of() : List.copyOf(markups);
    }

    /** A tariff that stays the same throughout, as a card of its own has it. */
    public Tariff(String cardId, String currency, int decimals, Rounding rounding, Rate rate) {
        this(cardId, currency, decimals, rounding, rate, null, List.of(), null);
    }

    /** The free minutes from which the call takes; null for none. */
    public Allowance allowance() {
        return packageTerms == null ? null : packageTerms.allowance();
    }

    /** Whether the package lets the call go for nothing. */
    public boolean costsNothing() {
        return packageTerms != null && packageTerms.free() != null;
    }
}
