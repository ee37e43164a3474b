package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.SwitchCommand;
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
 * Calls whose answers are told late, as when one partition is read before another, and free minutes: who has begun a minute
 * has it, also when another call has been told to its end before, and had it.
 */
class LateAnswersTest {

    private static final int OPEN_SECONDS = (int) LedgerTimes.DEFAULT.open().toSeconds();

    private static LedgerScene acme(BalanceManagement management, int freeMinutes) {
        return new LedgerScene(ExampleCustomers.acme(management, "0"), LedgerScene.NO_LEAD)
                .isGiven(allowance(freeMinutes));
    }

    private static LedgerScene acme(int freeMinutes) {
        return acme(BalanceManagement.NONE, freeMinutes);
    }

    private static Allowance allowance(int freeMinutes) {
        return new Allowance(freeMinutes, Instant.parse("2026-11-15T00:00:00Z"), Instant.parse("2026-12-15T00:00:00Z"));
    }

    /** 0.01 a second. */
    private static Tariff tariff(int freeMinutes) {
        var rate = new Rate("31", "Netherlands", new BigDecimal("0.60"), BigDecimal.ZERO, 1, 1, 0, 0, null, null, null);
        return new Tariff(
                "retail",
                "EUR",
                6,
                Rounding.HALF_UP,
                rate,
                null,
                List.of(),
                new PackageTerms("gold", 0, null, allowance(freeMinutes)));
    }

    private static Instant second(int second) {
        return LedgerScene.START.plusSeconds(second);
    }

    /** Two minutes, taken by two calls of which the other one is told to its end before. */
    private static LedgerScene twoAreGone(BalanceManagement management) {
        return acme(management, 2)
                .at(10)
                .answers("second", tariff(2))
                .at(40)
                .ends("second")
                .at(100)
                .answers("third", tariff(2))
                .at(130)
                .ends("third");
    }

    private static LedgerScene twoAreGone() {
        return twoAreGone(BalanceManagement.NONE);
    }

    private static LedgerScene hearsOfTheFirst(LedgerScene acme) {
        return acme.answers("first", tariff(2), second(0)).ends("first", second(50));
    }

    @Test
    void shouldTakeTheMinuteFromTheCallThatBeganItLastWhenAnEarlierOneIsTold() {
        LedgerScene acme = hearsOfTheFirst(twoAreGone().at(200));
        assertEquals(
                List.of("second#0 1 free, 0", "third#0 1 free, 0", "first#0 1 free, 0", "third#1 0 free, 0.3"),
                acme.recordsInWords());
        assertEquals(List.of("CORRECTION -0.3 third#1"), acme.entriesInWords());
        assertEquals(
                "rated again: call to 31201000 (Netherlands), 30 s",
                acme.entries.getLast().description());
        assertEquals(2, acme.balance().freeMinutesTaken());
        assertEquals(new BigDecimal("-0.3"), acme.balance().balance());
    }

    @Test
    void shouldCostTheSameAsWhenTheyAreToldInTheirOrder() {
        LedgerScene inOrder = acme(2).answers("first", tariff(2)).at(10).answers("second", tariff(2));
        inOrder.at(40).ends("second").at(50).ends("first").at(100).answers("third", tariff(2));
        inOrder.at(130).ends("third");
        assertEquals(List.of("CALL -0.3 third"), inOrder.entriesInWords());
        LedgerScene late = hearsOfTheFirst(twoAreGone().at(200));
        assertEquals(inOrder.balance().balance(), late.balance().balance());
        assertEquals(inOrder.balance().freeMinutesTaken(), late.balance().freeMinutesTaken());
    }

    /** Its end may be read next: only then it is known how many minutes it has begun. */
    @Test
    void shouldTakeNothingBeforeTheEndOfTheLateOneIsTold() {
        LedgerScene acme = twoAreGone().at(200).answers("first", tariff(2), second(0));
        assertEquals(2, acme.cdrs.size());
        assertEquals(Map.of("first", 1L), acme.balance().freeMinutes());
        acme.at(230).ends("first", second(50));
        assertEquals("third#1 0 free, 0.3", acme.recordsInWords().getLast());
    }

    @Test
    void shouldTakeItAlsoWhenTheLateOneGoesOnForLong() {
        LedgerScene acme = twoAreGone().at(200).answers("first", tariff(2), second(0));
        acme.restarts().closes().ends("first");
        assertEquals(
                List.of("first#0 1 free, 8.01", "third#1 0 free, 0.3"),
                acme.recordsInWords().subList(2, 4));
        assertEquals(2, acme.balance().freeMinutesTaken());
    }

    @Test
    void shouldTakeAMinuteThatWasTakenBeforeARestart() {
        LedgerScene acme = twoAreGone();
        acme.restarts().at(200).answers("first", tariff(2), second(0)).restarts();
        acme.at(201).ends("first", second(50));
        assertEquals("third#1 0 free, 0.3", acme.recordsInWords().getLast());
        assertEquals(2, acme.balance().freeMinutesTaken());
    }

