package io.trunkline.customers;

import io.trunkline.customers.Subscription.FirstMonth;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.BillingMonth;
import io.trunkline.tariff.Packaged;
import io.trunkline.tariff.RateTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Who the customers are and what they pay: the one index of a process, for rating, API and checks alike. One thread
 * changes it, any number ask meanwhile: each sees an account or a card either as it was or as it is.
 */
public final class Customers {

    /** Shorter than Kafka waits for a member of a group that is at work. */
    private static final Duration LONGEST_FIRST_READ = Duration.ofMinutes(4);

    private final Numbers numbers = new Numbers();
    private final Accounts accounts = new Accounts(numbers);
    private final RegisteredAddresses registeredAddresses = new RegisteredAddresses();
    private final CallerRules callerRules = new CallerRules(accounts, registeredAddresses);
    private final Cards cards = new Cards();
    private final Packages packages = new Packages();
    private final FreeNumbers freeNumbers;
    private final DialPlans dialPlans;
    private final CountDownLatch whole = new CountDownLatch(1);

    Customers(FreeNumbers freeNumbers) {
        this.freeNumbers = freeNumbers;
        this.dialPlans = new DialPlans(freeNumbers);
    }

    /** Customers that stay as they are. */
    public static Customers of(Collection<Account> accounts, Collection<RateTable> tables) {
        return of(accounts, tables, List.of());
    }

    /** Customers that stay as they are. */
    public static Customers of(
            Collection<Account> accounts, Collection<RateTable> tables, Collection<CallPackage> packages) {
        return of(accounts, tables, packages, List.of());
    }

    /** Customers that stay as they are. */
    public static Customers of(
            Collection<Account> accounts,
            Collection<RateTable> tables,
            Collection<CallPackage> packages,
            Collection<PhoneNumber> numbers) {
        var customers = new Customers(new FreeNumbers(FreeNumbers.EMERGENCY));
        numbers.forEach(customers.numbers::put);
        packages.forEach(customers.packages::put);
        accounts.forEach(customers.accounts::put);
        tables.forEach(customers.cards::put);
        customers.areWhole();
        return customers;
    }

    /** Everything is here that was there at the start. */
    void areWhole() {
        whole.countDown();
    }

