package io.trunkline.rating.ledger;

import io.trunkline.customers.Customers;
import io.trunkline.customers.DueFee;
import io.trunkline.customers.Subscription;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.call.CallEvent;
import io.trunkline.rating.deadline.Backlog;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.deadline.Timers;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.StoredRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Runs the ledgers of one partition's accounts. The ledgers are kept in memory and written through to the
 * stores, of which they are made again at each {@code init}: Streams revives it after a transaction that was aborted,
 * and what that one changed must not survive. Called by one Streams thread at a time.
 *
 * <pre>
 *   store            key                    value
 *   ledgers          account                {@link LedgerState}
 *   live-calls       account NUL id         {@link LiveCall}; on a level above the caller's the id has NUL level behind it
 *   booked-commands  account NUL id         sequence of the entry; of a fee the id has NUL before it
 *   children         account NUL child      when it was told of it, milliseconds since the epoch
 * </pre>
 */
final class LedgerProcessor implements Processor<String, LedgerInput, String, Object> {

    static final String LEDGERS = "ledgers";
    static final String LIVE_CALLS = "live-calls";
    static final String BOOKED_COMMANDS = "booked-commands";
    static final String CHILDREN = "children";

    static final String TO_CDRS = "to-cdrs";
    static final String TO_LEDGER = "to-ledger";
    static final String TO_BALANCES = "to-balances";
    static final String TO_ACCOUNT_EVENTS = "to-account-events";
    static final String TO_SWITCH = "to-switch-commands";
    static final String TO_NOTES = "to-ledger-notes";

    private static final char SEPARATOR = '\0';
    private static final char BEHIND_SEPARATOR = '\1';

    /** Moments of exhaustion that come closer together than this are acted upon together. */
    private static final Duration APART = Duration.ofMillis(20);

    /** An account or a package that is not known yet is looked for again after this time. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /** Numbers come by two ways, of which the one is no later than this after the other. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Customers customers;
    private final LedgerTimes times;
    private final LateReads lateReads;
    private final RatingMetrics metrics;
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, LedgerState> states;
    private KeyValueStore<String, LiveCall> liveCalls;
    private KeyValueStore<String, Long> bookedCommands;
    private KeyValueStore<String, Long> children;
    private Backlog backlog;
    private Map<String, Ledger> ledgers;
    private Timers dues;
    private Timers untold;
    private Timers fees;

    LedgerProcessor(Customers customers, LedgerTimes times, LateReads lateReads, RatingMetrics metrics) {
        this.customers = customers;
        this.times = times;
        this.lateReads = lateReads;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> streams) {
        context = streams;
        states = streams.getStateStore(LEDGERS);
        liveCalls = streams.getStateStore(LIVE_CALLS);
        bookedCommands = streams.getStateStore(BOOKED_COMMANDS);
        children = streams.getStateStore(CHILDREN);
        backlog = new Backlog(now(), lateReads);
        ledgers = new HashMap<>();
        dues = new Timers(streams, APART, () -> backlog.caughtUp(now()) ? now() : Instant.MIN, this::due);
        untold = new Timers(streams, APART, this::now, account -> settle(account, ledger(account), List.of()));
        fees = new Timers(streams, APART, this::now, this::lookAtFees);
        var callsOfAccount = new HashMap<String, List<LiveCall>>();
        StoredRecords.forEach(LIVE_CALLS, liveCalls, (key, call) -> callsOfAccount
                .computeIfAbsent(key.substring(0, key.indexOf(SEPARATOR)), account -> new ArrayList<>())
                .add(call));
        StoredRecords.forEach(LEDGERS, states, (account, state) -> {
            if (state.untold()) {
                untold.set(account, now());
            }
            if (state.feesDue() != null) {
                fees.set(account, state.feesDue());
            }
        });
        callsOfAccount.forEach((account, calls) -> {
            var ledger = new Ledger(state(account), calls, times, now());
            ledgers.put(account, ledger);
            plan(account, ledger);
        });
    }

    @Override
    public void process(Record<String, LedgerInput> record) {
        String account = record.key();
        Ledger ledger = ledger(account);
        switch (record.value()) {
            case LedgerInput.Configured(var configured) ->
                renew(account, ledger, renewal -> ledger.configured(configured, renewal, now()), configured);
            case LedgerInput.Owned owned -> {
                // A little later: who asks for the numbers of an account may not have read this one yet.
                Instant look = now().plus(SOON);
                ledger.lookForFees(look);
                settle(account, ledger, List.of());
                fees.set(account, ledger.state().feesDue());
            }
            case LedgerInput.Commanded(var command) -> onCommand(account, ledger, command);
            case LedgerInput.Noted(var note) -> onNote(account, ledger, note);
            case LedgerInput.Called(CallEvent.Answered(var call, var receivedAt, var since)) -> {
                backlog.read(receivedAt, now());
                List<LedgerOutput> outputs = ledger.answered(call, since, now());
                ledger.live(call.setup()).forEach(live -> liveCalls.put(account + SEPARATOR + live.id(), live));
                settle(account, ledger, outputs);
            }
            case LedgerInput.Called(CallEvent.Revised(var call, var _)) -> {
                List<LedgerOutput> outputs = ledger.revised(call, now());
                ledger.live(call.setup()).forEach(live -> liveCalls.put(account + SEPARATOR + live.id(), live));
                settle(account, ledger, outputs);
            }
            case LedgerInput.Called(CallEvent.Ended(var call, var receivedAt)) -> {
                backlog.read(receivedAt, now());
                call.setup()
                        .payers(account)
                        .forEach(payer -> liveCalls.delete(
                                account + SEPARATOR + payer.callKey(call.setup().id())));
                settle(account, ledger, ledger.ended(call, now()));
            }
        }
    }

    /** The first command with an id is booked; any other with that id is passed over, whatever it says. */
    private void onCommand(String account, Ledger ledger, AccountCommand command) {
        String key = account + SEPARATOR + command.id();
        if (bookedCommands.get(key) != null) {
            metrics.repeatedCommand();
            return;
        }
        List<LedgerOutput> outputs = ledger.booked(command, now());
        bookedCommands.put(key, ledger.state().sequence());
        settle(account, ledger, outputs);
    }

