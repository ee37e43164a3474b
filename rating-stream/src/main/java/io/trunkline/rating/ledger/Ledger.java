package io.trunkline.rating.ledger;

import static io.trunkline.protocol.event.Balance.Status.OVERDRAWN;
import static io.trunkline.protocol.event.Balance.Status.SUSPENDED;

import io.trunkline.customers.DueFee;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.call.RatedCall;
import io.trunkline.rating.deadline.Deadlines;
import io.trunkline.rating.ledger.LedgerOutput.Booked;
import io.trunkline.rating.ledger.LedgerOutput.Corrected;
import io.trunkline.rating.ledger.LedgerOutput.Happened;
import io.trunkline.rating.ledger.LedgerOutput.Marked;
import io.trunkline.rating.ledger.LedgerOutput.Ordered;
import io.trunkline.rating.ledger.LedgerOutput.Rated;
import io.trunkline.rating.ledger.LedgerOutput.Told;
import io.trunkline.rating.ledger.LedgerOutput.ToldBelow;
import io.trunkline.tariff.Charge;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The balance of one account and the calls that burn it.
 *
 * <p>The limit is {@code 0 − creditLimit}. Without calls it is reached when the balance is at it. With calls
 * it is reached at the first moment at which an increment starts that the balance cannot pay: so every
 * second that was paid can be talked, and no other. Then a {@code hard} account is suspended and its calls
 * are ended, a little before ({@link LedgerTimes#lead}). Once there it takes money to get away: what a call
 * leaves over because the next increment was dearer does not reactivate anything.
 *
 * <p>A suspended account suspends all below it: each ledger tells those right below it whose balance is used up, and each of
 * them is blocked, ends its calls and tells the next. What it owes itself goes on beside that as it was.
 *
 * <p>Used by one thread. Every method that takes an input gives what comes of it, in order; the balance itself is told
 * by who asks for it ({@link #tellAt}, {@link #tell}).
 */
final class Ledger {

    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    private final LedgerTimes times;
    private final LiveCalls calls;
    private LedgerState state;
    private LedgerState saved;
    private Balance.Status toldStatus;
    private Optional<String> toldExhausted;
    private Instant toldAt = Instant.MIN;
    private Optional<Instant> nextDue = Optional.empty();

    /** When it is looked for calls that have ended and have their free minutes for good by then. */
    private Optional<Instant> closesAt = Optional.empty();

    /** A ledger as it was when it was last stored. */
    Ledger(LedgerState state, AccountCalls.Of calls, LedgerTimes times, Instant now) {
        this.state = state;
        this.saved = state;
        this.toldStatus = state.shownStatus();
        this.toldExhausted = state.exhausted();
        this.times = times;
        this.calls = new LiveCalls(calls, now, state.months());
        plan(now, Optional.empty());
    }

    /** What is to be stored, but for the calls. */
    LedgerState state() {
        return state;
    }

    /** What is to be stored when it is not what this gave before. */
    Optional<LedgerState> takeUnsaved() {
        if (state.equals(saved)) {
            return Optional.empty();
        }
        saved = state;
        return Optional.of(state);
    }

    /** What is to be stored of calls whose free minutes may still change, by their ids; none of one whose do no more. */
    Map<String, Optional<WaitingCall>> takeUnsavedWaiting() {
        return calls.takeUnsaved();
    }

    /**
     * When the balance is to be told: at the dawn of time for at once, as after a change of status; otherwise some time
     * after it was last told; empty when nothing has changed since.
     */
    Optional<Instant> tellAt() {
        if (!state.untold()) {
            return Optional.empty();
        }
        boolean atOnce = state.shownStatus() != toldStatus || toldAt.equals(Instant.MIN);
        return Optional.of(atOnce ? Instant.MIN : toldAt.plus(times.tellApart()));
    }

    /** The balance as it stands now, with which it counts as told. */
    Balance tell(Instant now) {
        state = state.told();
        toldStatus = state.shownStatus();
        toldAt = now;
        return new Balance(
                state.accountId(),
                state.balance(),
                calls.due(now),
                state.terms().currency(),
                state.shownStatus(),
                !state.isSuspended() && means().mayExhaust()
                        ? calls.momentAbove(means().spendable(now), now).orElse(null)
                        : null,
                calls.size(),
                state.sequence(),
                now,
                state.monthAt(now).map(MonthUse::allowance).orElse(null),
                state.monthAt(now).map(MonthUse::taken).orElse(0L),
                calls.freeMinutes(),
                state.suspendedBy(),
                calls.cutFailed());
    }

    /** Of a call that is up what costs the account something: twice, when it pays in two roles. */
    List<LiveCall> live(CallSetup setup) {
        return setup.payers(state.accountId()).stream()
                .map(payer -> calls.call(payer.callKey(setup.id())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether all that it knows is stored, once that was taken: one that is made anew from the stores is the same. */
    boolean isIdle() {
        return calls.isEmpty() && !state.untold();
    }

    /** When {@link #due} must be called at the latest; empty when only another input can change anything. */
    Optional<Instant> nextDue() {
        return Deadlines.sooner(nextDue, closesAt);
    }

    /** The account was made or changed. */
    List<LedgerOutput> configured(Account account, Renewal renewal, Instant now) {
        state = state.with(Terms.of(account));
        var outputs = new ArrayList<LedgerOutput>();
        String before = state.above().parentId();
        String parent = account.parentId();
        if (!Objects.equals(before, parent)) {
            if (before != null) {
                outputs.add(new Told(before, new LedgerNote.Left(state.accountId())));
            }
            if (parent != null) {
                outputs.add(new Told(parent, new LedgerNote.Joined(state.accountId())));
            }
            // How that one stands it has yet to say.
            state = state.with(new LedgerState.Above(parent, null, null));
        }
        renew(renewal, now, outputs);
        return review(now, true, outputs);
    }

    /** Another ledger's word. Who stands below the account, the caller keeps. */
    List<LedgerOutput> noted(LedgerNote note, Instant now) {
        return switch (note) {
            case LedgerNote.Joined(var below) -> List.of(new Told(below, state.standing()));
            case LedgerNote.Left left -> List.of();
            case LedgerNote.Above above -> above(above, now);
        };
    }

    /**
     * A suspended account suspends all below it. Where two processes have made a circle of accounts, what comes back to
     * where it began counts no more.
     */
    private List<LedgerOutput> above(LedgerNote.Above above, Instant now) {
        if (!above.accountId().equals(state.above().parentId())
                || state.accountId().equals(above.exhausted())) {
            return List.of();
        }
        state = state.with(new LedgerState.Above(above.accountId(), above.exhausted(), above.since()));
        return review(now, false, new ArrayList<>());
    }

    /** It was looked what the account's package brings. The free minutes of a new month may reactivate it. */
    List<LedgerOutput> renewed(Renewal renewal, Instant now) {
        var outputs = new ArrayList<LedgerOutput>();
        boolean isNewMonth =
                renewal.allowance() != null && state.month(renewal.allowance()).isEmpty();
        renew(renewal, now, outputs);
        return review(now, isNewMonth, outputs);
    }

    /** Fees may be due: it is to be looked at a moment, unless it is sooner anyway. */
    void lookForFees(Instant at) {
        if (state.feesDue() == null || at.isBefore(state.feesDue())) {
            state = state.feesDue(at);
        }
    }

    private void renew(Renewal renewal, Instant now, List<LedgerOutput> outputs) {
        for (DueFee fee : renewal.fees()) {
            if (fee.amount().signum() > 0) {
                book(Movement.of(fee), now, outputs);
            }
        }
        grant(renewal.allowance());
        state = state.feesDue(renewal.nextLook());
    }

    /** Something was ordered to be booked. Whether the id was booked before, the caller knows. */
    List<LedgerOutput> booked(AccountCommand command, Instant now) {
        var outputs = new ArrayList<LedgerOutput>();
        Movement.of(command).forEach(movement -> book(movement, now, outputs));
        if (command instanceof AccountCommand.Rerating rerating) {
            calls.ratedAgain(rerating.cdr());
            outputs.add(new Rated(rerating.cdr()));
        }
        boolean isCredit =
                !(command instanceof AccountCommand.Charge) && command.amount().signum() > 0;
        return review(now, isCredit, outputs);
    }

    /**
     * A call of the account was answered.
     *
     * @param since when, by the collector's clock
     */
    List<LedgerOutput> answered(Call.Answered answered, Instant since, Instant now) {
        CallSetup setup = answered.setup();
        var outputs = new ArrayList<LedgerOutput>();
        boolean costs = false;
        for (Payer payer : setup.payers(state.accountId())) {
            if (setup.mayBill() && payer.tariff() != null && !Charge.isFree(payer.tariff())) {
                costs = true;
                grant(payer.tariff().allowance());
                calls.add(new LiveCall(
                        payer.callKey(setup.id()),
                        setup.callId(),
                        setup.fromTag(),
                        setup.toTag(),
                        payer.tariff(),
                        since,
                        answered.answeredAt()));
            }
        }
        if (!costs) {
            return List.of();
        }
        if (state.isSuspended()) {
            live(setup).stream()
                    .filter(call -> calls.freeMinutes(call.id()) == 0)
                    .findFirst()
                    .ifPresent(call -> cut(call, now, outputs));
        }
        return review(now, false, outputs);
    }

    /**
     * A call of the account is uncertain, or surely up again. As long as it is uncertain it owes what it owed when it was
     * surely up last, and no more: so it suspends nobody, and what was told because it seemed to go on is taken back.
     */
    List<LedgerOutput> revised(Call.Answered revised, Instant now) {
        List<LiveCall> known = live(revised.setup());
        if (known.isEmpty()) {
            return List.of();
        }
        Instant uncertainSince = revised.uncertainSince();
        Instant knownUntil = uncertainSince == null
                ? null
                : known.getFirst().since().plus(Duration.between(revised.answeredAt(), uncertainSince));
        known.forEach(call -> calls.add(call.knownUntil(knownUntil)));
        return review(now, knownUntil != null && wasBefore(knownUntil), new ArrayList<>());
    }

    /** A call of the account ended: it is charged now, in each role in which the account pays for it. */
    List<LedgerOutput> ended(Call.Ended ended, Instant now) {
        var outputs = new ArrayList<LedgerOutput>();
        List<LiveCall> live = live(ended.setup());
        Call.Ended told = live.isEmpty() ? state.asRefused(ended) : state.asCut(ended);
        boolean booked = false;
        for (Payer payer : ended.setup().payers(state.accountId())) {
            String key = payer.callKey(ended.setup().id());
            RatedCall rated = RatedCall.of(told, payer, calls.freeMinutes(key));
            takeMinutes(key, told, rated, now);
            booked |= charge(rated, now, outputs);
        }
        return live.isEmpty() && !booked ? List.copyOf(outputs) : review(now, wasBefore(ended.endedAt()), outputs);
    }

    /** Tells the record of a call and books its price; whether there was one. Only the caller's own tier has a record of a call without a charge. */
    private boolean charge(RatedCall rated, Instant now, List<LedgerOutput> outputs) {
        if (rated.cdr().level() == Payer.CALLERS_LEVEL || rated.cdr().rating() != Cdr.Rating.NOT_CHARGED) {
            outputs.add(new Rated(rated.cdr()));
        }
        BigDecimal price = rated.charge().map(Charge::price).orElse(BigDecimal.ZERO);
        if (price.signum() == 0) {
            return false;
        }
        book(Movement.of(rated, price), now, outputs);
        return true;
    }

    /**
     * What a call that ended took of the free minutes is gone; the rest of what it had falls to the others. Which they are
     * may still change.
     */
    private void takeMinutes(String id, Call.Ended ended, RatedCall rated, Instant now) {
        long minutes = rated.cdr().freeSeconds() / Meter.SECONDS_OF_A_FREE_MINUTE;
        Allowance allowance =
                rated.cdr().tariff() == null ? null : rated.cdr().tariff().allowance();
        Optional<LiveCall> live = calls.call(id);
        calls.remove(id, minutes);
        if (allowance != null) {
            live.flatMap(call -> WaitingCall.of(call, ended, rated, openUntil(now)))
                    .ifPresent(calls::ended);
            state = state.took(allowance, minutes);
            state = state.forgetting(calls::forget);
        }
    }

    /** In whole minutes, so that many close together. */
    private Instant openUntil(Instant now) {
        return now.plus(times.open()).plus(ONE_MINUTE).truncatedTo(ChronoUnit.MINUTES);
    }

    /** Free minutes are given: by the tariff of a call, or with the month. */
    private void grant(Allowance allowance) {
        if (allowance != null) {
            state = state.granted(allowance);
            state.month(allowance).ifPresent(calls::grant);
            state = state.forgetting(calls::forget);
        }
    }

    /**
     * Calls that were charged for want of free minutes which nobody has begun get them, and those that had some which
     * another call turns out to have begun before are charged for them; whether together money comes back by it.
     */
    private boolean divideAnew(Instant now, List<LedgerOutput> outputs) {
        BigDecimal credit = BigDecimal.ZERO;
        for (WaitingCall.Changed each : calls.takeChanged()) {
            state = state.took(
                    each.call().allowance(), each.minutes() - each.call().freeMinutes());
            var order = each.call().correction(each.minutes(), now);
            Movement.of(order).forEach(movement -> book(movement, now, outputs));
            outputs.add(new Corrected(order, state.sequence()));
            credit = credit.add(order.amount());
        }
        return credit.signum() > 0;
    }

    /** The moment of {@link #nextDue} has come. What a call that has ended has for good from then on moves no money. */
    List<LedgerOutput> due(Instant now) {
        boolean closes = isPast(closesAt, now);
        if (closes) {
            calls.close(now);
            closesAt = Optional.empty();
            planToClose(now);
        }
        return closes && !isPast(nextDue, now) ? List.of() : review(now, false, new ArrayList<>());
    }

    /** They are open until whole minutes: what there is to close is looked for at each, and not with every call. */
    private void planToClose(Instant now) {
        closesAt = calls.hasEnded()
                ? closesAt.or(() -> Optional.of(now.plus(ONE_MINUTE).truncatedTo(ChronoUnit.MINUTES)))
                : Optional.empty();
    }

    private static boolean isPast(Optional<Instant> due, Instant now) {
        return due.filter(at -> !at.isAfter(now)).isPresent();
    }

    /**
     * Whether a call was over before the status was told that it helped to make, so that the status was told in error. A
     * call that the suspension itself ended leaves what the lead saved: that reactivates nothing.
     */
    private boolean wasBefore(Instant lastUp) {
        return state.since() != null && lastUp.plus(times.lead()).isBefore(state.since());
    }

    private void book(Movement movement, Instant now, List<LedgerOutput> outputs) {
        state = state.booked(movement.amount());
        outputs.add(new Booked(state.lastEntry(movement, now)));
    }

    /** Works out the status anew, tells what changed, and plans the next look. */
    private List<LedgerOutput> review(Instant now, boolean mayReactivate, List<LedgerOutput> outputs) {
        boolean isCredit = divideAnew(now, outputs);
        Balance.Status before = state.status();
        boolean below = means().isBelow(now);
        boolean stays = !mayReactivate && !isCredit && (before == SUSPENDED || before == OVERDRAWN);
        Balance.Status after = stays ? before : means().status(now, below);
        boolean goesBelow = below && !state.below();
        state = state.with(after, below, now);

        Optional<Instant> askedAt = Optional.empty();
        if (goesBelow) {
            outputs.add(happened(AccountEvent.Type.LOW, now, null));
        }
        boolean changed = after != before || !state.exhausted().equals(toldExhausted);
        if (changed) {
            tellChange(before, after, now, outputs);
        }
        if (state.isSuspended() && (changed || isPast(nextDue, now))) {
            long soon = now.plus(means().lead()).toEpochMilli();
            calls.all().stream()
                    .filter(call -> !call.isWithinFreeMinutes(soon))
                    .map(MeteredCall::call)
                    .toList()
                    .forEach(call -> cut(call, now, outputs));
            askedAt = Optional.of(now);
        }
        plan(now, askedAt);
        return List.copyOf(outputs);
    }

    /**
     * Has a call ended; that it still is up when it is asked for again is told once, however often the balance is used up
     * anew while it goes on.
     */
    private void cut(LiveCall call, Instant now, List<LedgerOutput> outputs) {
        LiveCall asked = call.cuts(call.cuts() + 1);
        mark(asked, outputs);
        outputs.add(new Ordered(
                new SwitchCommand.EndCall(call.callId(), call.fromTag(), call.toTag(), state.whySuspended(), now)));
        if (asked.isCutFailed() && !call.isCutFailed()) {
            outputs.add(happened(AccountEvent.Type.CUT_FAILED, now, call.id()));
        }
    }

    private void mark(LiveCall call, List<LedgerOutput> outputs) {
        calls.add(call);
        outputs.add(new Marked(call));
    }

    /** Tells what its own balance made of the account, and what that one above it whose balance is used up. */
    private void tellChange(Balance.Status before, Balance.Status after, Instant now, List<LedgerOutput> outputs) {
        boolean was = toldExhausted.isPresent();
        boolean is = state.isSuspended();
        boolean lifted = before == OVERDRAWN || was;
        if ((after == SUSPENDED && before != SUSPENDED) || (is && !was)) {
            outputs.add(happened(AccountEvent.Type.SUSPENDED, now, null));
        } else if (after == OVERDRAWN && before != OVERDRAWN) {
            outputs.add(happened(AccountEvent.Type.OVERDRAWN, now, null));
        } else if (lifted && !is && after != OVERDRAWN) {
            outputs.add(happened(AccountEvent.Type.REACTIVATED, now, null));
        }
        if (is && !was) {
            outputs.add(new Ordered(new SwitchCommand.Block(state.accountId(), state.whySuspended(), now)));
        } else if (was && !is) {
            outputs.add(new Ordered(new SwitchCommand.Unblock(state.accountId(), now)));
            calls.all().stream()
                    .map(MeteredCall::call)
                    .filter(call -> call.cuts() > 0 && !call.isCutFailed())
                    .toList()
                    .forEach(call -> mark(call.cuts(0), outputs));
        }
        if (!state.exhausted().equals(toldExhausted)) {
            outputs.add(new ToldBelow(state.standing()));
            toldExhausted = state.exhausted();
        }
    }

    /** Finds when to look again whether the status changes, if nothing comes: not after it does. */
    private void plan(Instant now, Optional<Instant> askedAt) {
        planToClose(now);
        Optional<Instant> next = Optional.empty();
        Means means = means();
        Duration lead = means.lead();
        if (calls.size() > 0) {
            if (state.isSuspended()) {
                next = askedAt.map(at -> at.plus(times.askAgain()))
                        .or(() -> nextDue.filter(due -> due.isAfter(now)))
                        .or(() -> Optional.of(now.plus(times.askAgain())));
                // Those that still cost nothing are ended when that is over.
                next = Deadlines.sooner(
                        next, calls.freeMinutesEnd(now.plus(lead)).map(at -> at.minus(lead)));
            }
            if (means.mayExhaust()) {
                next = Deadlines.sooner(
                        next, calls.lookFor(means.spendable(now), now).map(at -> at.minus(lead)));
            }
            next = Deadlines.sooner(next, means.lowAt(now));
        }
        nextDue = next;
    }

    private Happened happened(AccountEvent.Type type, Instant now, String callId) {
        BigDecimal effective = state.balance().subtract(calls.due(now));
        return new Happened(new AccountEvent(
                state.accountId(), type, effective, state.terms().currency(), now, state.suspendedBy(), callId));
    }

    private Means means() {
        return new Means(state, calls, times);
    }
}
