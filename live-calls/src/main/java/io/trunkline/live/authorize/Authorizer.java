package io.trunkline.live.authorize;

import io.trunkline.customers.Accounts;
import io.trunkline.customers.Customers;
import io.trunkline.customers.Identity;
import io.trunkline.customers.Tiers;
import io.trunkline.live.board.BalanceBoard;
import io.trunkline.live.board.BalanceRow;
import io.trunkline.live.board.Burning;
import io.trunkline.live.board.CallBoard;
import io.trunkline.live.board.Holds;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says whether a call may be connected, before it is: who pays by the rules of rating, at what tariff, and whether the money
 * of all tiers lasts, with the calls that are up burning it and with what was allowed and not answered yet held. From memory,
 * without a way to Kafka.
 *
 * <p>Any thread may ask. One at a time looks at the money and holds it: so of thirty that ask at once each sees what those
 * before it hold.
 */
public final class Authorizer {

    /** What is allowed is held so long, if the call is neither answered nor over by then. */
    static final Duration HELD_FOR = Duration.ofMinutes(2);

    /** Nobody is allowed to talk for longer: rating gives a call up then. */
    private static final Duration LONGEST = Duration.ofHours(4);

    private static final Scope EVERYTHING = new Scope.Everything();

    /**
     * A call that is to be connected.
     *
     * @param from calling number or user; null when it is not known
     * @param to called number or user
     * @param sipUser user name of credentials that were checked; null without
     * @param sourceAddress address and port, or address, from which the INVITE came; null when it is not known
     */
    public record Question(String from, String to, String sipUser, String sourceAddress) {}

    /**
     * What is said to it.
     *
     * @param allowed whether it may be connected
     * @param accountId the account that pays; null when none is known
     * @param maxSeconds how long the money of all tiers lasts, at most four hours; 0 when it is refused
     * @param validUntil until when it is held, unless the call is answered or over before; null when nothing is
     * @param ratePerMinute what a minute costs the account; null without a rate
     * @param reason why, and by which rule the account was found, in words; without quotes and backslashes, whatever was
     *     dialled: switches put it between quotes into a header
     */
    public record Verdict(
            boolean allowed,
            String accountId,
            long maxSeconds,
            Instant validUntil,
            BigDecimal ratePerMinute,
            String reason) {

        /** Takes out of the reason what would end it within a header. */
        public Verdict {
            reason = reason.replace('"', '\'').replace('\\', '/');
        }

        private static Verdict refused(String accountId, BigDecimal ratePerMinute, String reason) {
            return new Verdict(false, accountId, 0, null, ratePerMinute, reason);
        }
    }

    /** One that pays, with its tariff. */
    private record Tier(Account account, Payer.Role role, Tariff tariff, Meter meter, BigDecimal first) {

        /** Who it is, for somebody who is told of the caller's account. */
        private String words() {
            return switch (role) {
                case CALLER -> "it";
                case RESELLER -> "an account above it";
                case PROVIDER -> "the provider";
                case NUMBER -> "the account that has the number";
            };
        }
    }

    private final Customers customers;
    private final BalanceBoard balances;
    private final CallBoard calls;
    private final Holds holds;
    private final InstantSource clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /**
     * Asks these.
     *
     * @param calls which tells its holds of calls that are answered or over
     */
    public Authorizer(Customers customers, BalanceBoard balances, CallBoard calls, InstantSource clock) {
        this.customers = customers;
        this.balances = balances;
        this.calls = calls;
        this.holds = calls.holds();
        this.clock = clock;
    }