    /** Fees are looked at when the account is set and when its month begins; each is booked once, by its reference. */
    private void lookAtFees(String account) {
        Ledger ledger = ledger(account);
        Account known = customers.accounts().account(account).orElse(null);
        renew(account, ledger, renewal -> ledger.renewed(renewal, now()), known);
    }

    private void renew(
            String account, Ledger ledger, Function<Renewal, List<LedgerOutput>> change, Account configured) {
        Renewal renewal = configured == null
                ? new Renewal(List.of(), null, now().plus(LOOK_AGAIN))
                : renewal(account, configured);
        List<LedgerOutput> outputs = change.apply(renewal);
        renewal.fees()
                .forEach(fee -> bookedCommands.put(
                        feeKey(account, fee.reference()), ledger.state().sequence()));
        settle(account, ledger, outputs);
        if (renewal.nextLook() == null) {
            fees.clear(account);
        } else {
            fees.set(account, renewal.nextLook());
        }
    }

    private Renewal renewal(String account, Account configured) {
        Instant now = now();
        List<Subscription> has = customers.subscriptions(configured);
        boolean isComplete = configured.packageId() == null
                || customers.subscription(configured).isPresent();
        var due = new ArrayList<DueFee>();
        has.forEach(
                each -> due.addAll(each.due(now, reference -> bookedCommands.get(feeKey(account, reference)) != null)));
        return new Renewal(
                due,
                has.stream()
                        .flatMap(each -> each.allowance(now).stream())
                        .findFirst()
                        .orElse(null),
                isComplete
                        ? has.stream()
                                .map(each -> each.month(now).until())
                                .min(Comparator.naturalOrder())
                                .orElse(null)
                        : now.plus(LOOK_AGAIN));
    }

    /** No command has an id that begins with NUL. */
    private static String feeKey(String account, String reference) {
        return account + SEPARATOR + SEPARATOR + reference;
    }

    private void onNote(String account, Ledger ledger, LedgerNote note) {
        String child = account + SEPARATOR + note.accountId();
        if (note instanceof LedgerNote.Joined) {
            children.put(child, context.currentSystemTimeMs());
        } else if (note instanceof LedgerNote.Left) {
            children.delete(child);
        }
        settle(account, ledger, ledger.noted(note, now()));
    }

    private void tellBelow(String account, LedgerNote note) {
        var below = new ArrayList<String>();
        try (var all = children.range(account + SEPARATOR, account + BEHIND_SEPARATOR)) {
            all.forEachRemaining(child -> below.add(child.key.substring(account.length() + 1)));
        }
        below.forEach(child -> send(child, note, TO_NOTES));
    }

    private void due(String account) {
        Ledger ledger = ledger(account);
        settle(account, ledger, ledger.due(now()));
    }

    private Ledger ledger(String account) {
        return ledgers.computeIfAbsent(account, id -> new Ledger(state(id), List.of(), times, now()));
    }

    private LedgerState state(String account) {
        LedgerState state = states.get(account);
        return state == null ? LedgerState.empty(account) : state;
    }

    /** Hands on what came of it, tells the balance now or soon, stores what has changed, and plans the next look. */
    private void settle(String account, Ledger ledger, List<LedgerOutput> outputs) {
        outputs.forEach(output -> forward(account, output));
        ledger.tellAt().ifPresent(at -> {
            if (at.isAfter(now())) {
                untold.set(account, at);
            } else {
                send(account, ledger.tell(now()), TO_BALANCES);
            }
        });
        ledger.takeUnsaved().ifPresent(state -> states.put(account, state));
        plan(account, ledger);
    }

    private void plan(String account, Ledger ledger) {
        ledger.nextDue().ifPresentOrElse(at -> dues.set(account, at), () -> dues.clear(account));
    }

    private void forward(String account, LedgerOutput output) {
        switch (output) {
            case LedgerOutput.Booked(var entry) -> {
                metrics.booked(entry.type());
                send(account, entry, TO_LEDGER);
            }
            case LedgerOutput.Rated(var cdr) -> {
                if (cdr.rating() == Cdr.Rating.UNRATED) {
                    metrics.unrated();
                }
                send(account, cdr, TO_CDRS);
            }
            case LedgerOutput.Told(var other, var note) -> send(other, note, TO_NOTES);
            case LedgerOutput.ToldBelow(var note) -> tellBelow(account, note);
            case LedgerOutput.Happened(var event) -> send(account, event, TO_ACCOUNT_EVENTS);
            case LedgerOutput.Ordered(SwitchCommand.EndCall end) -> send(end.callId(), end, TO_SWITCH);
            case LedgerOutput.Ordered(var command) -> send(account, command, TO_SWITCH);
        }
    }

    private void send(String key, Object value, String sink) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
