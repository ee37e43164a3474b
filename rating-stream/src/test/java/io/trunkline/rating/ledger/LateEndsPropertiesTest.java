package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.tariff.Charge;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Calls of one allowance whose ends, or whose answers too, are told in whatever order, over restarts. */
class LateEndsPropertiesTest {

    /**
     * A call, in seconds from the beginning.
     *
     * @param answerLate by how much its answer is told late
     * @param endLate by how much its end is
     */
    record Talk(int answeredAt, int lasts, int rate, int answerLate, int endLate) {

        Talk toldInTime() {
            return new Talk(answeredAt, lasts, rate, 0, 0);
        }

        Talk answerToldInTime() {
            return new Talk(answeredAt, lasts, rate, 0, endLate);
        }
    }

    /** Few moments, so that much happens at the same one. */
    @Provide
    Arbitrary<Talk> talks() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20).map(each -> each * 30),
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.integers().between(0, MixedTariffs.KINDS - 1),
                        Arbitraries.integers().between(0, 900),
                        Arbitraries.integers().between(0, 900))
                .as(Talk::new);
    }

    private record Event(int toldAt, boolean ends, int call) {}

    /** The last records of the calls, when what is told at the same moment is told in some order. */
    private static Map<String, Cdr> told(LedgerScene acme, List<Talk> talks, int freeMinutes, long order) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < talks.size(); i++) {
            Talk talk = talks.get(i);
            int end = talk.answeredAt() + talk.lasts() + talk.endLate();
            events.add(new Event(Math.min(talk.answeredAt() + talk.answerLate(), end - 1), false, i));
            events.add(new Event(end, true, i));
        }
        var random = new Random(order);
        Collections.shuffle(events, random);
        events.sort(Comparator.comparingInt(Event::toldAt));
        acme.isGiven(MixedTariffs.allowance(freeMinutes));
        for (Event event : events) {
            acme.at(event.toldAt());
            Talk talk = talks.get(event.call());
            Instant answered = LedgerScene.START.plusSeconds(talk.answeredAt());
            if (event.ends()) {
                acme.ends("call-" + event.call(), answered.plusSeconds(talk.lasts()));
            } else {
                acme.answers("call-" + event.call(), MixedTariffs.tariff(talk.rate(), freeMinutes), answered);
            }
            if (random.nextInt(5) == 0) {
                acme.restarts();
            }
        }
        var last = new TreeMap<String, Cdr>();
        for (Cdr cdr : acme.cdrs) {
            Cdr before = last.put(cdr.id(), cdr);
            assertEquals(before == null ? 0 : before.revision() + 1, cdr.revision());
        }
        return last;
    }

    private static LedgerScene acme() {
        return new LedgerScene(ExampleCustomers.acme(BalanceManagement.NONE, "0"), LedgerTimes.DEFAULT);
    }

    private static void assertThatNoMinuteIsLostAndEverythingAddsUp(
            LedgerScene acme, Map<String, Cdr> last, List<Talk> talks, int freeMinutes) {
        long wanted = talks.stream()
                .filter(talk -> Charge.of(MixedTariffs.tariff(talk.rate(), freeMinutes), talk.lasts() * 1_000L)
                                .price()
                                .signum()
                        > 0)
                .mapToLong(talk -> Math.ceilDiv(talk.lasts(), 60))
                .sum();
        long taken =
                last.values().stream().mapToLong(cdr -> cdr.freeSeconds() / 60).sum();
        assertEquals(Math.min(freeMinutes, wanted), taken);
        assertEquals(taken, acme.balance().freeMinutesTaken());
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < acme.entries.size(); i++) {
            LedgerEntry entry = acme.entries.get(i);
            sum = sum.add(entry.amount());
            assertEquals(i + 1, entry.sequence());
            assertEquals(0, sum.compareTo(entry.balanceAfter()));
        }
        assertEquals(0, sum.compareTo(acme.balance().balance()));
        BigDecimal owed = last.values().stream().map(Cdr::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, owed.add(sum).signum());
        last.values().forEach(cdr -> {
            Charge charge = Charge.of(cdr.tariff(), cdr.durationMillis(), cdr.freeSeconds() / 60);
            assertEquals(0, charge.price().compareTo(cdr.price()));
            assertEquals(charge.steps(), cdr.steps());
        });
        assertEquals(Map.of(), acme.balance().freeMinutes());
        assertEquals(Map.of(), acme.closes().waiting);
    }

    @Property(tries = 500)
    void theOrderInWhichEndsAreToldChangesNobodysPrice(
            @ForAll @Size(min = 1, max = 8) List<@From("talks") Talk> talks,
            @ForAll @IntRange(min = 1, max = 25) int freeMinutes,
            @ForAll long order) {
        LedgerScene inOrder = acme();
        Map<String, Cdr> expected =
                told(inOrder, talks.stream().map(Talk::toldInTime).toList(), freeMinutes, order);
        LedgerScene late = acme();
        Map<String, Cdr> last =
                told(late, talks.stream().map(Talk::answerToldInTime).toList(), freeMinutes, order + 1);
        assertThatNoMinuteIsLostAndEverythingAddsUp(late, last, talks, freeMinutes);
        expected.forEach((id, cdr) -> {
            assertEquals(cdr.price(), last.get(id).price(), id);
            assertEquals(cdr.freeSeconds(), last.get(id).freeSeconds(), id);
        });
        assertEquals(0, inOrder.balance().balance().compareTo(late.balance().balance()));
    }

    @Property(tries = 500)
    void noMinuteIsLostOrGivenTwiceWhateverIsToldLate(
            @ForAll @Size(min = 1, max = 10) List<@From("talks") Talk> talks,
            @ForAll @IntRange(min = 1, max = 25) int freeMinutes,
            @ForAll long order) {
        LedgerScene acme = acme();
        assertThatNoMinuteIsLostAndEverythingAddsUp(acme, told(acme, talks, freeMinutes, order), talks, freeMinutes);
    }
}