    @Test
    void shouldLeaveThemWhoHadThemForTenMinutes() {
        LedgerScene acme = twoAreGone().at(40 + OPEN_SECONDS - 1);
        assertEquals(Set.of("second", "third"), acme.waiting.keySet());
        acme.at(130 + OPEN_SECONDS + 60);
        assertEquals(Map.of(), acme.waiting);
        hearsOfTheFirst(acme);
        assertEquals("first#0 0 free, 0.5", acme.recordsInWords().getLast());
        assertEquals(3, acme.cdrs.size());
        assertEquals(2, acme.balance().freeMinutesTaken());
    }

    /** In the doubt it had begun one minute; the other call had the second one. */
    @Test
    void shouldNotLeaveThemForGoodWhileACallIsDoubtedThatMayHaveBegunThem() {
        LedgerScene acme = acme(2).answers("doubted", tariff(2)).at(20).doubts("doubted", second(10));
        acme.at(70).answers("other", tariff(2)).at(100).ends("other");
        assertEquals("other#0 1 free, 0", acme.recordsInWords().getLast());
        acme.closes();
        assertEquals(Set.of("other"), acme.waiting.keySet());
        acme.doubts("doubted", null).ends("doubted", second(90));
        assertEquals(
                List.of("doubted#0 2 free, 0", "other#1 0 free, 0.3"),
                acme.recordsInWords().subList(1, 3));
        assertEquals(Map.of(), acme.closes().waiting);
    }

    @Test
    void shouldKeepOnlyCallsThatTookOfTheLastMinutes() {
        LedgerScene acme =
                acme(1_000).answers("long", tariff(1_000)).at(870 * 60).ends("long");
        assertEquals(Map.of(), acme.waiting);
        acme.answers("of-the-last", tariff(1_000)).at(880 * 60).ends("of-the-last");
        assertEquals(Set.of("of-the-last"), acme.waiting.keySet());
    }

    @Test
    void shouldCountWhatCallsThatAreUpHaveBegunWhenItSaysWhichAreTheLast() {
        LedgerScene acme = acme(1_000).answers("up", tariff(1_000)).at(870 * 60).answers("short", tariff(1_000));
        acme.at(880 * 60).ends("short");
        assertEquals(Set.of("short"), acme.waiting.keySet());
    }

    @Test
    void shouldKeepNothingOfCallsThatAreAnsweredWhenAllMinutesAreGone() {
        LedgerScene acme =
                twoAreGone().at(140).answers("fourth", tariff(2)).at(150).ends("fourth");
        assertEquals(Set.of("second", "third"), acme.waiting.keySet());
        assertEquals("fourth#0 0 free, 0.1", acme.recordsInWords().getLast());
    }

    @Test
    void shouldTakeNothingFromACallThatWasRatedAgain() {
        LedgerScene acme = twoAreGone();
        acme.isRatedAgain(acme.lastCdr(), tariff(2)).at(200);
        assertEquals(Set.of("second"), acme.waiting.keySet());
        hearsOfTheFirst(acme);
        assertEquals(
                List.of("first#0 1 free, 0", "second#1 0 free, 0.3"),
                acme.recordsInWords().subList(3, 5));
    }

    @Test
    void shouldSuspendWhoCannotPayWhatIsCharged() {
        LedgerScene acme = twoAreGone(BalanceManagement.HARD);
        acme.pays("0.20").at(200);
        assertEquals(Balance.Status.ACTIVE, acme.balance().status());
        hearsOfTheFirst(acme);
        assertEquals(Balance.Status.SUSPENDED, acme.balance().status());
        assertEquals(new BigDecimal("-0.10"), acme.balance().balance());
    }

    /** What is due then is no reason to look after calls that go on although they should not. */
    @Test
    void shouldNotAskTheSwitchAgainForACallBecauseAnotherIsOpenNoMore() {
        var times = new LedgerTimes(Duration.ZERO, Duration.ofSeconds(15), Duration.ZERO, Duration.ofSeconds(20));
        LedgerScene acme = new LedgerScene(ExampleCustomers.acme(BalanceManagement.HARD, "0"), times)
                .isGiven(allowance(1))
                .answers("free", tariff(1))
                .at(30)
                .ends("free")
                .at(31)
                .answers("stays", tariff(1));
        assertEquals(Set.of("free"), acme.waiting.keySet());
        acme.at(80);
        assertEquals(Map.of(), acme.waiting);
        assertEquals(
                List.of(second(31), second(46), second(61), second(76)),
                acme.commands.stream()
                        .filter(SwitchCommand.EndCall.class::isInstance)
                        .map(command -> ((SwitchCommand.EndCall) command).at())
                        .toList());
    }
}
