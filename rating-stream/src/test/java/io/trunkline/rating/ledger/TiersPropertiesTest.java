package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.call.CallEvent;
import io.trunkline.tariff.Charge;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the chain of those who pay, and whatever their calls: what is booked on a tier is its balance. */
class TiersPropertiesTest {

    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");

    /**
     * A tier of the chain.
     *
     * @param millis what a minute costs, in thousandths; below 0 when the tier has no card
     * @param sameAs a tier below it whose account it is too; as its own when there is none
     */
    record Tier(int currency, int millis, int increment, int sameAs) {}

    record Talk(int startSecond, int seconds, int chainLength) {}

    private final Map<String, Ledger> ledgers = new TreeMap<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<Cdr> cdrs = new ArrayList<>();

    @Provide
    Arbitrary<List<Tier>> chains() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(-5, 2_000),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(0, 20))
                .as(Tier::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(9);
    }

    @Provide
    Arbitrary<List<Talk>> talks() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 4_000),
                        Arbitraries.integers().between(1, 9))
                .as(Talk::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void shouldBookOnEveryTierWhatItsBalanceIs(@ForAll("chains") List<Tier> chain, @ForAll("talks") List<Talk> talks) {
        ledgers.clear();
        entries.clear();
        cdrs.clear();
        var moments = new TreeMap<Integer, List<Runnable>>();
        for (int i = 0; i < talks.size(); i++) {
            Talk talk = talks.get(i);
            CallSetup setup = setup("call-" + i, chain.subList(0, Math.min(chain.size(), talk.chainLength())));
            var answered = new Call.Answered(setup, null, at(talk.startSecond()));
            moments.computeIfAbsent(talk.startSecond(), second -> new ArrayList<>())
                    .add(() -> tell(new CallEvent.Answered(answered, answered.answeredAt(), answered.answeredAt())));
            int end = talk.startSecond() + talk.seconds();
            moments.computeIfAbsent(end, second -> new ArrayList<>())
                    .add(() -> tell(new CallEvent.Ended(ended(answered, at(end)), at(end))));
        }
        moments.values().forEach(all -> all.forEach(Runnable::run));

        Map<String, BigDecimal> booked = new TreeMap<>();
        entries.forEach(entry -> booked.merge(entry.accountId(), entry.amount(), BigDecimal::add));
        Map<String, BigDecimal> charged = new TreeMap<>();
        cdrs.stream()
                .filter(cdr -> cdr.price() != null)
                .forEach(cdr -> charged.merge(cdr.accountId(), cdr.price().negate(), BigDecimal::add));
        ledgers.forEach((account, ledger) -> {
            BigDecimal balance = ledger.state().balance();
            assertEquals(0, balance.compareTo(booked.getOrDefault(account, BigDecimal.ZERO)), account);
            assertEquals(0, balance.compareTo(charged.getOrDefault(account, BigDecimal.ZERO)), account);
            assertEquals(0, ledger.tell(at(10_000)).liveCalls(), account);
        });
        long tiers = talks.stream()
                .mapToLong(talk -> Math.min(chain.size(), talk.chainLength()))
                .sum();
        assertEquals(tiers, cdrs.size(), "one record a tier");
        cdrs.forEach(cdr -> assertEquals(
                cdr.price(),
                cdr.tariff() == null
                        ? null
                        : Charge.of(cdr.tariff(), cdr.durationMillis()).price()));
    }

    private void tell(CallEvent event) {
        for (String account : event.accounts()) {
            Ledger ledger = ledgers.get(account);
            List<LedgerOutput> outputs =
                    switch (event) {
                        case CallEvent.Answered(var call, var receivedAt, var since) ->
                            ledger.answered(call, since, receivedAt);
                        case CallEvent.Revised(var call, var receivedAt) -> ledger.revised(call, receivedAt);
                        case CallEvent.Ended(var call, var receivedAt) -> ledger.ended(call, receivedAt);
                    };
            for (LedgerOutput output : outputs) {
                switch (output) {
                    case LedgerOutput.Booked(var entry) -> entries.add(entry);
                    case LedgerOutput.Rated(var cdr) -> cdrs.add(cdr);
                    case LedgerOutput.Corrected corrected -> {}
                    case LedgerOutput.Marked marked -> {}
                    case LedgerOutput.Told told -> {}
                    case LedgerOutput.ToldBelow told -> {}
                    case LedgerOutput.Happened happened -> {}
                    case LedgerOutput.Ordered ordered -> {}
                }
            }
        }
    }

    private CallSetup setup(String id, List<Tier> chain) {
        List<Payer> tiers = IntStream.range(1, chain.size())
                .mapToObj(level -> new Payer(
                        Payer.Role.RESELLER,
                        level,
                        account(chain, level),
                        level + 1 < chain.size() ? account(chain, level + 1) : null,
                        tariff(chain, level),
                        null))
                .toList();
        return new CallSetup(
                id,
                id,
                "a-" + id,
                "b-" + id,
                account(chain, 0),
                null,
                "49301000",
                "31201000",
                at(0),
                "192.0.2.10:5060",
                "198.51.100.1:5060",
                "198.51.100.1",
                "edge",
                true,
                null,
                tariff(chain, 0),
                tiers,
                null);
    }

    /** The tier whose account, currency and card the tier has: an account has one currency in whatever role it pays. */
    private static int whose(List<Tier> chain, int level) {
        int sameAs = chain.get(level).sameAs();
        return sameAs < level ? whose(chain, sameAs) : level;
    }

    private String account(List<Tier> chain, int level) {
        int whose = whose(chain, level);
        String id = "tier-" + whose;
        ledgers.computeIfAbsent(id, one -> {
            var ledger = new Ledger(LedgerState.empty(id), AccountCalls.Of.NONE, LedgerTimes.DEFAULT, at(0));
            ledger.configured(
                    new Account(
                            id,
                            id,
                            CURRENCIES.get(chain.get(whose).currency()),
                            BalanceManagement.NONE,
                            BigDecimal.ZERO,
                            null,
                            null,
                            null,
                            List.of(),
                            List.of(),
                            List.of(),
                            1,
                            null),
                    Renewal.NONE,
                    at(0));
            return ledger;
        });
        return id;
    }

    private static Tariff tariff(List<Tier> chain, int level) {
        Tier tier = chain.get(whose(chain, level));
        if (tier.millis() < 0) {
            return null;
        }
        var rate = new Rate(
                "31",
                "Netherlands",
                BigDecimal.valueOf(tier.millis(), 3),
                BigDecimal.ZERO,
                tier.increment(),
                tier.increment(),
                0,
                0,
                null,
                null,
                null);
        return new Tariff("card", CURRENCIES.get(tier.currency()), 4, Rounding.HALF_UP, rate);
    }

    private static Instant at(int second) {
        return LedgerScene.START.plusSeconds(second);
    }

    private static Call.Ended ended(Call.Answered call, Instant at) {
        return new Call.Ended(
                call.setup(),
                null,
                call.answeredAt(),
                at,
                Outcome.ANSWERED,
                EndedBy.CALLER,
                200,
                new Cause(Cause.Code.NORMAL, "the caller hung up", Cause.By.CALLER, at),
                List.of());
    }
}
