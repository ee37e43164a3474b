package io.trunkline.rating.ledger;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.call.CallEvent;
import io.trunkline.rating.deadline.Backlog;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.deadline.Timers;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.Blame;
import io.trunkline.rating.state.StoredRecords;
import io.trunkline.telemetry.OnceAMinute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the ledgers of one partition's accounts. The ledgers are kept in memory and written through to the
 * stores, of which they are made again at each {@code init}: Streams revives it after a transaction that was aborted,
 * and what that one changed must not survive. Called by one Streams thread at a time.
 *
 * <p>A record does all that follows from it or nothing: what is to be stored and sent is gathered first. When it fails on
 * the way, its ledger is made anew from the stores, and the record is put away ({@link DeadLetters}): so nothing stops for
 * one bad record, and nothing of it is half done.
 *
 * <pre>
 *   store            key                    value
 *   ledgers          account                {@link LedgerState}
 *   live-calls       account NUL id         {@link LiveCall}; on a level above the caller's the id has NUL level behind it
 *   waiting-calls    account NUL id         {@link WaitingCall}, also one that is open; its id as that of a live one
 *   booked-commands  account NUL id         sequence of the entry; of a fee and a rerating the id has NUL before it
 *   children         account NUL child      when it was told of it, milliseconds since the epoch
 *   dead-letters     account NUL letter     {@link DeadLetter}
 * </pre>
 */
