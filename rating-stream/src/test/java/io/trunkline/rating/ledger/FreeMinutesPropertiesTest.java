package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.tariff.Charge;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Several calls at once and one allowance. */
class FreeMinutesPropertiesTest {

    /** A call, in seconds from the beginning. */
    record Talk(int answeredAt, int lasts, int rate) {}

    /** Few moments, so that much happens at the same one. */
    @Provide
    Arbitrary<Talk> talks() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20).map(each -> each * 30),
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.integers().between(0, 3))
                .as(Talk::new);
    }

    private record Event(int at, boolean ends, int call) {}

    /** What came of the calls when what happens at the same moment is told in some order. */
    private static Map<String, Cdr> told(LedgerScene acme, List<Talk> talks, int freeMinutes, long order) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < talks.size(); i++) {
            events.add(new Event(talks.get(i).answeredAt(), false, i));
            events.add(new Event(talks.get(i).answeredAt() + talks.get(i).lasts(), true, i));
        }
        Collections.shuffle(events, new Random(order));
        events.sort(Comparator.comparingInt(Event::at));
        var cdrs = new HashMap<String, Cdr>();
        for (Event event : events) {
            acme.at(event.at());
            String id = "call-" + event.call();
            Tariff tariff = MixedTariffs.tariff(talks.get(event.call()).rate(), freeMinutes);
            if (!event.ends()) {
                acme.answers(id, tariff);
                continue;
            }
            long live = acme.ledger().tell(acme.now()).freeMinutes().getOrDefault(id, 0L);
            acme.ends(id);
            Cdr cdr = acme.lastCdr();
            Charge asTold = Charge.of(tariff, cdr.durationMillis(), live);
            assertEquals(0, asTold.price().compareTo(cdr.price()), "what was told live is what is charged");
            assertEquals(asTold.freeSeconds(), cdr.freeSeconds());
            cdrs.put(id, cdr);
        }
        return cdrs;
    }

    @Property(tries = 300)
    void theOrderInWhichCallsAreToldChangesNoPriceAndNoMinuteIsLostOrGivenTwice(
            @ForAll @Size(min = 1, max = 8) List<@From("talks") Talk> talks,
            @ForAll @IntRange(min = 1, max = 25) int freeMinutes,
            @ForAll long order) {
        var acme = new LedgerScene(ExampleCustomers.acme(BalanceManagement.NONE, "0"), LedgerTimes.DEFAULT);
        var other = new LedgerScene(ExampleCustomers.acme(BalanceManagement.NONE, "0"), LedgerTimes.DEFAULT);
        acme.isGiven(MixedTariffs.allowance(freeMinutes));
        Map<String, Cdr> cdrs = told(acme, talks, freeMinutes, order);
        Map<String, Cdr> others = told(other, talks, freeMinutes, order + 1);
        long taken = 0;
        long wanted = 0;
        for (int i = 0; i < talks.size(); i++) {
            Cdr cdr = cdrs.get("call-" + i);
            assertEquals(cdr.price(), others.get("call-" + i).price());
            assertEquals(cdr.freeSeconds(), others.get("call-" + i).freeSeconds());
            taken += cdr.freeSeconds() / 60;
            wanted += talks.get(i).rate() == 0 ? 0 : Math.ceilDiv(talks.get(i).lasts(), 60);
        }
        assertEquals(Math.min(freeMinutes, wanted), taken);
        assertEquals(taken, acme.balance().freeMinutesTaken());
        assertEquals(Map.of(), acme.balance().freeMinutes());
        BigDecimal sum = acme.entries.stream().map(LedgerEntry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, sum.compareTo(acme.balance().balance()));
        BigDecimal otherSum = other.entries.stream().map(LedgerEntry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, sum.compareTo(otherSum));
    }

    @Property(tries = 200)
    void aPrepaidAccountTalksItsFreeMinutesAndItsMoneyAndNoMore(
            @ForAll @IntRange(min = 1, max = 4) int calls,
            @ForAll @IntRange(min = 1, max = 12) int freeMinutes,
            @ForAll @IntRange(max = 60) int cents) {
        var acme = new LedgerScene(ExampleCustomers.acme(BalanceManagement.HARD, "0"), LedgerScene.NO_LEAD);
        acme.isGiven(MixedTariffs.allowance(freeMinutes));
        if (cents > 0) {
            acme.pays(BigDecimal.valueOf(cents, 2).toPlainString());
        }
        for (int i = 0; i < calls; i++) {
            acme.answers("call-" + i, MixedTariffs.tariff(3, freeMinutes));
        }
        acme.at(3_600);
        for (int i = 0; i < calls; i++) {
            acme.ends("call-" + i, firstEndOf("call-" + i, acme));
        }
        BigDecimal spent = acme.entries.stream()
                .filter(entry -> entry.type() == LedgerEntry.Type.CALL)
                .map(LedgerEntry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .negate();
        BigDecimal money = BigDecimal.valueOf(cents, 2);
        assertTrue(spent.compareTo(money) <= 0, () -> "spent " + spent);
        // 0.21 a minute: of each call a second more would have been too much.
        assertTrue(
                spent.compareTo(money.subtract(BigDecimal.valueOf(calls * 36L, 4))) >= 0, () -> "spent only " + spent);
        assertEquals(freeMinutes, acme.balance().freeMinutesTaken());
    }

    /** When the switch was told first to end a call. */
    private static Instant firstEndOf(String callId, LedgerScene acme) {
        return acme.commands.stream()
                .filter(SwitchCommand.EndCall.class::isInstance)
                .map(SwitchCommand.EndCall.class::cast)
                .filter(end -> end.callId().equals(callId))
                .findFirst()
                .orElseThrow()
                .at();
    }
}
