package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.ExampleCustomers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Calls whose ends are told late, as after a restart, and free minutes: until its end is told a call seems to go on, and to
 * begin minutes. Who was charged for want of these gets them when it turns out that nobody began them.
 */
class LateEndsTest {

    private static final Instant FROM = Instant.parse("2026-11-15T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-12-15T00:00:00Z");

    private static LedgerScene acme(BalanceManagement management, Allowance allowance) {
        return new LedgerScene(ExampleCustomers.acme(management, "0"), LedgerScene.NO_LEAD).isGiven(allowance);
    }

    private static LedgerScene acme(int freeMinutes) {
        return acme(BalanceManagement.NONE, minutes(freeMinutes));
    }

    private static Allowance minutes(int freeMinutes) {
        return new Allowance(freeMinutes, FROM, UNTIL);
    }

    /** 0.01 a second. */
    private static Tariff tariff(Allowance allowance) {
        return tariff(allowance, 0);
    }

    private static Tariff tariff(Allowance allowance, int graceSeconds) {
        var rate = new Rate(
                "31", "Netherlands", new BigDecimal("0.60"), BigDecimal.ZERO, 1, 1, graceSeconds, 0, null, null, null);
        return new Tariff(
                "retail",
                "EUR",
                6,
                Rounding.HALF_UP,
                rate,
                null,
                List.of(),
                new PackageTerms("gold", 0, null, allowance));
    }

    private static Instant second(int second) {
        return LedgerScene.START.plusSeconds(second);
    }

    @Test
    void shouldGiveTheMinuteThatNobodyBeganToTheCallThatWasChargedForIt() {
        Tariff tariff = tariff(minutes(2));
        LedgerScene acme = acme(2).answers("old", tariff).at(70).answers("young", tariff);
        // Its second minute would have begun at 60.
        acme.at(100).ends("young").at(200).ends("old", second(50));
        assertEquals(List.of("young#0 0 free, 0.3", "old#0 1 free, 0", "young#1 1 free, 0"), acme.recordsInWords());
        assertEquals(List.of("CALL -0.3 young", "CORRECTION 0.3 young#1"), acme.entriesInWords());
        assertEquals(
                "reversal: call to 31201000 (Netherlands), 30 s",
                acme.entries.getLast().description());
        assertEquals(0, acme.balance().balance().signum());
        assertEquals(2, acme.balance().freeMinutesTaken());
        assertEquals(Map.of(), acme.closes().waiting);
    }

    @Test
    void shouldCorrectNothingWhenTheEndsAreToldInTheirOrder() {
        Tariff tariff = tariff(minutes(2));
        LedgerScene acme = acme(2).answers("old", tariff).at(70).answers("young", tariff);
        acme.at(100).ends("young").at(130).ends("old");
        assertEquals(List.of("young#0 0 free, 0.3", "old#0 2 free, 0.1"), acme.recordsInWords());
        assertEquals(List.of("CALL -0.3 young", "CALL -0.1 old"), acme.entriesInWords());
        assertEquals(Map.of(), acme.closes().waiting);
    }

    @Test
    void shouldGiveTheMinuteToTheCallThatBeganItFirstWhoeverIsToldFirst() {
        Tariff tariff = tariff(minutes(2));
        LedgerScene acme = acme(2).answers("old", tariff).at(70).answers("first", tariff);
        acme.at(75).answers("second", tariff).at(90).ends("second").at(95).ends("first");
        assertEquals(2, acme.waiting.size());
        acme.at(200).ends("old", second(50));
        assertEquals("first#1 1 free, 0", acme.recordsInWords().getLast());
        assertEquals(4, acme.cdrs.size());
        assertEquals(Map.of(), acme.closes().waiting);
    }

    @Test
    void shouldGiveACallMoreEachTimeThatMoreIsThere() {
        Tariff tariff = tariff(minutes(4));
        LedgerScene acme = acme(4).answers("one", tariff).answers("two", tariff);
        acme.at(61).answers("young", tariff).at(181).ends("young");
        assertEquals("young#0 0 free, 1.2", acme.recordsInWords().getLast());
        acme.restarts().at(200).ends("one", second(10));
        assertEquals("young#1 1 free, 0.6", acme.recordsInWords().getLast());
        acme.restarts().at(201).ends("two", second(10));
        assertEquals("young#2 2 free, 0", acme.recordsInWords().getLast());
        assertEquals(
                List.of(
                        "CALL -1.2 young",
                        "CORRECTION 1.2 young#1",
                        "CORRECTION -0.6 young#1",
                        "CORRECTION 0.6 young#2"),
                acme.entriesInWords());
        assertEquals(4, acme.balance().freeMinutesTaken());
    }

    /** What a call costs is known at its end only: this one seemed to take a minute. */
    @Test
    void shouldGiveTheMinuteOfACallThatEndedWithinItsGrace() {
        LedgerScene acme = acme(1).answers("short", tariff(minutes(1), 5));
        acme.at(1)
                .answers("other", tariff(minutes(1)))
                .at(3)
                .ends("other")
                .at(4)
                .ends("short");
        assertEquals(List.of("other#0 0 free, 0.02", "short#0 0 free, 0", "other#1 1 free, 0"), acme.recordsInWords());
    }

