package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.call.CallEvent;
import io.trunkline.tariff.Charge;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A ledger whose clock stands where the test puts it, and all that came of it. Moments that are due are fired in between. */
final class LedgerScene {

    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    /** Acts exactly at the moment: a test that is not about the lead need not count it. */
    static final LedgerTimes NO_LEAD =
            new LedgerTimes(Duration.ZERO, Duration.ofSeconds(15), Duration.ZERO, LedgerTimes.DEFAULT.open());

    final List<LedgerEntry> entries = new ArrayList<>();
    final List<AccountEvent.Type> events = new ArrayList<>();
    final List<Instant> eventTimes = new ArrayList<>();
    final List<SwitchCommand> commands = new ArrayList<>();
    final List<LedgerOutput.Told> notes = new ArrayList<>();
    final List<LedgerNote> below = new ArrayList<>();

    /** All records, in the order in which they were told. */
    final List<Cdr> cdrs = new ArrayList<>();

    /** Those that are stored as waiting or open. */
    final Map<String, WaitingCall> waiting = new TreeMap<>();

    private final Map<String, Call.Answered> answered = new HashMap<>();
    private final LedgerTimes times;
    private Ledger ledger;
    private Balance balance;
    private Instant now = START;

    LedgerScene(Account account, LedgerTimes times) {
        this.times = times;
        ledger = new Ledger(LedgerState.empty(account.id()), AccountCalls.Of.NONE, times, START);
        take(ledger.configured(account, Renewal.NONE, now));
    }

    LedgerScene at(double seconds) {
        Instant until = START.plusMillis(Math.round(seconds * 1_000));
        while (ledger.nextDue().filter(due -> !due.isAfter(until)).isPresent()) {
            Instant due = ledger.nextDue().get();
            now = due.isAfter(now) ? due : now;
            take(ledger.due(now));
        }
        now = until;
        return this;
    }

    LedgerScene pays(String amount) {
        take(ledger.booked(new AccountCommand.Payment("p" + now, "acme", new BigDecimal(amount), "", now), now));
        return this;
    }

    LedgerScene isCharged(String amount) {
        take(ledger.booked(new AccountCommand.Charge("c" + now, "acme", new BigDecimal(amount), "", now), now));
        return this;
    }

    LedgerScene isCorrected(String amount) {
        take(ledger.booked(new AccountCommand.Correction("k" + now, "acme", new BigDecimal(amount), "why", now), now));
        return this;
    }

    /** A call that has ended is charged by another tariff. */
    LedgerScene isRatedAgain(Cdr before, Tariff by) {
        Charge charge = Charge.of(by, before.durationMillis());
        Cdr after = before.ratedAgain(by, charge.billedSeconds(), charge.freeSeconds(), charge.price(), charge.steps());
        take(ledger.booked(AccountCommand.Rerating.of(before, after, "", now), now));
        return this;
    }

    LedgerScene hears(LedgerNote note) {
        take(ledger.noted(note, now));
        return this;
    }

    LedgerScene configured(Account account) {
        take(ledger.configured(account, Renewal.NONE, now));
        return this;
    }

    /** A call of {@code acme} at 0.01 a second that is answered at a moment. */
    static LedgerInput.Change answered(String callId, Instant at, Payer... others) {
        return new LedgerInput.Called(new CallEvent.Answered(
                new Call.Answered(setup(callId, ExampleCustomers.tariff(), at, List.of(others)), null, at), at, at));
    }

    /** The end of such a call, for which others may pay too. */
    static LedgerInput.Change ended(String callId, Instant answeredAt, Instant at, Payer... others) {
        return new LedgerInput.Called(new CallEvent.Ended(
                new Call.Ended(
                        setup(callId, ExampleCustomers.tariff(), answeredAt, List.of(others)),
                        null,
                        answeredAt,
                        at,
                        Outcome.ANSWERED,
                        EndedBy.CALLER,
                        200,
                        new Cause(Cause.Code.NORMAL, "the caller hung up", Cause.By.CALLER, at),
                        List.of()),
                at));
    }

    private static CallSetup setup(String callId, Tariff tariff, Instant at) {
        return setup(callId, tariff, at, List.of());
    }

    private static CallSetup setup(String callId, Tariff tariff, Instant at, List<Payer> others) {
        return new CallSetup(
                callId,
                callId,
                "from-" + callId,
                "to-" + callId,
                "acme",
                null,
                "49301000",
                "31201000",
                at,
                "192.0.2.10:5060",
                "198.51.100.1:5060",
                "198.51.100.1",
                "edge",
                true,
                null,
                tariff,
                others,
                null);
    }

    LedgerScene answers(String callId, Tariff tariff) {
        return answers(callId, tariff, now);
    }

    /** The call was answered at a moment that is told only now. */
    LedgerScene answers(String callId, Tariff tariff, Instant at) {
        return answers(callId, tariff, at, at);
    }

