package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.customers.Accounts;
import io.trunkline.customers.change.AccountChanges;
import io.trunkline.customers.change.AccountDraft;
import io.trunkline.live.board.BalanceBoard;
import io.trunkline.live.booking.Booking;
import io.trunkline.live.booking.BookingDraft;
import io.trunkline.live.booking.Bookings;
import io.trunkline.live.booking.WaitingLetters;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.storage.Store;
import io.trunkline.storage.ledger.StatementFilter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Accounts and their money: {@code /accounts}. */
final class AccountResource {

    /** Longest CSV, in bytes: a hundred thousand lines of some 300. */
    private static final long LONGEST_CSV = 32L * 1024 * 1024;

    /** An account with its status, and why it needs attention. */
    private record Shown(
            @JsonUnwrapped @JsonIgnoreProperties({"createdAt", "packageSince"})
            Account account,

            Balance.Status status,
            String needsAttention) {}

    private record Imported(int lines) {}

    private record Entry(
            String id,
            Instant at,
            LedgerEntry.Type type,
            BigDecimal amount,
            BigDecimal balanceAfter,
            String currency,
            String reference,
            String description) {}

    private final Accounts accounts;
    private final BalanceBoard balances;
    private final Store store;
    private final AccountChanges changes;
    private final Bookings bookings;
    private final WaitingLetters letters;

    AccountResource(
            Accounts accounts,
            BalanceBoard balances,
            Store store,
            AccountChanges changes,
            Bookings bookings,
            WaitingLetters letters) {
        this.accounts = accounts;
        this.balances = balances;
        this.store = store;
        this.changes = changes;
        this.bookings = bookings;
        this.letters = letters;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/accounts", Route.allow(BILLING), this::list).parameters("limit", "cursor"),
                Route.put("/api/v1/accounts", Route.allow(BILLING), this::putAll)
                        .taking("text/csv"),
                Route.get("/api/v1/accounts/{id}", Route.allow(BILLING), this::one),
                Route.put("/api/v1/accounts/{id}", Route.allow(BILLING), this::put),
                Route.get("/api/v1/accounts/{id}/balance", Route.allow(BILLING), this::balance),
                Route.get("/api/v1/accounts/{id}/statement", Route.allow(BILLING), this::statement)
                        .parameters("since", "until", "limit", "cursor"),
                Route.post(
                        "/api/v1/accounts/{id}/payments",
                        Route.allow(BILLING),
                        request -> book(request, Booking.Type.PAYMENT)),
                Route.post(
                        "/api/v1/accounts/{id}/charges",
                        Route.allow(BILLING),
                        request -> book(request, Booking.Type.CHARGE)),
                Route.post(
                        "/api/v1/accounts/{id}/corrections",
                        Route.allow(BILLING),
                        request -> book(request, Booking.Type.CORRECTION)));
    }

    private Answer list(ApiRequest request) {
        List<Account> covered = accounts.accounts().stream()
                .filter(account -> request.scope().covers(account.id()))
                .toList();
        Listing<Account> page = Listing.of(request, covered, Account::id);
        return Answer.json(new Listing<>(
                page.items().stream().map(account -> shown(request, account)).toList(), page.next()));
    }

    private Answer one(ApiRequest request) {
        return Answer.json(shown(request, account(request)));
    }

    private Answer put(ApiRequest request) throws InterruptedException {
        var made =
                Refusals.orMade(changes.put(request.id(), request.body(AccountDraft.class)), "account", request.id());
        return Answer.json(made.created() ? 201 : 200, shown(request, made.now()));
    }

    private Answer putAll(ApiRequest request) throws InterruptedException {
        return Answer.json(new Imported(Refusals.orMade(changes.putAll(request.body(LONGEST_CSV)), "account", null)
                .now()));
    }

    private Answer balance(ApiRequest request) {
        String id = account(request).id();
        return Answer.json(balances.row(request.scope(), id).orElseThrow(() -> Refusals.noSuch("account", id)));
    }

    private Answer statement(ApiRequest request) {
        var filter = new StatementFilter(
                account(request).id(),
                Parameters.time(request, "since").orElse(null),
                Parameters.time(request, "until").orElse(null),
                Parameters.limit(request),
                request.parameter("cursor").orElse(null));
        var page = Stored.page(request, () -> store.statement(request.scope(), filter));
        return Answer.json(new Listing<>(
                page.items().stream()
                        .map(entry -> new Entry(
                                entry.id(),
                                entry.at(),
                                entry.type(),
                                entry.amount(),
                                entry.balanceAfter(),
                                entry.currency(),
                                entry.reference(),
                                entry.description()))
                        .toList(),
                page.next()));
    }

    private Answer book(ApiRequest request, Booking.Type type) throws InterruptedException {
        account(request);
        BookingDraft draft = request.body(BookingDraft.class);
        return switch (bookings.book(request.id(), type, draft)) {
            case Bookings.Order.Created created -> Answer.json(201, created.booking());
            case Bookings.Order.Repeated repeated -> Answer.json(200, repeated.booking());
            case Bookings.Order.Accepted accepted -> Answer.json(202, accepted.booking());
            case Bookings.Order.Refused refused -> throw Refusals.of(refused.problem());
            case Bookings.Order.NoAccount none -> throw Refusals.noSuch("account", request.id());
            case Bookings.Order.NotNow notNow -> throw ApiError.unavailable(notNow.message());
        };
    }

    private Account account(ApiRequest request) {
        String id = request.id();
        return accounts.account(id)
                .filter(account -> request.scope().covers(account.id()))
                .orElseThrow(() -> Refusals.noSuch("account", id));
    }

    private Shown shown(ApiRequest request, Account account) {
        return new Shown(
                account,
                balances.balance(request.scope(), account.id())
                        .map(Balance::status)
                        .orElse(Balance.Status.ACTIVE),
                letters.needsAttention(account.id()));
    }
}
