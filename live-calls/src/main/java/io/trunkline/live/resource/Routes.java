package io.trunkline.live.resource;

import io.trunkline.customers.Customers;
import io.trunkline.customers.change.AccountChanges;
import io.trunkline.customers.change.CardChanges;
import io.trunkline.customers.change.NumberChanges;
import io.trunkline.customers.change.PackageChanges;
import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.FollowedWriter;
import io.trunkline.live.access.AdminToken;
import io.trunkline.live.access.FailedLogins;
import io.trunkline.live.access.LoginCodes;
import io.trunkline.live.access.Sessions;
import io.trunkline.live.address.AddressNames;
import io.trunkline.live.alarm.AlarmRules;
import io.trunkline.live.authorize.Authorizer;
import io.trunkline.live.board.AlarmBoard;
import io.trunkline.live.board.BalanceBoard;
import io.trunkline.live.board.Boards;
import io.trunkline.live.booking.BindingRemovals;
import io.trunkline.live.booking.Bookings;
import io.trunkline.live.booking.CallEndings;
import io.trunkline.live.booking.Commands;
import io.trunkline.live.booking.LedgerWatch;
import io.trunkline.live.booking.WaitingLetters;
import io.trunkline.live.collector.LocalCollector;
import io.trunkline.live.endpoint.EndpointTests;
import io.trunkline.live.http.Route;
import io.trunkline.live.rerate.Rerate;
import io.trunkline.live.search.Search;
import io.trunkline.protocol.Scope;
import io.trunkline.storage.Store;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The table of all routes. */
public final class Routes {

    /** Longest body of a request, in bytes. */
    public static final long LONGEST_BODY = RateCardResource.LONGEST_CSV;

    private Routes() {}

    /**
     * Who may log in, and how.
     *
     * @param token of the role admin
     * @param sessions of browsers
     * @param codes of login links
     * @param failures holds back who guesses
     */
    public record Logins(AdminToken token, Sessions sessions, LoginCodes codes, FailedLogins failures) {}

    /**
     * What the API shows.
     *
     * @param boards live lists
     * @param customers accounts, rate cards and packages
     * @param commands payments and charges that were ordered
     * @param ledger payments and charges that were booked lately
     * @param letters records that rating has put away
     * @param tests of endpoints, those that run and the last ones
     * @param rules when alarms are raised
     * @param names of addresses
     * @param store calls, messages and bookings of the past
     */
    public record Sources(
            Boards boards,
            Customers customers,
            Commands commands,
            LedgerWatch ledger,
            WaitingLetters letters,
            EndpointTests tests,
            AlarmRules rules,
            AddressNames names,
            Store store) {}

    /**
     * Who writes to the topics that the API is the source of.
     *
     * @param customers accounts, rate cards and packages
     * @param orders payments and charges
     * @param watched rules of alarms, who has seen one, and names of addresses
     * @param others what goes to other roles: tests, and commands for the switch
     * @param endings of calls
     * @param removals of bindings
     * @param closedUntil calls that began before this are not corrected any more; empty when no books are closed
     */
    public record Writers(
            FollowedWriter customers,
            FollowedWriter orders,
            FollowedWriter watched,
            AcknowledgedWriter others,
            CallEndings endings,
            BindingRemovals removals,
            Optional<Instant> closedUntil) {}

    /**
     * The routes of a process that serves nothing but its own health and metrics, and what is asked of its collector.
     *
     * @param collector empty where there is none, or as long as it has not started
     */
    public static List<Route> ofStatus(
            Telemetry telemetry, Health health, Supplier<Optional<LocalCollector>> collector) {
        return Stream.concat(
                        new StatusResource(telemetry, health).ownRoutes().stream(),
                        new LocalCollectorResource(collector).routes().stream())
                .toList();
    }

    /**
     * All routes over these parts.
     *
     * @param collector empty where there is none, or as long as it has not started
     */
    public static List<Route> of(
            Sources sources,
            Writers writers,
            Logins logins,
            Supplier<Optional<LocalCollector>> collector,
            Telemetry telemetry,
            Health health,
            InstantSource clock) {
        Customers customers = sources.customers();
        BalanceBoard balances = sources.boards().balances();
        Store store = sources.store();
        var bookings = new Bookings(
                customers.accounts(),
                sources.commands(),
                sources.ledger(),
                writers.orders(),
                new BookedEarlier(store),
                clock);
        var accounts = new AccountChanges(
                customers, id -> balances.balance(new Scope.Everything(), id), writers.customers(), clock);
        var cards = new CardChanges(customers, writers.customers(), clock);
        var packages = new PackageChanges(customers, writers.customers());
        var numbers = new NumberChanges(customers, writers.customers(), clock);
        AlarmBoard alarms = sources.boards().alarms();
        var boards =
                sources.boards().all().stream().filter(board -> board != alarms).map(BoardResource::routes);
        var others = Stream.of(
                new StatusResource(telemetry, health).routes(),
                new SessionResource(logins.token(), logins.sessions(), logins.codes(), logins.failures()).routes(),
                new CallResource(sources.boards().calls(), writers.endings()).routes(),
                new RegistrationResource(
                                sources.boards().registrations(), store, sources.tests(), writers.removals(), clock)
                        .routes(),
                new TestResource(sources.boards().registrations(), sources.tests(), store, writers.others(), clock)
                        .routes(),
                new LocalCollectorResource(collector).routes(),
                new CdrResource(store, sources.boards().registrations()).routes(),
                new TraceResource(store).routes(),
                new AlarmResource(alarms, sources.rules(), writers.watched(), clock).routes(),
                new AlarmListResource(alarms, store).routes(),
                new AddressNameResource(sources.names(), writers.watched()).routes(),
                new SearchResource(new Search(sources.boards(), customers.accounts()::accounts, store)).routes(),
                new QualityResource(sources.boards().quality(), store, clock).routes(),
                new AccountResource(customers.accounts(), balances, store, accounts, bookings, sources.letters())
                        .routes(),
                new ChargedCallResource(customers.accounts(), store).routes(),
                new DeadLetterResource(sources.letters(), writers.others(), clock).routes(),
                new RateCardResource(customers.cards(), cards).routes(),
                new QuoteResource(customers, balances, clock).routes(),
                new RerateResource(new Rerate(customers, store, writers.others(), writers.closedUntil(), clock))
                        .routes(),
                new ReportResource(store, clock).routes(),
                new PackageResource(customers.packages(), packages).routes(),
                new NumberResource(customers.numbers(), numbers).routes(),
                new AuthorizeResource(new Authorizer(
                                customers, balances, sources.boards().calls(), clock))
                        .routes());
        return Stream.concat(boards, others).flatMap(List::stream).toList();
    }
}
