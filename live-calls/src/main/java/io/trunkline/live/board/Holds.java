package io.trunkline.live.board;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Payer;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Money that is spoken for and not yet in any balance: of calls that were allowed and are not answered yet, and of calls that
 * ended a moment ago, whose price the ledger is about to book. A hold goes when its call is answered or over, or when its time
 * is up. A call and its hold know each other by the account that calls and the number that is called, the oldest first.
 *
 * <p>In memory alone: after a restart the ledger still ends what cannot be paid. Any thread may call.
 */
public final class Holds {

    /** By then the ledger has told the balance with a call that ended. */
    private static final Duration BOOKED_AFTER = Duration.ofSeconds(2);

    /**
     * What is held on one account.
     *
     * @param accountId the account
     * @param amount 0 or more
     * @param freeMinutes of its free minutes how many
     */
    public record Amount(String accountId, BigDecimal amount, long freeMinutes) {}

    /** Known by itself: two holds may be for the same. */
    private static final class Hold {

        private final CallKey key;
        private final List<Amount> amounts;
        private final Instant until;
        private boolean released;

        private Hold(CallKey key, List<Amount> amounts, Instant until) {
            this.key = key;
            this.amounts = amounts;
            this.until = until;
        }
    }

    private record CallKey(String caller, String to) {}

    /** By call, those that its answer or end releases; guarded by this, as all below. */
    private final Map<CallKey, ArrayDeque<Hold>> byCall = new HashMap<>();

    private final PriorityQueue<Hold> byEnd = new PriorityQueue<>(Comparator.comparing((Hold hold) -> hold.until));

    /** By account, of all holds on it. */
    private final Map<String, BigDecimal> sums = new HashMap<>();

    private final Map<String, Long> minutes = new HashMap<>();

    Holds() {}

    private void forgetPast(Instant now) {
        while (!byEnd.isEmpty() && !byEnd.peek().until.isAfter(now)) {
            release(byEnd.poll());
        }
    }

    /**
     * Holds amounts until a moment, or until the next call of an account to a number is answered or over.
     *
     * @param to as a call has it: {@link CallSetup#to}
     */
    public synchronized void add(String caller, String to, List<Amount> amounts, Instant until) {
        var hold = new Hold(new CallKey(caller, to), amounts, until);
        byCall.computeIfAbsent(hold.key, key -> new ArrayDeque<>()).add(hold);
        add(hold);
    }

    private void add(Hold hold) {
        byEnd.add(hold);
        hold.amounts.forEach(amount -> {
            sums.merge(amount.accountId(), amount.amount(), BigDecimal::add);
            minutes.merge(amount.accountId(), amount.freeMinutes(), Long::sum);
        });
    }

    /** What is held on an account at a moment. */
    public synchronized BigDecimal of(String accountId, Instant now) {
        forgetPast(now);
        return sums.getOrDefault(accountId, BigDecimal.ZERO);
    }

    /** How many free minutes of an account are held at a moment. */
    public synchronized long minutes(String accountId, Instant now) {
        forgetPast(now);
        return minutes.getOrDefault(accountId, 0L);
    }

    /** A call that was ringing is so no more: the hold for it, if there is one, goes. */
    synchronized void noLongerRinging(CallSetup setup) {
        if (setup.accountId() != null) {
            Optional.ofNullable(byCall.get(new CallKey(setup.accountId(), setup.to())))
                    .map(ArrayDeque::peek)
                    .ifPresent(this::release);
        }
    }

    /** A call that was answered is over: its price is held for the short time until the ledger has booked it. */
    synchronized void ended(Call.Ended call, Instant now) {
        forgetPast(now);
        var amounts = new ArrayList<Amount>();
        Duration talked = Duration.between(call.answeredAt(), call.endedAt());
        for (Payer payer : call.setup().payers()) {
            if (payer.tariff() != null) {
                amounts.add(
                        new Amount(payer.accountId(), Meter.of(payer.tariff()).due(talked), 0));
            }
        }
        if (!amounts.isEmpty()) {
            add(new Hold(null, amounts, now.plus(BOOKED_AFTER)));
        }
    }

    private void release(Hold hold) {
        if (hold.released) {
            return;
        }
        hold.released = true;
        hold.amounts.forEach(amount -> sums.computeIfPresent(amount.accountId(), (account, sum) -> {
            BigDecimal left = sum.subtract(amount.amount());
            return left.signum() == 0 ? null : left;
        }));
        hold.amounts.forEach(amount -> minutes.computeIfPresent(
                amount.accountId(),
                (account, sum) -> sum == amount.freeMinutes() ? null : Long.valueOf(sum - amount.freeMinutes())));
        if (hold.key != null) {
            byCall.computeIfPresent(hold.key, (key, same) -> {
                same.remove(hold);
                return same.isEmpty() ? null : same;
            });
        }
    }
}