    /**
     * Waits until everything is here that the topics held at the start. Before that a caller may look like nobody's, and a
     * number as if it had no price.
     *
     * @throws IllegalStateException when that takes longer than four minutes, or the thread is interrupted
     */
    public void awaitWhole() {
        try {
            if (!whole.await(LONGEST_FIRST_READ.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "accounts and rate cards could not be read in " + LONGEST_FIRST_READ + ": is Kafka up?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while accounts and rate cards were being read", e);
        }
    }

    /** The accounts, and who owns what. */
    public Accounts accounts() {
        return accounts;
    }

    /** Whose a call is. */
    public CallerRules callerRules() {
        return callerRules;
    }

    /** Who is registered where; empty unless a {@link RegistrationsFollower} keeps them. */
    public RegisteredAddresses registeredAddresses() {
        return registeredAddresses;
    }

    /** The rate cards and their rates. */
    public Cards cards() {
        return cards;
    }

    /** The numbers that were set. */
    public Numbers numbers() {
        return numbers;
    }

    /** The packages. */
    public Packages packages() {
        return packages;
    }

    /** The numbers to which calls cost nobody anything. */
    public FreeNumbers freeNumbers() {
        return freeNumbers;
    }

    /** What is dialled, as it is rated. */
    public DialPlans dialPlans() {
        return dialPlans;
    }

    /**
     * Whose number or user was called: the account of the first of the user names that has one.
     *
     * @param caller who dialled them, and so says what they mean; empty when that is nobody's
     */
    public Optional<Account> called(Optional<Account> caller, List<String> users) {
        for (String user : users) {
            Optional<Account> account = accounts.ofUser(user, dialPlans.number(caller, user));
            if (account.isPresent()) {
                return account;
            }
        }
        return Optional.empty();
    }

    /**
     * What a call costs an account: nothing to a number that is free, else by its package, or else by its card, and only in
     * its own currency.
     *
     * @param number E.164 digits
     * @param at the moment of the answer
     * @param onNet whether the number is that of an account of the platform
     */
    public Optional<Tariff> tariff(Account account, String number, Instant at, boolean onNet) {
        Optional<Tariff> free = freeNumbers.tariff(number, account.currency());
        if (free.isPresent()) {
            return free;
        }
        Optional<Tariff> tariff = account.packageId() == null
                ? Optional.ofNullable(account.rateCardId()).flatMap(card -> cards.find(card, number, at))
                : packages.one(account.packageId())
                        .flatMap(taken -> tariff(taken, account.billingDay(), number, at, onNet));
        return tariff.filter(found -> found.currency().equals(account.currency()));
    }

    /** What an account has for a fee: its package; empty when it has none, or nothing is known of it yet. */
    public Optional<Subscription> subscription(Account account) {
        return Optional.ofNullable(account.packageId()).flatMap(packages::one).flatMap(taken -> cards.card(
                        taken.rateCardId())
                .map(card -> new Subscription(
                        taken.id(),
                        "package " + taken.id(),
                        account.packageSince(),
                        taken.setupFee(),
                        taken.monthlyFee(),
                        account.billingDay(),
                        ZoneId.of(card.timeZone()),
                        taken.freeMinutes(),
                        taken.proRata()
                                ? new FirstMonth.ByTheDay(card.decimals(), card.rounding())
                                : new FirstMonth.Whole())));
    }

    /** All that an account has for a fee: its package, and its numbers, whose first month is charged as that of the package. */
    public List<Subscription> subscriptions(Account account) {
        var has = new ArrayList<Subscription>();
        Optional<Subscription> taken = subscription(account);
        taken.ifPresent(has::add);
        ZoneId zone = Optional.ofNullable(account.rateCardId())
                .flatMap(cards::card)
                .map(card -> ZoneId.of(card.timeZone()))
                .orElse(ZoneOffset.UTC);
        for (PhoneNumber number : numbers.of(account.id())) {
            has.add(new Subscription(
                    "+" + number.number(),
                    "number " + number.number(),
                    number.since(),
                    number.setupFee(),
                    number.monthlyFee(),
                    account.billingDay(),
                    taken.map(Subscription::zone).orElse(zone),
                    0,
                    taken.map(Subscription::firstMonth).orElseGet(FirstMonth.Whole::new)));
        }
        return has;
    }

    /**
     * What a call would cost an account if another card took the place of its own, or of that of its package.
     *
     * @param cardId the other card
     */
    public Optional<Tariff> tariffWith(String cardId, Account account, String number, Instant at, boolean onNet) {
        Optional<Tariff> free = freeNumbers.tariff(number, account.currency());
        if (free.isPresent()) {
            return free;
        }
        Optional<Tariff> found = cards.find(cardId, number, at);
        Optional<CallPackage> taken = Optional.ofNullable(account.packageId()).flatMap(packages::one);
        Optional<Tariff> tariff = taken.isEmpty()
                ? found
                : cards.card(cardId)
                        .flatMap(card -> Packaged.of(
                                taken.get(), card, found, number, onNet, month(at, account.billingDay(), card)));
        return tariff.filter(each -> each.currency().equals(account.currency()));
    }

    private static BillingMonth month(Instant at, int billingDay, RateCard card) {
        return BillingMonth.at(at, billingDay, ZoneId.of(card.timeZone()));
    }

    /**
     * What a call costs by a package.
     *
     * @param billingDay of who has it
     * @param number E.164 digits
     * @param at the moment of the answer
     * @param onNet whether the number is that of an account of the platform
     */
    public Optional<Tariff> tariff(CallPackage taken, int billingDay, String number, Instant at, boolean onNet) {
        return cards.card(taken.rateCardId())
                .flatMap(card -> Packaged.of(
                        taken, card, cards.find(card.id(), number, at), number, onNet, month(at, billingDay, card)));
    }
}