final class LedgerProcessor implements Processor<String, Delivered, String, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerProcessor.class);

    static final String LEDGERS = "ledgers";
    static final String CHILDREN = "children";

    static final String TO_CDRS = "to-cdrs";
    static final String TO_LEDGER = "to-ledger";
    static final String TO_BALANCES = "to-balances";
    static final String TO_ACCOUNT_EVENTS = "to-account-events";
    static final String TO_SWITCH = "to-switch-commands";
    static final String TO_NOTES = "to-ledger-notes";
    static final String TO_DEAD_LETTERS = "to-dead-letters";

    private static final char SEPARATOR = '\0';
    private static final char BEHIND_SEPARATOR = '\1';

    /** Moments of exhaustion that come closer together than this are acted upon together. */
    private static final Duration APART = Duration.ofMillis(20);

    /** Numbers come by two ways, of which the one is no later than this after the other. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** What became due and failed is tried again after this time. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    /** No order asks for a commit of its own sooner than this after another. */
    private static final Duration HASTEN_EVERY = Duration.ofSeconds(1);

    private final OnceAMinute failureLog = new OnceAMinute();
    private final LedgerInputs inputs;
    private final Customers customers;
    private final LedgerTimes times;
    private final LateReads lateReads;
    private final RatingMetrics metrics;
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, LedgerState> states;
    private AccountCalls calls;
    private BookedCommands booked;
    private Renewals renewals;
    private KeyValueStore<String, Long> children;
    private DeadLetters letters;
    private Backlog backlog;
    private Ledgers ledgers;

    /** What follows from the record at hand, to be done when all of it is known. */
    private List<Runnable> effects;

    /** Accounts whose ledger is to be made anew, with its calls. */
    private Set<String> discarded;

    /** When an order last asked for a commit, milliseconds since the epoch. */
    private long hastenedMillis;

    private Timers dues;
    private Timers untold;
    private Timers fees;

    LedgerProcessor(
            LedgerInputs inputs, Customers customers, LedgerTimes times, LateReads lateReads, RatingMetrics metrics) {
        this.inputs = inputs;
        this.customers = customers;
        this.times = times;
        this.lateReads = lateReads;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> streams) {
        customers.awaitWhole();
        context = streams;
        states = streams.getStateStore(LEDGERS);
        calls = new AccountCalls(streams.getStateStore(AccountCalls.LIVE), streams.getStateStore(AccountCalls.WAITING));
        booked = new BookedCommands(streams.getStateStore(BookedCommands.STORE));
        renewals = new Renewals(customers, booked);
        children = streams.getStateStore(CHILDREN);
        letters = new DeadLetters(streams.getStateStore(DeadLetters.STORE));
        effects = new ArrayList<>();
        discarded = new HashSet<>();
        hastenedMillis = 0;
        backlog = new Backlog(now(), lateReads);
        ledgers = new Ledgers();
        dues = new Timers(
                streams,
                APART,
                () -> backlog.caughtUp(now()) ? now() : Instant.MIN,
                account -> becameDue(dues, account, () -> due(account)));
        untold = new Timers(
                streams,
                APART,
                this::now,
                account -> becameDue(untold, account, () -> settle(account, ledger(account), List.of())));
        fees = new Timers(streams, APART, this::now, account -> becameDue(fees, account, () -> lookAtFees(account)));
        StoredRecords.forEach(LEDGERS, states, (account, state) -> {
            if (state.untold()) {
                untold.set(account, now());
            }
            if (state.feesDue() != null) {
                fees.set(account, state.feesDue());
            }
        });
        calls.byAccount().forEach((account, stored) -> {
            try {
                var ledger = new Ledger(state(account), stored, times, now());
                ledgers.keep(account, ledger);
                plan(account, ledger);
            } catch (RuntimeException e) {
                throwUnlessOfRecord(e);
                discarded.add(account);
                dues.set(account, now());
            }
        });
        doEffects();
    }

    @Override
    public void process(Record<String, Delivered> record) {
        String account = record.key();
        Delivered delivered = record.value();
        switch (delivered.input()) {
            case LedgerInput.PutBack(var order) -> putBack(account, order.letterId());
            case LedgerInput.Unreadable(var why) -> putAway(delivered.letter(account, why, now()));
            case LedgerInput.Change change
            when letters.waits(account, change.callId()) ->
                putAway(delivered.letter(account, "an earlier record of the same call waits to be put back", now()));
            case LedgerInput.Change change ->
                attempt(account, () -> take(account, change))
                        .ifPresent(why -> putAway(delivered.letter(account, why, now())));
        }
    }

    /** Does all that follows from something, or nothing; gives why it failed. */
    private Optional<String> attempt(String account, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            throwUnlessOfRecord(e);
            if (failureLog.mayLog()) {
                LOG.warn("rating failed at the account {}, and puts away what it failed at", account, e);
            }
            effects.clear();
            ledgers.forget(account);
            discarded.add(account);
            return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        doEffects();
        return Optional.empty();
    }

    private static void throwUnlessOfRecord(RuntimeException failure) {
        if (!Blame.isOfRecord(failure)) {
            throw failure;
        }
    }

    private void doEffects() {
        effects.forEach(Runnable::run);
        effects.clear();
    }

    private void putAway(DeadLetter letter) {
        letters.put(letter);
        metrics.deadLetter();
        context.forward(new Record<>(letter.id(), letter, context.currentSystemTimeMs()), TO_DEAD_LETTERS);
    }

    private void went(DeadLetter letter) {
        letters.remove(letter);
        context.forward(new Record<>(letter.id(), null, context.currentSystemTimeMs()), TO_DEAD_LETTERS);
    }

    /** What becomes due without a record may fail as well: it is tried again, and told once. */
    private void becameDue(Timers timers, String account, Runnable change) {
        var letter =
                letters.letter(account, DeadLetter.ofAccount(account, "", now()).id());
        attempt(account, change)
                .ifPresentOrElse(
                        why -> {
                            if (letter.isEmpty()) {
                                putAway(DeadLetter.ofAccount(account, why, now()));
                            }
                            timers.set(account, now().plus(TRY_AGAIN));
                        },
                        () -> letter.ifPresent(this::went));
    }

    /** Tries a letter again, and those of the same call behind it; at the first that fails again it ends. */
    private void putBack(String account, String id) {
        for (DeadLetter letter :
                letters.letter(account, id).map(letters::withItsCall).orElse(List.of())) {
            Optional<String> failed = attempt(account, () -> {
                takeAgain(account, letter);
                effects.add(() -> went(letter));
            });
            if (failed.isPresent()) {
                putAway(letter.again(failed.get(), now()));
                return;
            }
        }
    }

    /** What has been replaced since is taken as it stands now. */
    private void takeAgain(String account, DeadLetter letter) {
        if (letter.topic() == null) {
            due(account);
            lookAtFees(account);
            return;
        }
        switch (inputs.read(letter.topic(), letter.bytes())) {
            case LedgerInput.Configured(var configured) ->
                take(
                        account,
                        new LedgerInput.Configured(
                                customers.accounts().account(account).orElse(configured)));
            case LedgerInput.Noted(LedgerNote.Above above) ->
                send(above.accountId(), new LedgerNote.Joined(account), TO_NOTES);
            case LedgerInput.Noted(LedgerNote.Left left) when isAbove(account, left.accountId()) -> {}
            case LedgerInput.Unreadable(var why) -> throw new IllegalArgumentException(why);
            case LedgerInput.PutBack order -> throw new IllegalArgumentException("an order is never put away");
            case LedgerInput.Change change -> take(account, change);
        }
    }

    private boolean isAbove(String account, String child) {
        return customers
                .accounts()
                .account(child)
                .filter(below -> account.equals(below.parentId()))
                .isPresent();
    }

    private void take(String account, LedgerInput.Change change) {
        Ledger ledger = ledger(account);
        switch (change) {
            case LedgerInput.Configured(var configured) ->
                renew(account, ledger, renewal -> ledger.configured(configured, renewal, now()), configured);
            case LedgerInput.Owned owned -> {
                // A little later: who asks for the numbers of an account may not have read this one yet.
                Instant look = now().plus(SOON);
                ledger.lookForFees(look);
                settle(account, ledger, List.of());
                effects.add(() -> fees.set(account, ledger.state().feesDue()));
            }
            case LedgerInput.Commanded(var command) -> onCommand(account, ledger, command);
            case LedgerInput.Noted(var note) -> onNote(account, ledger, note);
            case LedgerInput.Called(CallEvent.Answered(var call, var receivedAt, var since)) -> {
                backlog.read(receivedAt, now());
                List<LedgerOutput> outputs = ledger.answered(call, since, now());
                keepLive(account, ledger, call.setup());
                settle(account, ledger, outputs);
            }
            case LedgerInput.Called(CallEvent.Revised(var call, var _)) -> {
                List<LedgerOutput> outputs = ledger.revised(call, now());
                keepLive(account, ledger, call.setup());
                settle(account, ledger, outputs);
            }
            case LedgerInput.Called(CallEvent.Ended(var call, var receivedAt)) -> {
                backlog.read(receivedAt, now());
                call.setup().payers(account).stream()
                        .map(payer -> payer.callKey(call.setup().id()))
                        .forEach(id -> effects.add(() -> calls.ended(account, id)));
                settle(account, ledger, ledger.ended(call, now()));
            }
        }
    }

    private void keepLive(String account, Ledger ledger, CallSetup setup) {
        ledger.live(setup).forEach(live -> effects.add(() -> calls.put(account, live)));
    }

    /** The first command with an id is booked; any other with that id is passed over, whatever it says. */
    private void onCommand(String account, Ledger ledger, AccountCommand command) {
        if (booked.has(account, command)) {
            metrics.repeatedCommand();
            return;
        }
        List<LedgerOutput> outputs = ledger.booked(command, now());
        long sequence = ledger.state().sequence();
        effects.add(() -> booked.put(account, command, sequence));
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
        Renewal renewal = renewals.of(account, configured, now());
        List<LedgerOutput> outputs = change.apply(renewal);
        long sequence = ledger.state().sequence();
        renewal.fees().forEach(fee -> effects.add(() -> booked.putFee(account, fee.reference(), sequence)));
        settle(account, ledger, outputs);
        effects.add(() -> {
            if (renewal.nextLook() == null) {
                fees.clear(account);
            } else {
                fees.set(account, renewal.nextLook());
            }
        });
    }

    private void onNote(String account, Ledger ledger, LedgerNote note) {
        String child = account + SEPARATOR + note.accountId();
        if (note instanceof LedgerNote.Joined) {
            effects.add(() -> children.put(child, context.currentSystemTimeMs()));
        } else if (note instanceof LedgerNote.Left) {
            effects.add(() -> children.delete(child));
        }
        settle(account, ledger, ledger.noted(note, now()));
    }

    private void tellBelow(String account, LedgerNote note) {
        var below = new ArrayList<String>();
        try (var all = children.range(account + SEPARATOR, account + BEHIND_SEPARATOR)) {
            all.forEachRemaining(child -> below.add(child.key.substring(account.length() + 1)));
        }
        below.forEach(child -> forward(child, note, TO_NOTES));
    }

    private void due(String account) {
        Ledger ledger = ledger(account);
        settle(account, ledger, ledger.due(now()));
    }

    private Ledger ledger(String account) {
        Ledger known = ledgers.of(account);
        if (known != null) {
            return known;
        }
        // One that is not discarded had no calls when it was last used.
        var made = new Ledger(
                state(account), discarded.contains(account) ? calls.of(account) : AccountCalls.Of.NONE, times, now());
        discarded.remove(account);
        ledgers.keep(account, made);
        return made;
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
                effects.add(() -> untold.set(account, at));
            } else {
                send(account, ledger.tell(now()), TO_BALANCES);
            }
        });
        ledger.takeUnsaved().ifPresent(state -> effects.add(() -> states.put(account, state)));
        ledger.takeUnsavedWaiting().forEach((id, call) -> effects.add(() -> calls.put(account, id, call)));
        ledgers.keep(account, ledger);
        plan(account, ledger);
    }

    private void plan(String account, Ledger ledger) {
        Optional<Instant> next = ledger.nextDue();
        effects.add(() -> next.ifPresentOrElse(at -> dues.set(account, at), () -> dues.clear(account)));
    }

    private void forward(String account, LedgerOutput output) {
        switch (output) {
            case LedgerOutput.Booked(var entry) -> {
                effects.add(() -> metrics.booked(entry.type()));
                send(account, entry, TO_LEDGER);
            }
            case LedgerOutput.Rated(var cdr) -> {
                if (cdr.rating() == Cdr.Rating.UNRATED) {
                    effects.add(metrics::unrated);
                }
                send(account, cdr, TO_CDRS);
            }
            case LedgerOutput.Corrected(var order, var sequence) -> {
                effects.add(() -> booked.put(account, order, sequence));
                send(account, order.cdr(), TO_CDRS);
            }
            case LedgerOutput.Told(var other, var note) -> send(other, note, TO_NOTES);
            case LedgerOutput.ToldBelow(var note) -> effects.add(() -> tellBelow(account, note));
            case LedgerOutput.Marked(var call) -> effects.add(() -> calls.put(account, call));
            case LedgerOutput.Happened(var event) -> {
                if (event.type() == AccountEvent.Type.CUT_FAILED) {
                    effects.add(metrics::cutFailed);
                }
                send(account, event, TO_ACCOUNT_EVENTS);
            }
            case LedgerOutput.Ordered(SwitchCommand.EndCall end) -> order(end.callId(), end);
            case LedgerOutput.Ordered(var command) -> order(account, command);
        }
    }

    private void send(String key, Object value, String sink) {
        effects.add(() -> forward(key, value, sink));
    }

    /** Each moment until the switch hears of it is money that nobody has; where orders come in heaps, so do commits. */
    private void order(String key, SwitchCommand command) {
        effects.add(() -> {
            forward(key, command, TO_SWITCH);
            if (context.currentSystemTimeMs() - hastenedMillis >= HASTEN_EVERY.toMillis()) {
                hastenedMillis = context.currentSystemTimeMs();
                context.commit();
            }
        });
    }

    private void forward(String key, Object value, String sink) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
