package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.customers.change.AccountChanges;
import io.trunkline.customers.change.AccountDraft;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Request;
import io.trunkline.live.http.Route;
import io.trunkline.live.view.Views;
import io.trunkline.live.write.Booking;
import io.trunkline.live.write.BookingDraft;
import io.trunkline.live.write.Bookings;
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

    /** An account with its status. */
    private record Shown(
            @JsonUnwrapped @JsonIgnoreProperties("createdAt")
            Account account,

            Balance.Status status) {}

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

    private final Views views;
    private final Store store;
    private final AccountChanges changes;
    private final Bookings bookings;

    AccountResource(Views views, Store store, AccountChanges changes, Bookings bookings) {
        this.views = views;
        this.store = store;
        this.changes = changes;
        this.bookings = bookings;
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
                        request -> book(request, Booking.Type.CHARGE)));
    }

    private Answer list(Request request) {
        List<Account> covered = views.customers().accounts().accounts().stream()
                .filter(account -> request.scope().covers(account.id()))
                .toList();
        Listing<Account> page = Listing.of(request, covered, Account::id);
        return Answer.json(new Listing<>(page.items().stream().map(this::shown).toList(), page.next()));
    }

    private Answer one(Request request) {
        return Answer.json(shown(account(request)));
    }

    private Answer put(Request request) throws InterruptedException {
        var made =
                Refusals.orMade(changes.put(request.id(), request.body(AccountDraft.class)), "account", request.id());
        return Answer.json(made.created() ? 201 : 200, shown(made.now()));
    }

    private Answer putAll(Request request) throws InterruptedException {
        return Answer.json(new Imported(Refusals.orMade(changes.putAll(request.body(LONGEST_CSV)), "account", null)
                .now()));
    }

    private Answer balance(Request request) {
        String id = account(request).id();
        return Answer.json(views.balances().row(request.scope(), id).orElseThrow(() -> Refusals.noSuch("account", id)));
    }

    private Answer statement(Request request) {
        var filter = new StatementFilter(
                account(request).id(),
                Parameters.time(request, "since").orElse(null),
                Parameters.time(request, "until").orElse(null),
                Parameters.limit(request),
                request.parameter("cursor").orElse(null));
        var page = Stored.page(() -> store.statement(request.scope(), filter));
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

    private Answer book(Request request, Booking.Type type) throws InterruptedException {
        account(request);
        BookingDraft draft = request.body(BookingDraft.class);
        return switch (bookings.book(request.id(), type, draft)) {
            case Bookings.Outcome.Created created -> Answer.json(201, created.booking());
            case Bookings.Outcome.Repeated repeated -> Answer.json(200, repeated.booking());
            case Bookings.Outcome.Accepted accepted -> Answer.json(202, accepted.booking());
            case Bookings.Outcome.Refused refused -> throw Refusals.of(refused.problem());
            case Bookings.Outcome.NoAccount none -> throw Refusals.noSuch("account", request.id());
            case Bookings.Outcome.NotNow notNow -> throw ApiError.unavailable(notNow.message());
        };
    }

    private Account account(Request request) {
        String id = request.id();
        return views.customers()
                .accounts()
                .account(id)
                .filter(account -> request.scope().covers(account.id()))
                .orElseThrow(() -> Refusals.noSuch("account", id));
    }

    private Shown shown(Account account) {
        return new Shown(
                account,
                views.balances().balance(account.id()).map(Balance::status).orElse(Balance.Status.ACTIVE));
    }
}
