package io.trunkline.customers.change;

import io.trunkline.customers.Accounts;
import io.trunkline.customers.Customers;
import io.trunkline.customers.DialPlans;
import io.trunkline.protocol.Id;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.CallPackage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What an account must be, in itself and beside what is there; its parent is {@link ParentCheck}'s. */
final class AccountCheck {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 254;
    private static final int LAST_BILLING_DAY = 31;
    private static final String NETWORK =
            "an address or a network, as in 192.0.2.7 or 192.0.2.0/24, with no bits set behind the prefix";
    private static final Pattern E164 = Pattern.compile("[1-9][0-9]{1,14}");
    private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("[0-9]{1,8}");
    private static final Pattern TRUNK_PREFIX = Pattern.compile("[0-9]{1,4}");
    private static final Pattern SIP_USER = Pattern.compile("[^\\s\\p{Cntrl}@<>\"]{1,128}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s\\p{Cntrl}@<>,;\"]+@[^\\s\\p{Cntrl}@<>,;\"]+");

    private final Customers customers;
    private final Function<String, Optional<Balance>> balances;

    /**
     * Checks beside these customers.
     *
     * @param balances the balance of an account by its id, as the ledger last told it
     */
    AccountCheck(Customers customers, Function<String, Optional<Balance>> balances) {
        this.customers = customers;
        this.balances = balances;
    }

    /**
     * The account that a draft describes.
     *
     * @param now when it is made, if there is none yet
     * @param check is told what is wrong; if anything is, the account that comes is of no use
     */
    Account account(String id, AccountDraft draft, Instant now, Check check) {
        Optional<Account> before = customers.accounts().account(id);
        Optional<Balance> balance = balances.apply(id);
        check.that(Id.fits(id), "id", "must be " + Id.SHAPE);
        check.readOnly("id", draft.id(), id, "it is the one in the path");
        check.readOnly(
                "status",
                draft.status(),
                balance.map(Balance::status).orElse(Balance.Status.ACTIVE),
                "it follows from the balance");
        // One that is there from before the moment was kept stays without it.
        Instant createdAt = before.isPresent() ? before.get().createdAt() : now;
        Instant packageSince = draft.packageId() == null
                ? null
                : before.filter(there -> draft.packageId().equals(there.packageId()))
                        .map(Account::packageSince)
                        .orElse(now);
        Account account = inItself(id, draft, createdAt, packageSince, check);
        checkDialling(account, check);
        checkCard(account, check);
        checkPackage(account, check);
        before.ifPresent(existing -> checkCurrencyStays(existing, account, balance, check));
        checkOwners(account, check);
        return account;
    }

    /** Shape by shape, without a look at what else there is. */
    private static Account inItself(
            String id, AccountDraft draft, Instant createdAt, Instant packageSince, Check check) {
        BigDecimal creditLimit =
                check.money("creditLimit", Objects.requireNonNullElse(draft.creditLimit(), BigDecimal.ZERO));
        check.that(creditLimit.signum() >= 0, "creditLimit", "must be 0 or more");
        int billingDay = Objects.requireNonNullElse(draft.billingDay(), 1);
        check.that(billingDay >= 1 && billingDay <= LAST_BILLING_DAY, "billingDay", "must be 1 to " + LAST_BILLING_DAY);
        String email = check.line("lowBalanceEmail", draft.lowBalanceEmail(), LONGEST_EMAIL);
        check.that(
                email == null || EMAIL.matcher(email).matches(),
                "lowBalanceEmail",
                "must be one address, as in billing@example.net");
        return new Account(
                id,
                check.text("name", draft.name(), LONGEST_NAME),
                check.currency("currency", draft.currency()),
                Objects.requireNonNullElse(draft.balanceManagement(), BalanceManagement.NONE),
                creditLimit,
                check.money("lowBalanceThreshold", draft.lowBalanceThreshold()),
                email,
                draft.rateCardId(),
                check.list(
                        "sipUsers",
                        draft.sipUsers(),
                        user -> SIP_USER.matcher(user).matches(),
                        "a user name without spaces, as in the From header"),
                check.list(
                        "sourceNetworks",
                        draft.sourceNetworks(),
                        network -> Network.parse(network).isPresent(),
                        NETWORK),
                check.list(
                        "numbers",
                        draft.numbers(),
                        number -> E164.matcher(number).matches(),
                        "2 to 15 digits in E.164 form, without +"),
                billingDay,
                createdAt,
                draft.packageId(),
                draft.parentId(),
                check.list(
                        "trunks",
                        draft.trunks(),
                        network -> Network.parse(network).isPresent(),
                        NETWORK),
                packageSince,
                draft.country(),
                check.list(
                        "internationalPrefixes",
                        draft.internationalPrefixes(),
                        prefix -> INTERNATIONAL_PREFIX.matcher(prefix).matches(),
                        "1 to 8 digits, as in 00 or 011"),
                draft.trunkPrefix(),
                check.line("firstName", draft.firstName(), LONGEST_NAME),
                check.line("lastName", draft.lastName(), LONGEST_NAME));
    }

