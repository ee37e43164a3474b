package io.trunkline.live.write;

import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.Request;
import io.trunkline.live.view.Views;
import io.trunkline.protocol.Id;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.RateCard;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Sets accounts. One at a time in this process, so that two requests cannot both take the same number; between
 * two API processes the later record stands, and the views of both keep the number with the account that had it.
 */
public final class AccountWrites {

    /** Longest CSV, in bytes: a hundred thousand lines of some 300. */
    private static final long LONGEST_CSV = 32L * 1024 * 1024;

    /** Well below a broker's usual limit of 1 MiB, before compression. */
    private static final int LONGEST_RECORD = 900_000;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 254;
    private static final int LAST_BILLING_DAY = 28;
    private static final Pattern E164 = Pattern.compile("[1-9][0-9]{1,14}");
    private static final Pattern SIP_USER = Pattern.compile("[^\\s\\p{Cntrl}@<>\"]{1,128}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s\\p{Cntrl}@<>,;\"]+@[^\\s\\p{Cntrl}@<>,;\"]+");

    private final Views views;
    private final TopicWriter writer;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Uploads uploads = new Uploads();

    /** Accounts of these views, written by this writer. */
    public AccountWrites(Views views, TopicWriter writer) {
        this.views = views;
        this.writer = writer;
    }

    /**
     * What became of a write.
     *
     * @param account as it stands now
     * @param created whether there was none before
     */
    public record Set(Account account, boolean created) {}

    /**
     * Sets all accounts of a CSV, or none: what a line leaves out takes its default, as in {@link #put}. A user,
     * number or network that moves from one account to another must be given up in an earlier request: readers
     * see the lines of a file in no order.
     *
     * @return how many lines there were
     * @throws ApiError naming every line that does not fit, with the first thing that is wrong with it
     */
    public int putAll(Request request) throws InterruptedException {
        return uploads.inTurn(() -> {
            var badLines = new BadLines();
            List<AccountsCsv.Line> lines = AccountsCsv.read(request.body(LONGEST_CSV), badLines);
            oneAtATime.lock();
            try {
                Map<String, byte[]> records = records(lines, badLines);
                badLines.refuseAny();
                writer.writeTogether(Topic.ACCOUNTS, records);
                return records.size();
            } finally {
                oneAtATime.unlock();
            }
        });
    }

    private Map<String, byte[]> records(List<AccountsCsv.Line> lines, BadLines badLines) {
        var claims = new Claims();
        var records = new LinkedHashMap<String, byte[]>();
        for (AccountsCsv.Line line : lines) {
            try {
                Check.that(line.id() != null, "id", "is missing");
                Check.that(Id.fits(line.id()), "id", "must be " + Id.SHAPE);
                Account account = fitting(line.id(), line.body());
                claims.add(line.number(), account);
                byte[] record = Json.write(account);
                Check.that(record.length <= LONGEST_RECORD, null, "the line is too long for one account");
                records.put(account.id(), record);
            } catch (ApiError e) {
                AccountsCsv.refuse(line.number(), e, badLines);
            }
        }
        return records;
    }

    /**
     * Sets an account as the body says; what the body leaves out takes its default.
     *
     * @throws ApiError naming the field that does not fit, or the account that already has a user or number
     */
    public Set put(Request request) throws InterruptedException {
        String id = request.id();
        AccountBody body = request.body(AccountBody.class);
        oneAtATime.lock();
        try {
            boolean created = views.accounts().account(id).isEmpty();
            Account account = fitting(id, body);
            writer.write(Topic.ACCOUNTS, id, account);
            return new Set(account, created);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** The account that a body describes, when it fits in itself and beside what is there. */
    private Account fitting(String id, AccountBody body) {
        Account account = checked(id, body);
        views.accounts().account(id).ifPresent(existing -> checkCurrencyStays(existing, account));
        checkOwners(account);
        return account;
    }

    private Account checked(String id, AccountBody body) {
        Check.readOnly("id", body.id(), id, "it is the one in the path");
        Check.readOnly(
                "status",
                body.status(),
                views.balances().balance(id).map(Balance::status).orElse(Balance.Status.ACTIVE),
                "it follows from the balance");
        BigDecimal creditLimit =
                Check.money("creditLimit", Objects.requireNonNullElse(body.creditLimit(), BigDecimal.ZERO));
        Check.that(creditLimit.signum() >= 0, "creditLimit", "must be 0 or more");
        int billingDay = Objects.requireNonNullElse(body.billingDay(), 1);
        Check.that(billingDay >= 1 && billingDay <= LAST_BILLING_DAY, "billingDay", "must be 1 to " + LAST_BILLING_DAY);
        String email = Check.line("lowBalanceEmail", body.lowBalanceEmail(), LONGEST_EMAIL);
        Check.that(
                email == null || EMAIL.matcher(email).matches(),
                "lowBalanceEmail",
                "must be one address, as in billing@example.net");
        String currency = Check.currency("currency", body.currency());
        checkCard(body.rateCardId(), currency);
        return new Account(
                id,
                Check.text("name", body.name(), LONGEST_NAME),
                currency,
                Objects.requireNonNullElse(body.balanceManagement(), BalanceManagement.NONE),
                creditLimit,
                Check.money("lowBalanceThreshold", body.lowBalanceThreshold()),
                email,
                body.rateCardId(),
                Check.list(
                        "sipUsers",
                        body.sipUsers(),
                        user -> SIP_USER.matcher(user).matches(),
                        "a user name without spaces, as in the From header"),
                Check.list(
                        "sourceNetworks",
                        body.sourceNetworks(),
                        network -> Network.parse(network).isPresent(),
                        "an address or a network, as in 192.0.2.7 or 192.0.2.0/24, with no bits set behind the prefix"),
                Check.list(
                        "numbers",
                        body.numbers(),
                        number -> E164.matcher(number).matches(),
                        "2 to 15 digits in E.164 form, without +"),
                billingDay);
    }

    private void checkCard(String cardId, String currency) {
        if (cardId == null) {
            return;
        }
        RateCard card = views.rateCards()
                .card(cardId)
                .orElseThrow(() -> ApiError.invalid("rateCardId", "there is no rate card " + cardId));
        Check.that(
                card.currency().equals(currency),
                "currency",
                "must be that of its rate card " + cardId + ", " + card.currency());
    }

    /** Money that was booked in one currency cannot become another's. */
    private void checkCurrencyStays(Account before, Account now) {
        boolean booked = views.balances()
                .balance(before.id())
                .map(balance -> balance.sequence() > 0)
                .orElse(false);
        if (booked && !before.currency().equals(now.currency())) {
            throw ApiError.conflict(
                    "currency", "the account has a balance in " + before.currency() + " and must keep that currency");
        }
    }

    private void checkOwners(Account account) {
        for (String user : account.sipUsers()) {
            checkOwner(account.id(), "sipUsers", user, views.accounts()::ownerOfName);
        }
        for (String number : account.numbers()) {
            checkOwner(account.id(), "numbers", number, views.accounts()::ownerOfName);
        }
        for (String network : account.sourceNetworks()) {
            checkOwner(account.id(), "sourceNetworks", network, text -> Network.parse(text)
                    .flatMap(views.accounts()::ownerOf));
        }
    }

    private static void checkOwner(String id, String field, String value, Function<String, Optional<String>> ownerOf) {
        ownerOf.apply(value).filter(owner -> !owner.equals(id)).ifPresent(owner -> {
            throw ApiError.conflict(field, value + " belongs to the account " + owner);
        });
    }
}
