package io.trunkline.customers;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.BillingMonth;
import io.trunkline.tariff.Packaged;
import io.trunkline.tariff.RateTable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who the customers are and what they pay: the one index of a process, for rating, API and checks alike. One thread
 * changes it, any number ask meanwhile: each sees an account or a card either as it was or as it is.
 */
public final class Customers {

    private final Accounts accounts = new Accounts();
    private final Cards cards = new Cards();
    private final Packages packages = new Packages();

    Customers() {}

    /** Customers that stay as they are. */
    public static Customers of(Collection<Account> accounts, Collection<RateTable> tables) {
        return of(accounts, tables, List.of());
    }

    /** Customers that stay as they are. */
    public static Customers of(
            Collection<Account> accounts, Collection<RateTable> tables, Collection<CallPackage> packages) {
        var customers = new Customers();
        packages.forEach(customers.packages::put);
        accounts.forEach(customers.accounts::put);
        tables.forEach(customers.cards::put);
        return customers;
    }

    /** The accounts, and who owns what. */
    public Accounts accounts() {
        return accounts;
    }

    /** The rate cards and their rates. */
    public Cards cards() {
        return cards;
    }

    /** The packages. */
    public Packages packages() {
        return packages;
    }

    /**
     * Who pays for a call: the account of the first of the user names that has one, else that of the longest network in
     * which the source lies.
     *
     * @param users by which the caller is known, the most trustworthy first
     * @param source address and port from which the call came; null when it is not known
     */
    public Optional<Account> payer(List<String> users, String source) {
        return called(users).or(() -> accounts.ofSource(source));
    }

    /**
     * Whose number or user was called: the account of the first of the user names that has one.
     */
    public Optional<Account> called(List<String> users) {
        return users.stream().map(accounts::ofUser).flatMap(Optional::stream).findFirst();
    }

    /**
     * What a call costs an account: by its package, or else by its card, and only in its own currency.
     *
     * @param number E.164 digits
     * @param at the moment of the answer
     * @param onNet whether the number is that of an account of the platform
     */
    public Optional<Tariff> tariff(Account account, String number, Instant at, boolean onNet) {
        Optional<Tariff> tariff = account.packageId() == null
                ? Optional.ofNullable(account.rateCardId()).flatMap(card -> cards.find(card, number, at))
                : packages.one(account.packageId()).flatMap(taken -> tariff(account, taken, number, at, onNet));
        return tariff.filter(found -> found.currency().equals(account.currency()));
    }

    private Optional<Tariff> tariff(Account account, CallPackage taken, String number, Instant at, boolean onNet) {
        return cards.card(taken.rateCardId())
                .flatMap(card -> Packaged.of(
                        taken,
                        card,
                        cards.find(card.id(), number, at),
                        number,
                        onNet,
                        BillingMonth.at(at, account.billingDay(), ZoneId.of(card.timeZone()))));
    }
}