    /** The same by two clocks: that of the agent, and the collector's. */
    LedgerScene answers(String callId, Tariff tariff, Instant at, Instant since) {
        var call = new Call.Answered(setup(callId, tariff, at), null, at);
        answered.put(callId, call);
        take(ledger.answered(call, since, now));
        return this;
    }

    /** So much time passes that nothing is open any more. */
    LedgerScene closes() {
        return at(
                Duration.between(START, now.plus(times.open()).plusSeconds(61)).toMillis() / 1_000.0);
    }

    /** Rating starts again with what was stored. */
    LedgerScene restarts() {
        List<LiveCall> up =
                answered.keySet().stream().flatMap(id -> live(id).stream()).toList();
        ledger = new Ledger(ledger.state(), new AccountCalls.Of(up, List.copyOf(waiting.values())), times, now);
        return this;
    }

    /** The account has free minutes, as its package says. */
    LedgerScene isGiven(Allowance allowance) {
        take(ledger.renewed(new Renewal(List.of(), allowance, null), now));
        return this;
    }

    Instant now() {
        return now;
    }

    /** Since a moment nobody knows whether the call is up; since null it surely is. */
    LedgerScene doubts(String callId, Instant uncertainSince) {
        Call.Answered call = answered.get(callId).uncertainSince(uncertainSince);
        answered.put(callId, call);
        take(ledger.revised(call, now));
        return this;
    }

    /** What is kept of a call that is up. */
    List<LiveCall> live(String callId) {
        return ledger.live(answered.get(callId).setup());
    }

    LedgerScene ends(String callId) {
        return ends(callId, now);
    }

    /** The call ended at a moment that is told only now. */
    LedgerScene ends(String callId, Instant endedAt) {
        return ends(callId, new Cause(Cause.Code.NORMAL, "the caller hung up", Cause.By.CALLER, endedAt));
    }

    /** The platform ended the call. */
    LedgerScene isCut(String callId) {
        return ends(callId, new Cause(Cause.Code.NORMAL, "ended by the platform", Cause.By.PLATFORM, now));
    }

    private LedgerScene ends(String callId, Cause cause) {
        Call.Answered call = answered.remove(callId);
        take(ledger.ended(
                new Call.Ended(
                        call.setup(),
                        null,
                        call.answeredAt(),
                        cause.at(),
                        Outcome.ANSWERED,
                        cause.endedBy(),
                        200,
                        cause,
                        List.of()),
                now));
        return this;
    }

    /** The platform refused a call of the account with 402 at a moment. */
    LedgerScene isRefused(String callId, Instant at) {
        take(ledger.ended(
                new Call.Ended(
                        setup(callId, ExampleCustomers.tariff(), at),
                        null,
                        null,
                        at,
                        Outcome.REJECTED,
                        EndedBy.PLATFORM,
                        402,
                        new Cause(Cause.Code.SUSPENDED, "it cannot pay (402)", Cause.By.PLATFORM, at),
                        List.of()),
                now));
        return this;
    }

    Balance balance() {
        return balance;
    }

    Ledger ledger() {
        return ledger;
    }

    private void take(List<LedgerOutput> outputs) {
        for (LedgerOutput output : outputs) {
            switch (output) {
                case LedgerOutput.Booked(var entry) -> entries.add(entry);
                case LedgerOutput.Happened(var event) -> {
                    events.add(event.type());
                    eventTimes.add(event.at());
                }
                case LedgerOutput.Ordered(var command) -> commands.add(command);
                case LedgerOutput.Rated(var cdr) -> cdrs.add(cdr);
                case LedgerOutput.Corrected(var order, var sequence) -> cdrs.add(order.cdr());
                case LedgerOutput.Marked marked -> {}
                case LedgerOutput.Told told -> notes.add(told);
                case LedgerOutput.ToldBelow(var note) -> below.add(note);
            }
        }
        ledger.takeUnsavedWaiting().forEach((id, call) -> {
            waiting.remove(id);
            call.ifPresent(one -> waiting.put(id, one));
        });
        if (ledger.tellAt().isPresent()) {
            balance = ledger.tell(now);
        }
    }

    Cdr lastCdr() {
        return cdrs.getLast();
    }

    /** All entries: type, amount, reference. */
    List<String> entriesInWords() {
        return entries.stream()
                .map(entry -> entry.type() + " " + entry.amount().toPlainString() + " " + entry.reference())
                .toList();
    }

    /** All records: id, revision, free minutes, price. */
    List<String> recordsInWords() {
        return cdrs.stream()
                .map(cdr -> cdr.id() + "#" + cdr.revision() + " " + cdr.freeSeconds() / 60 + " free, "
                        + cdr.price().toPlainString())
                .toList();
    }
}
