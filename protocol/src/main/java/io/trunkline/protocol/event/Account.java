package io.trunkline.protocol.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A customer: who pays for calls, by which card, and how far below zero.
 *
 * @param id its name in the API
 * @param name its name for people
 * @param currency ISO 4217 code; must be that of its rate card
 * @param balanceManagement what happens when the balance reaches the limit
 * @param creditLimit how far below zero the balance may go, 0 or more
 * @param lowBalanceThreshold below this the account is {@code low}; null for never
 * @param lowBalanceEmail whom to tell; null for nobody
 * @param rateCardId the card that prices its calls; null for none
 * @param sipUsers user names by which its calls are known
 * @param sourceNetworks addresses ({@code 192.0.2.7}) or networks ({@code 192.0.2.0/24}) from which its calls come
 * @param numbers its own numbers, E.164 digits
 * @param billingDay day of the month on which its month starts, 1 to 31; the last day of a month that has no such
 *     day
 * @param createdAt when it was made: of two accounts that claim the same user, number or network the older one has it;
 *     null for one from before this was kept, which is older than all that have it
 * @param packageId the package by which it takes its calls, instead of the card; null for none
 * @param parentId the reseller to which it belongs; null when it is the platform's own customer
 * @param trunks addresses or networks to which the platform sends calls that this account, a provider, carries: they are
 *     charged by its card
 * @param packageSince when it took its package, for the fees; null without one, and of one from before this was kept
 * @param country in whose way it dials: an ISO 3166 code of two letters; null when its numbers come in international form
 * @param internationalPrefixes what it dials before a country's code; empty for what the country has
 * @param trunkPrefix what it dials before a national number, or {@value #NO_TRUNK_PREFIX}; null for what the country has
 * @param firstName of whoever is written to; null where nobody said
 * @param lastName likewise
 */
public record Account(
        String id,
        String name,
        String currency,
        BalanceManagement balanceManagement,
        BigDecimal creditLimit,
        BigDecimal lowBalanceThreshold,
        String lowBalanceEmail,
        String rateCardId,
        List<String> sipUsers,
        List<String> sourceNetworks,
        List<String> numbers,
        int billingDay,
        Instant createdAt,
        String packageId,
        String parentId,
        List<String> trunks,
        Instant packageSince,
        String country,
        List<String> internationalPrefixes,
        String trunkPrefix,
        String firstName,
        String lastName) {

    /** The {@link #trunkPrefix} of who dials national numbers as they are. */
    public static final String NO_TRUNK_PREFIX = "none";

    /** Takes unmodifiable copies of the lists; a list that is absent is empty. */
    public Account {
        sipUsers = sipUsers == null ? List.of() : List.copyOf(sipUsers);
        sourceNetworks = sourceNetworks == null ? List.of() : List.copyOf(sourceNetworks);
        numbers = numbers == null ? List.of() : List.copyOf(numbers);
        trunks = trunks == null ? List.of() : List.copyOf(trunks);
        internationalPrefixes = internationalPrefixes == null ? List.of() : List.copyOf(internationalPrefixes);
    }

    /** An account without a package, of no reseller, that carries no calls and dials international numbers. */
    public Account(
            String id,
            String name,
            String currency,
            BalanceManagement balanceManagement,
            BigDecimal creditLimit,
            BigDecimal lowBalanceThreshold,
            String lowBalanceEmail,
            String rateCardId,
            List<String> sipUsers,
            List<String> sourceNetworks,
            List<String> numbers,
            int billingDay,
            Instant createdAt) {
        this(
                id,
                name,
                currency,
                balanceManagement,
                creditLimit,
                lowBalanceThreshold,
                lowBalanceEmail,
                rateCardId,
                sipUsers,
                sourceNetworks,
                numbers,
                billingDay,
                createdAt,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    /** The same, below a reseller. */
    public Account below(String parent) {
        return with(parent, trunks, country, internationalPrefixes, trunkPrefix);
    }

    /** The same, carrying the calls that are sent to these addresses or networks. */
    public Account carrying(String... networks) {
        return with(parentId, List.of(networks), country, internationalPrefixes, trunkPrefix);
    }

    /** The same, dialling as one does in a country, or by prefixes of its own. */
    public Account dialling(String inCountry, List<String> international, String trunk) {
        return with(parentId, trunks, inCountry, international, trunk);
    }

    /** The same, holding once what it says twice of itself, and what others say as well. */
    public Account sharing(Alike alike) {
        return new Account(
                id,
                id.equals(name) ? id : name,
                alike.one(currency),
                balanceManagement,
                alike.one(creditLimit),
                alike.one(lowBalanceThreshold),
                lowBalanceEmail,
                alike.one(rateCardId),
                sharing(sipUsers),
                sourceNetworks,
                sharing(numbers),
                billingDay,
                createdAt,
                alike.one(packageId),
                alike.one(parentId),
                trunks,
                packageSince,
                alike.one(country),
                alike.one(internationalPrefixes),
                alike.one(trunkPrefix),
                firstName,
                lastName);
    }

    private List<String> sharing(List<String> names) {
        return names.contains(id)
                ? names.stream().map(name -> name.equals(id) ? id : name).toList()
                : names;
    }

    private Account with(
            String parent, List<String> carried, String inCountry, List<String> international, String trunk) {
        return new Account(
                id,
                name,
                currency,
                balanceManagement,
                creditLimit,
                lowBalanceThreshold,
                lowBalanceEmail,
                rateCardId,
                sipUsers,
                sourceNetworks,
                numbers,
                billingDay,
                createdAt,
                packageId,
                parent,
                carried,
                packageSince,
                inCountry,
                international,
                trunk,
                firstName,
                lastName);
    }
}