    /** How it dials. */
    private static void checkDialling(Account account, Check check) {
        String country = account.country();
        String trunk = account.trunkPrefix();
        check.that(
                country == null || DialPlans.isCountry(country),
                "country",
                "must be the two letters of a country, as in DE, GB or US, not " + country);
        if (trunk == null) {
            return;
        }
        check.that(
                trunk.equals(Account.NO_TRUNK_PREFIX)
                        || TRUNK_PREFIX.matcher(trunk).matches(),
                "trunkPrefix",
                "must be 1 to 4 digits, as in 0, or " + Account.NO_TRUNK_PREFIX);
        check.that(country != null, "trunkPrefix", "needs a country: set country, whose code national numbers get");
        check.that(
                !account.internationalPrefixes().contains(trunk),
                "trunkPrefix",
                "must not be one of internationalPrefixes, " + trunk);
    }

    private void checkCard(Account account, Check check) {
        if (account.rateCardId() == null) {
            return;
        }
        customers
                .cards()
                .card(account.rateCardId())
                .ifPresentOrElse(
                        card -> check.that(
                                account.currency() == null || card.currency().equals(account.currency()),
                                "currency",
                                "must be that of its rate card " + card.id() + ", " + card.currency()),
                        () -> check.absent("rateCardId", "there is no rate card " + account.rateCardId()));
    }

    private void checkPackage(Account account, Check check) {
        if (account.packageId() == null) {
            return;
        }
        Optional<CallPackage> taken = customers.packages().one(account.packageId());
        if (taken.isEmpty()) {
            check.absent("packageId", "there is no package " + account.packageId());
            return;
        }
        taken.flatMap(there -> customers.cards().card(there.rateCardId()))
                .ifPresent(card -> check.that(
                        account.currency() == null || card.currency().equals(account.currency()),
                        "currency",
                        "must be that of the card " + card.id() + " of its package, " + card.currency()));
    }

    /** Money that was booked in one currency cannot become another's, nor can what calls that are up will be booked in. */
    private static void checkCurrencyStays(Account before, Account now, Optional<Balance> balance, Check check) {
        if (balance.isEmpty() || before.currency().equals(now.currency())) {
            return;
        }
        if (balance.get().sequence() > 0) {
            check.conflict(
                    "currency", "the account has a balance in " + before.currency() + " and must keep that currency");
        } else if (balance.get().liveCalls() > 0) {
            check.conflict(
                    "currency",
                    "the account has calls up that are charged in " + before.currency()
                            + " and must keep that currency");
        }
    }

    /** What another account owns is not to be had. */
    private void checkOwners(Account account, Check check) {
        Accounts accounts = customers.accounts();
        String id = account.id();
        account.sipUsers().forEach(user -> refuse("sipUsers", user, accounts.otherOwnerOfName(user, id), check));
        account.numbers().forEach(number -> refuse("numbers", number, accounts.otherOwnerOfName(number, id), check));
        account.sourceNetworks()
                .forEach(text -> refuse(
                        "sourceNetworks",
                        text,
                        Network.parse(text).flatMap(network -> accounts.otherOwnerOf(network, id)),
                        check));
        account.trunks()
                .forEach(text -> refuse(
                        "trunks",
                        text,
                        Network.parse(text).flatMap(network -> accounts.otherOwnerOfTrunk(network, id)),
                        check));
    }

    private static void refuse(String field, String value, Optional<String> owner, Check check) {
        owner.ifPresent(other -> check.conflict(field, value + " belongs to the account " + other));
    }
}
