package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.tariff.Charge;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LedgerPropertiesTest {

    private static final int HORIZON_SECONDS = 1_800;

    /** What happens to an account: a payment, a charge, or a call that lasts a while. */
    record Happening(int kind, int amountCents, int lastsSeconds, int afterSeconds, Tariff tariff) {}

    @Provide
    Arbitrary<Tariff> tariffs() {
        var money = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.TWO)
                .ofScale(4);
        return Combinators.combine(
                        money,
                        Arbitraries.of("0", "0.05", "0.2").map(BigDecimal::new),
                        Arbitraries.of(0, 1, 6, 30, 60),
                        Arbitraries.of(1, 6, 30, 60),
                        Arbitraries.of(0, 3, 10),
                        Arbitraries.of(0, 20),
                        Arbitraries.of("0.5", "3").map(BigDecimal::new).injectNull(0.8))
                .as((rate, fee, first, next, grace, free, max) -> new Tariff(
                        "retail",
                        "EUR",
                        4,
                        Rounding.HALF_UP,
                        new Rate("31", "x", rate, fee, first, next, grace, free, max, null, null)));
    }

    @Provide
    Arbitrary<Happening> happenings() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(1, 500),
                        Arbitraries.integers().between(0, 600),
                        Arbitraries.integers().between(0, 120),
                        tariffs())
                .as(Happening::new);
    }

    @Provide
    Arbitrary<LiveCall> liveCalls() {
        return Combinators.combine(tariffs(), Arbitraries.integers().between(-500, 0))
                .as((tariff, since) -> new LiveCall(
                        "call", "call", "a", "b", tariff, LedgerScene.START.plusMillis(since * 1_000L), null));
    }

    /** All under names of their own. */
    private static LiveCalls up(List<LiveCall> calls) {
        var up = new LiveCalls(AccountCalls.Of.NONE, LedgerScene.START.minusSeconds(100), List.of());
        for (int i = 0; i < calls.size(); i++) {
            LiveCall call = calls.get(i);
            up.add(new LiveCall("call-" + i, "call-" + i, "a", "b", call.tariff(), call.since(), null));
        }
        return up;
    }

    @Property(tries = 300)
    void anyInterleavingLeavesEntriesThatAddUpWithoutAGap(
            @ForAll("management") BalanceManagement management,
            @ForAll @Size(max = 20) List<@From("happenings") Happening> happenings) {
        var acme = new LedgerScene(ExampleCustomers.acme(management, "0.5"), LedgerTimes.DEFAULT);
        BigDecimal expected = BigDecimal.ZERO;
        record Up(String callId, double answeredAt, double endsAt) {}
        var up = new ArrayList<Up>();
        double now = 0;
        for (int i = 0; i < happenings.size(); i++) {
            Happening each = happenings.get(i);
            now += each.afterSeconds();
            for (Up call : List.copyOf(up)) {
                if (call.endsAt() <= now) {
                    acme.at(now).ends(call.callId());
                    up.remove(call);
                }
            }
            acme.at(now);
            String amount = BigDecimal.valueOf(each.amountCents(), 2).toPlainString();
            switch (each.kind()) {
                case 0 -> {
                    acme.pays(amount);
                    expected = expected.add(new BigDecimal(amount));
                }
                case 1 -> {
                    acme.isCharged(amount);
                    expected = expected.subtract(new BigDecimal(amount));
                }
                case 2 -> {
                    // Half a minute ago at most, and never before the answer: nobody knows any more.
                    for (Up call : up) {
                        Instant since = LedgerScene.START.plusMillis(
                                Math.round(Math.max(call.answeredAt(), now - each.lastsSeconds() % 30) * 1_000));
                        acme.doubts(call.callId(), since);
                    }
                }
                case 3 -> up.forEach(call -> acme.doubts(call.callId(), null));
                default -> {
                    acme.answers("call-" + i, each.tariff());
                    up.add(new Up("call-" + i, now, now + each.lastsSeconds()));
                }
            }
        }
        acme.at(now + HORIZON_SECONDS);
        up.forEach(call -> acme.ends(call.callId()));

        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < acme.entries.size(); i++) {
            LedgerEntry entry = acme.entries.get(i);
            sum = sum.add(entry.amount());
            assertEquals(i + 1, entry.sequence());
            assertEquals(0, sum.compareTo(entry.balanceAfter()));
        }
        assertEquals(0, sum.compareTo(acme.balance().balance()));
        BigDecimal byCommands = acme.entries.stream()
                .filter(entry -> entry.type() != LedgerEntry.Type.CALL)
                .map(LedgerEntry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, expected.compareTo(byCommands));
        assertEquals(0, acme.balance().liveCalls());
    }

    @Provide
    Arbitrary<BalanceManagement> management() {
        return Arbitraries.of(BalanceManagement.class);
    }

    @Property(tries = 300)
    void theMomentOfExhaustionIsThatOfCountingSecondBySecond(
            @ForAll @Size(min = 1, max = 5) List<@From("liveCalls") LiveCall> calls,
            @ForAll @IntRange(max = 3_000) int cents) {
        BigDecimal amount = BigDecimal.valueOf(cents, 2);
        Optional<Instant> found = up(calls).momentAbove(amount, LedgerScene.START);
        Optional<Instant> counted = countSecondBySecond(calls, amount);
        if (counted.isPresent()) {
            assertEquals(counted, found);
        } else {
            assertTrue(
                    found.isEmpty() || found.get().isAfter(LedgerScene.START.plusSeconds(HORIZON_SECONDS)),
                    () -> "found " + found);
        }
    }

    /** All calls were answered on whole seconds: so only on whole seconds can a sum grow. */
    private static Optional<Instant> countSecondBySecond(List<LiveCall> calls, BigDecimal amount) {
        for (int second = 0; second <= HORIZON_SECONDS; second++) {
            Instant at = LedgerScene.START.plusSeconds(second);
            BigDecimal sum = BigDecimal.ZERO;
            for (LiveCall call : calls) {
                long talked = at.getEpochSecond() - call.since().getEpochSecond();
                sum = sum.add(Charge.of(call.tariff(), (talked + 1) * 1_000).price());
            }
            if (sum.compareTo(amount) > 0) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