    /** Whether a call may be connected; what it says is held. */
    public Verdict ask(Question question) {
        Instant now = clock.instant();
        Optional<Identity> caller = customers
                .callerRules()
                .of(question.sipUser(), Accounts.endpoint(question.sourceAddress()), null, question.from(), now);
        Optional<Account> dials = caller.map(Identity::account);
        String to = customers.dialPlans().number(dials, question.to());
        if (customers.freeNumbers().has(to)) {
            return free(caller, to);
        }
        if (caller.isEmpty()) {
            return Verdict.refused(
                    null, null, "no account is known by the digest user, the source or the caller of this call");
        }
        Account account = caller.get().account();
        boolean onNet = customers.called(dials, List.of(question.to())).isPresent();
        Optional<Tariff> tariff = customers.tariff(account, to, now, onNet);
        if (tariff.isEmpty()) {
            return Verdict.refused(account.id(), null, "no rate of " + account.id() + " fits " + to);
        }
        BigDecimal perMinute = tariff.get().rate().ratePerMinute();
        var tiers = new ArrayList<Tier>();
        tier(account, Payer.Role.CALLER, tariff.get(), tiers);
        // Without a target: where the call will go is not known yet.
        List<Payer> others = Tiers.of(customers, dials, null, to, each -> customers
                .tariff(each, to, now, onNet)
                .orElse(null));
        for (Payer payer : others) {
            customers
                    .accounts()
                    .account(payer.accountId())
                    .ifPresent(other -> tier(other, payer.role(), payer.tariff(), tiers));
        }
        String by = account.id() + ", " + caller.get().reason().text();
        if (tiers.isEmpty()) {
            return new Verdict(true, account.id(), LONGEST.toSeconds(), null, perMinute, by + ": it costs nothing");
        }
        oneAtATime.lock();
        try {
            return decide(account, to, perMinute, by, tiers, now);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Whoever calls, known or suspended: an emergency call is not refused, and nothing is held for it. */
    private static Verdict free(Optional<Identity> caller, String to) {
        String by = caller.map(
                        found -> found.account().id() + ", " + found.reason().text() + ": ")
                .orElse("");
        return new Verdict(
                true,
                caller.map(found -> found.account().id()).orElse(null),
                LONGEST.toSeconds(),
                null,
                BigDecimal.ZERO,
                by + "calls to " + to + " cost nothing and are never refused");
    }

    private Verdict decide(Account account, String to, BigDecimal perMinute, String by, List<Tier> tiers, Instant now) {
        long seconds = LONGEST.toSeconds();
        // A suspended parent suspends all below it, whether or not it pays for this call. But what costs only the
        // called side something is no call that a suspended caller may not make.
        Optional<String> suspended = tiers.stream().allMatch(tier -> tier.role() == Payer.Role.NUMBER)
                ? Optional.empty()
                : suspended(account);
        if (suspended.isPresent()) {
            return Verdict.refused(account.id(), perMinute, by + ": " + suspended.get());
        }
        var amounts = new ArrayList<Holds.Amount>();
        for (Tier tier : tiers) {
            String id = tier.account().id();
            if (tier.role() == Payer.Role.NUMBER && suspended(tier.account()).isPresent()) {
                return Verdict.refused(account.id(), perMinute, by + ": " + tier.words() + " is suspended");
            }
            // What it pays for this very call in another role.
            BigDecimal besides = amounts.stream()
                    .filter(amount -> amount.accountId().equals(id))
                    .map(Holds.Amount::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            long free = freeMinutes(tier, now);
            amounts.add(free > 0 ? new Holds.Amount(id, BigDecimal.ZERO, 1) : new Holds.Amount(id, tier.first(), 0));
            if (tier.account().balanceManagement() != BalanceManagement.HARD) {
                continue;
            }
            BigDecimal money = money(tier.account(), now).subtract(besides);
            Burning burning = calls.burning(id);
            if (free == 0 && !burning.leave(tier.first(), money, now)) {
                return Verdict.refused(
                        account.id(),
                        perMinute,
                        by + ": what is left of " + tier.words() + " does not pay the beginning of this call");
            }
            Meter meter = free == 0 ? tier.meter() : Meter.of(tier.tariff(), free);
            seconds = Math.min(seconds, burning.secondsWith(meter, money, now, seconds));
        }
        Instant until = now.plus(HELD_FOR);
        holds.add(account.id(), to, amounts, until);
        return new Verdict(true, account.id(), seconds, until, perMinute, by);
    }

    /** How many free minutes a call may still begin: those that neither a call nor a hold has taken. */
    private long freeMinutes(Tier tier, Instant now) {
        if (tier.tariff().allowance() == null) {
            return 0;
        }
        String id = tier.account().id();
        long left =
                balances.row(EVERYTHING, id).map(BalanceRow::freeSecondsLeft).orElse(0L)
                        / Meter.SECONDS_OF_A_FREE_MINUTE;
        return Math.max(0, left - holds.minutes(id, now));
    }

    /** One that the call costs something; of one without a rate nothing can be asked: its tier stays unrated. */
    private static void tier(Account account, Payer.Role role, Tariff tariff, List<Tier> tiers) {
        if (tariff == null) {
            return;
        }
        Meter meter = Meter.of(tariff);
        if (!meter.isFree()) {
            // What is due when the first second begins that costs anything: the connect fee and the first increment.
            int free = Math.max(tariff.rate().graceSeconds(), tariff.rate().freeSeconds());
            tiers.add(new Tier(account, role, tariff, meter, meter.due(Duration.ofSeconds(free))));
        }
    }

    private Optional<String> suspended(Account account) {
        return balances.balance(EVERYTHING, account.id())
                .filter(balance -> balance.status() == Balance.Status.SUSPENDED)
                .map(balance -> balance.suspendedBy() == null
                        ? "it is suspended, its balance is used up"
                        : "it is suspended, because " + balance.suspendedBy() + " above it is");
    }

    /** What may still be spent, before what is reserved for the calls that are up. */
    private BigDecimal money(Account account, Instant now) {
        BigDecimal balance =
                balances.balance(EVERYTHING, account.id()).map(Balance::balance).orElse(BigDecimal.ZERO);
        return balance.add(account.creditLimit()).subtract(holds.of(account.id(), now));
    }
}