    @Test
    void shouldGiveNoMinutesOfAnotherMonth() {
        var november = new Allowance(2, FROM, second(60));
        var december = new Allowance(2, second(60), UNTIL);
        LedgerScene acme = acme(BalanceManagement.NONE, november).answers("november", tariff(november));
        acme.at(65).isGiven(december).answers("old", tariff(december));
        acme.at(130).answers("young", tariff(december)).at(140).ends("young");
        acme.at(200).ends("november", second(10));
        assertEquals("november#0 1 free, 0", acme.recordsInWords().getLast());
        assertEquals(Set.of("november", "young"), acme.waiting.keySet());
        acme.ends("old", second(70));
        assertEquals("young#1 1 free, 0", acme.recordsInWords().getLast());
    }

    @Test
    void shouldGiveNothingOnADoubt() {
        Tariff tariff = tariff(minutes(2));
        LedgerScene acme = acme(2).answers("old", tariff)
                .at(70)
                .answers("young", tariff)
                .at(100)
                .ends("young");
        acme.doubts("old", second(50));
        assertEquals(1, acme.cdrs.size());
        acme.at(110).doubts("old", null);
        acme.at(120).ends("old");
        assertEquals(List.of("young#0 0 free, 0.3", "old#0 2 free, 0"), acme.recordsInWords());
        assertEquals(Map.of(), acme.closes().waiting);
    }

    @Test
    void shouldGiveItAllTheSameWhenTheDoubtIsOver() {
        Tariff tariff = tariff(minutes(2));
        LedgerScene acme = acme(2).answers("old", tariff)
                .at(70)
                .answers("young", tariff)
                .at(100)
                .ends("young");
        acme.doubts("old", second(50)).at(500).ends("old", second(50));
        assertEquals("young#1 1 free, 0", acme.recordsInWords().getLast());
    }

    @Test
    void shouldKeepNoMoreCallsWaitingThanThereAreMinutesToWaitFor() {
        Tariff tariff = tariff(minutes(3));
        LedgerScene acme = acme(3).answers("old", tariff).at(130);
        for (int i = 0; i < 10; i++) {
            acme.answers("young-" + i, tariff).at(131 + i).ends("young-" + i);
        }
        assertEquals(List.of("young-0", "young-1", "young-2"), List.copyOf(acme.waiting.keySet()));
        acme.at(150).ends("old", second(30));
        assertEquals(
                List.of("young-0#1 1 free, 0", "young-1#1 1 free, 0"),
                acme.recordsInWords().subList(11, 13));
        assertEquals(13, acme.cdrs.size());
        assertEquals(Map.of(), acme.closes().waiting);
    }

    /** Such an order takes the record as it is, with the minutes that it has. */
    @Test
    void shouldLeaveACallAloneThatWasRatedAgain() {
        Tariff tariff = tariff(minutes(2));
        LedgerScene acme = acme(2).answers("old", tariff)
                .at(70)
                .answers("young", tariff)
                .at(100)
                .ends("young");
        acme.isRatedAgain(acme.lastCdr(), tariff(null));
        assertEquals(Map.of(), acme.waiting);
        acme.at(200).ends("old", second(50));
        assertEquals(List.of("young#0 0 free, 0.3", "young#1 0 free, 0.3", "old#0 1 free, 0"), acme.recordsInWords());
    }

    @Test
    void shouldLiftASuspensionByTheMoneyThatComesBack() {
        Tariff tariff = tariff(minutes(2));
        LedgerScene acme = acme(BalanceManagement.HARD, minutes(2))
                .pays("0.30")
                .answers("old", tariff)
                .at(70)
                .answers("young", tariff)
                .at(100)
                .ends("young")
                .at(130);
        assertEquals(Balance.Status.SUSPENDED, acme.balance().status());
        acme.at(140).ends("old", second(50));
        assertEquals(Balance.Status.ACTIVE, acme.balance().status());
        assertEquals(0, new BigDecimal("0.3").compareTo(acme.balance().balance()));
    }

    @Test
    void shouldReserveForACallThatIsUpWhatItCostsBesideThoseThatWait() {
        Tariff tariff = tariff(minutes(3));
        LedgerScene acme = acme(3).answers("old", tariff).at(125).answers("young", tariff);
        acme.at(126).answers("up", tariff).at(150).ends("young");
        acme.at(155);
        assertEquals(Map.of("old", 3L, "up", 0L), acme.balance().freeMinutes());
        acme.ends("old", second(70));
        // Of two minutes the first had one and so has the one that waited; the third is the first of nobody.
        assertEquals("young#1 1 free, 0", acme.recordsInWords().getLast());
        assertEquals(Map.of("up", 0L), acme.balance().freeMinutes());
        assertEquals(
                new BigDecimal("0.3"),
                acme.balance().reserved(),
                () -> "of " + Duration.between(second(126), acme.now()));
    }
}
