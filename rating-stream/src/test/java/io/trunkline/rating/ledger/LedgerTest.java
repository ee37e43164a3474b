package io.trunkline.rating.ledger;

import static io.trunkline.protocol.event.BalanceManagement.HARD;
import static io.trunkline.protocol.event.BalanceManagement.NONE;
import static io.trunkline.protocol.event.BalanceManagement.SOFT;
import static io.trunkline.rating.ledger.LedgerScene.NO_LEAD;
import static io.trunkline.rating.ledger.LedgerScene.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Balance.Status;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.ExampleCustomers;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    /** 0.01 a second. */
    private static final Tariff BY_SECOND = ExampleCustomers.tariff();

    /** 0.60 a started minute. */
    private static final Tariff BY_MINUTE = tariff("0.60", 60);

    private static Tariff tariff(String perMinute, int increment) {
        var rate = new Rate(
                "31",
                "Netherlands",
                new BigDecimal(perMinute),
                BigDecimal.ZERO,
                increment,
                increment,
                0,
                0,
                null,
                null,
                null);
        return new Tariff("retail", "EUR", 6, Rounding.HALF_UP, rate);
    }

    private static LedgerScene account(BalanceManagement management, String limit) {
        return new LedgerScene(ExampleCustomers.acme(management, limit), NO_LEAD);
    }

    private static Account withThreshold(BalanceManagement management, String threshold) {
        Account acme = ExampleCustomers.acme(management, "0");
        return new Account(
                acme.id(),
                acme.name(),
                acme.currency(),
                management,
                BigDecimal.ZERO,
                new BigDecimal(threshold),
                null,
                acme.rateCardId(),
                acme.sipUsers(),
                acme.sourceNetworks(),
                acme.numbers(),
                1,
                acme.createdAt());
    }

    private static Instant second(double seconds) {
        return START.plusMillis(Math.round(seconds * 1_000));
    }

    @Test
    void shouldTellTheBalanceOfANewAccount() {
        var acme = account(NONE, "0");
        assertEquals(BigDecimal.ZERO, acme.balance().balance());
        assertEquals(Status.ACTIVE, acme.balance().status());
        assertEquals("EUR", acme.balance().currency());
    }

    @Test
    void shouldBookAPaymentAChargeAndACall() {
        var acme = account(NONE, "0").pays("10").isCharged("2.50");
        acme.answers("one", BY_SECOND).at(65).ends("one");
        assertEquals(
                List.of(new BigDecimal("10"), new BigDecimal("-2.50"), new BigDecimal("-0.65")),
                acme.entries.stream().map(LedgerEntry::amount).toList());
        assertEquals(
                List.of(1L, 2L, 3L),
                acme.entries.stream().map(LedgerEntry::sequence).toList());
        assertEquals("one", acme.entries.getLast().reference());
        assertEquals(new BigDecimal("6.85"), acme.balance().balance());
        assertEquals(Cdr.Rating.RATED, acme.lastCdr().rating());
        assertEquals(new BigDecimal("0.65"), acme.lastCdr().price());
    }

    @Test
    void shouldBookNothingForACallThatCostsNothing() {
        var acme = account(HARD, "0").pays("1");
        acme.answers("free", tariff("0", 1)).at(60).ends("free");
        assertEquals(1, acme.entries.size());
        assertEquals(Cdr.Rating.RATED, acme.lastCdr().rating());
    }

    @Test
    void shouldMarkAnAnsweredCallWithoutARateAsUnrated() {
        var acme = account(HARD, "0").pays("1").answers("far", null).at(60).ends("far");
        assertEquals(1, acme.entries.size());
        assertEquals(Cdr.Rating.UNRATED, acme.lastCdr().rating());
        assertNull(acme.lastCdr().price());
    }

    @Test
    void shouldSuspendAHardAccountWhenThePaidSecondsAreOver() {
        var acme = account(HARD, "0").pays("1").answers("one", BY_SECOND);
        assertEquals(second(100), acme.balance().exhaustsAt());
        acme.commands.clear();
        acme.at(99.9);
        assertEquals(Status.ACTIVE, acme.balance().status());
        acme.at(100);
        assertEquals(Status.SUSPENDED, acme.balance().status());
        assertEquals(AccountEvent.Type.SUSPENDED, acme.events.getLast());
        assertInstanceOf(SwitchCommand.Block.class, acme.commands.getFirst());
        assertEquals(
                new SwitchCommand.EndCall("one", "from-one", "to-one", "balance used up", second(100)),
                acme.commands.getLast());
    }

    @Test
    void shouldSayOfACallThatItCutOrRefusedWhenTheBalanceWasUsedUp() {
        var acme =
                account(HARD, "0").pays("1").answers("one", BY_SECOND).at(101).isCut("one");
        assertEquals(
                "ended by the platform: the balance of the account acme was used up at 2026-11-21 12:01:40 UTC",
                acme.lastCdr().cause().text());
        acme.at(160).isRefused("two", second(159));
        assertEquals(
                "it cannot pay (402), its balance was used up at 2026-11-21 12:01:40 UTC",
                acme.lastCdr().cause().text());
    }

    @Test
    void shouldNotExplainARefusalByASuspensionThatCameLaterOrIsOver() {
        var acme =
                account(HARD, "0").pays("1").answers("one", BY_SECOND).at(101).isRefused("two", second(99));
        assertEquals("it cannot pay (402)", acme.lastCdr().cause().text());
        acme.isCut("one").pays("1").isRefused("three", second(101));
        assertEquals("it cannot pay (402)", acme.lastCdr().cause().text());
    }

    @Test
    void shouldNameTheAccountAboveThatSuspendsAndSinceWhen() {
        var acme = account(HARD, "0").pays("9");
        acme.configured(ExampleCustomers.acme(HARD, "0").below("mid")).at(30);
        acme.hears(new LedgerNote.Above("mid", "top", second(20))).isRefused("one", second(29));
        assertEquals(
                "it cannot pay (402), it is suspended, because mid above it is, since 2026-11-21 12:00:20 UTC",
                acme.lastCdr().cause().text());
    }

    @Test
    void shouldEndTheCallsALittleBeforeTheFirstIncrementThatCannotBePaid() {
        var acme = new LedgerScene(ExampleCustomers.acme(HARD, "0"), LedgerTimes.DEFAULT).pays("1");
        acme.answers("one", BY_SECOND).at(100);
        assertEquals(second(99.5), acme.eventTimes.getLast());
        acme.ends("one", second(99.8));
        assertEquals(0, acme.balance().balance().signum());
        assertEquals(Status.SUSPENDED, acme.balance().status());
    }

    @Test
    void shouldBurnOneBalanceByTwoCallsTogether() {
        var acme = account(HARD, "0").pays("1").answers("one", BY_SECOND);
        acme.at(20).answers("two", BY_SECOND);
        assertEquals(second(60), acme.balance().exhaustsAt());
        acme.at(60);
        assertEquals(Status.SUSPENDED, acme.balance().status());
        assertEquals(
                2,
                acme.commands.stream()
                        .filter(SwitchCommand.EndCall.class::isInstance)
                        .count());
    }

    @Test
    void shouldLetTheCallsThatAreLeftLastLongerWhenOneEnds() {
        var acme = account(HARD, "0").pays("1").answers("one", BY_SECOND).answers("two", BY_SECOND);
        acme.at(10).ends("two");
        assertEquals(second(90), acme.balance().exhaustsAt());
    }

    @Test
    void shouldCutAtTheMinuteThatCannotBePaidAndStaySuspendedWithTheRest() {
        var acme = account(HARD, "0").pays("1.30").answers("one", BY_MINUTE);
        assertEquals(second(120), acme.balance().exhaustsAt());
        acme.at(120).ends("one");
        assertEquals(new BigDecimal("0.10"), acme.balance().balance());
        assertEquals(Status.SUSPENDED, acme.balance().status());
    }

    @Test
    void shouldReactivateByAPaymentAtOnce() {
        var acme =
                account(HARD, "0").pays("1").answers("one", BY_SECOND).at(101).ends("one");
        acme.commands.clear();
        acme.pays("5");
        assertEquals(Status.ACTIVE, acme.balance().status());
        assertEquals(AccountEvent.Type.REACTIVATED, acme.events.getLast());
        assertInstanceOf(SwitchCommand.Unblock.class, acme.commands.getLast());
    }

    @Test
    void shouldStaySuspendedWhenAPaymentIsTooSmall() {
        var acme = account(HARD, "0").isCharged("5").pays("3");
        assertEquals(Status.SUSPENDED, acme.balance().status());
    }

    @Test
    void shouldTakeASuspensionBackWhenTheCallHadInTruthEndedBefore() {
        var acme = account(HARD, "0").pays("1").answers("one", BY_SECOND).at(101);
        assertEquals(Status.SUSPENDED, acme.balance().status());
        acme.ends("one", second(30));
        assertEquals(Status.ACTIVE, acme.balance().status());
        assertEquals(new BigDecimal("0.7"), acme.balance().balance());
    }

    @Test
    void shouldStaySuspendedWhenTheCallsThatItEndedLeaveALittle() {
        var acme = account(HARD, "0").pays("1.058").answers("one", BY_SECOND).at(105);
        assertEquals(Status.SUSPENDED, acme.balance().status());
        acme.ends("one", second(105));
        assertEquals(Status.SUSPENDED, acme.balance().status());
        assertEquals(1, acme.balance().balance().signum());
    }

    @Test
    void shouldLetCallsThatCostNothingGoOnWhenSuspended() {
        var acme = account(HARD, "0").pays("1").answers("free", tariff("0", 1)).answers("one", BY_SECOND);
        acme.at(200);
        assertTrue(acme.commands.stream()
                .filter(SwitchCommand.EndCall.class::isInstance)
                .allMatch(command -> ((SwitchCommand.EndCall) command).callId().equals("one")));
    }

    @Test
    void shouldEndACallAtOnceThatIsAnsweredWhileSuspended() {
        var acme = account(HARD, "0");
        assertEquals(Status.SUSPENDED, acme.balance().status(), "nothing was paid");
        acme.at(5).answers("one", BY_SECOND);
        assertEquals(
                new SwitchCommand.EndCall("one", "from-one", "to-one", "balance used up", second(5)),
                acme.commands.getLast());
    }

    @Test
    void shouldTellOnceOfACallThatGoesOnAndChargeItToItsEnd() {
        var acme = account(HARD, "0").pays("1").answers("one", BY_SECOND).at(114);
        assertEquals(List.of(), acme.balance().cutFailed());
        acme.at(131);
        assertEquals(List.of("one"), acme.balance().cutFailed());
        acme.at(150).ends("one");
        assertEquals(
                1,
                acme.events.stream()
                        .filter(AccountEvent.Type.CUT_FAILED::equals)
                        .count());
        assertEquals(new BigDecimal("1.5"), acme.lastCdr().price());
        assertEquals(List.of(), acme.balance().cutFailed());
    }

    @Test
    void shouldTellOnceOfACallThatTheSwitchDoesNotEndHoweverOftenTheBalanceIsUsedUp() {
        var acme = account(HARD, "0").pays("1").answers("one", BY_SECOND).at(131);
        assertEquals(List.of("one"), acme.balance().cutFailed());
        acme.pays("1");
        assertEquals(Status.ACTIVE, acme.balance().status());
        assertEquals(List.of("one"), acme.balance().cutFailed(), "the switch has not ended it");
        acme.commands.clear();
        acme.at(250);
        assertEquals(Status.SUSPENDED, acme.balance().status());
        assertTrue(acme.commands.stream().anyMatch(SwitchCommand.EndCall.class::isInstance), "it is tried again");
        assertEquals(
                1,
                acme.events.stream()
                        .filter(AccountEvent.Type.CUT_FAILED::equals)
                        .count());
        acme.ends("one");
        assertEquals(List.of(), acme.balance().cutFailed());
    }

    @Test
    void shouldTellNothingOfACallThatAPaymentKeepsUp() {
        var acme =
                account(HARD, "0").pays("1").answers("one", BY_SECOND).at(105).pays("1");
        acme.at(200.5);
        assertEquals(List.of(), acme.balance().cutFailed());
        acme.at(230);
        assertEquals(List.of("one"), acme.balance().cutFailed());
    }

    @Test
    void shouldAskAgainWhenASuspendedCallStaysUp() {
        var acme = account(HARD, "0").pays("1").answers("one", BY_SECOND).at(100);
        acme.commands.clear();
        acme.at(131);
        assertEquals(2, acme.commands.size());
    }

    @Test
    void shouldLetASoftAccountGoOnAndSayThatItIsOverdrawn() {
        var acme = account(SOFT, "0.50").pays("0.50").answers("one", BY_SECOND);
        acme.at(200);
        assertEquals(
                List.of(AccountEvent.Type.OVERDRAWN), acme.events.subList(acme.events.size() - 1, acme.events.size()));
        assertEquals(Status.OVERDRAWN, acme.balance().status());
        assertTrue(acme.commands.isEmpty());
        acme.ends("one");
        assertEquals(new BigDecimal("-1.50"), acme.balance().balance());
        assertEquals(Status.OVERDRAWN, acme.balance().status());
        acme.pays("2");
        assertEquals(AccountEvent.Type.REACTIVATED, acme.events.getLast());
    }

    @Test
    void shouldDoNothingToAnAccountThatPaysAfterwards() {
        var acme = account(NONE, "0").answers("one", BY_SECOND).at(10_000);
        assertEquals(Status.ACTIVE, acme.balance().status());
        assertNull(acme.balance().exhaustsAt());
        assertTrue(acme.events.isEmpty());
    }

    @Test
    void shouldSayOnceEachTimeThatTheBalanceGoesBelowTheThreshold() {
        var acme = new LedgerScene(withThreshold(HARD, "0.50"), NO_LEAD).pays("1");
        acme.events.clear();
        acme.answers("one", BY_SECOND).at(70).ends("one");
        assertEquals(List.of(AccountEvent.Type.LOW), acme.events);
        assertEquals(second(50), acme.eventTimes.getLast());
        acme.answers("two", BY_SECOND).at(75).ends("two");
        assertEquals(List.of(AccountEvent.Type.LOW), acme.events);
        acme.pays("1").answers("three", BY_SECOND).at(170).ends("three");
        assertEquals(List.of(AccountEvent.Type.LOW, AccountEvent.Type.LOW), acme.events);
        assertEquals(Status.LOW, acme.balance().status());
    }

    @Test
    void shouldHeedAChangedLimitAtOnce() {
        var acme = account(HARD, "0").pays("1").answers("one", BY_SECOND);
        acme.configured(ExampleCustomers.acme(HARD, "1"));
        assertEquals(second(200), acme.balance().exhaustsAt());
        acme.at(150).configured(ExampleCustomers.acme(HARD, "0"));
        assertEquals(Status.SUSPENDED, acme.balance().status());
    }

    @Test
    void shouldTellWhatTheLiveCallsHaveCostSoFar() {
        var acme =
                account(HARD, "0").pays("10").answers("one", BY_MINUTE).at(61).answers("two", BY_SECOND);
        assertEquals(new BigDecimal("1.21"), acme.balance().reserved());
        assertEquals(2, acme.balance().liveCalls());
    }

    @Test
    void shouldGoOnAfterARestartWhereItWas() {
        var acme = account(HARD, "0").pays("1").answers("one", BY_SECOND).at(40);
        var restored = new Ledger(
                acme.ledger().state(), new AccountCalls.Of(acme.live("one"), List.of()), NO_LEAD, second(40));
        assertEquals(second(100), restored.tell(second(40)).exhaustsAt());
    }

    @Test
    void shouldSuspendNobodyForACallThatIsUncertain() {
        LedgerScene acme = account(BalanceManagement.HARD, "0").pays("1").answers("one", BY_SECOND);
        acme.at(50).doubts("one", second(40));
        assertEquals(new BigDecimal("0.41"), acme.balance().reserved());
        assertNull(acme.balance().exhaustsAt());
        acme.at(10_000);
        assertEquals(Balance.Status.ACTIVE, acme.balance().status());
        acme.ends("one", second(40));
        assertEquals(new BigDecimal("0.6"), acme.balance().balance().stripTrailingZeros());
        assertTrue(acme.commands.stream().noneMatch(SwitchCommand.EndCall.class::isInstance));
    }

    @Test
    void shouldSuspendAtOnceWhenItTurnsOutThatTheCallWentOn() {
        LedgerScene acme = account(BalanceManagement.HARD, "0").pays("1").answers("one", BY_SECOND);
        acme.at(50).doubts("one", second(40)).at(200).doubts("one", null);
        assertEquals(Balance.Status.SUSPENDED, acme.balance().status());
        assertEquals(
                1,
                acme.commands.stream()
                        .filter(SwitchCommand.EndCall.class::isInstance)
                        .count());
    }

    @Test
    void shouldGoOnBurningWhatIsCertain() {
        LedgerScene acme = account(BalanceManagement.HARD, "0")
                .pays("1")
                .answers("one", BY_SECOND)
                .answers("two", BY_SECOND);
        acme.at(20).doubts("one", second(9));
        assertEquals(second(90), acme.balance().exhaustsAt(), "0.10 of the first, the rest for the second");
        acme.at(91);
        assertEquals(Balance.Status.SUSPENDED, acme.balance().status());
    }

    /** The gap is told of after the money seemed to be used up. */
    @Test
    void shouldLiftASuspensionThatOnlyAnUncertainCallMade() {
        LedgerScene acme = account(BalanceManagement.HARD, "0").pays("1").answers("one", BY_SECOND);
        acme.at(101);
        assertEquals(Balance.Status.SUSPENDED, acme.balance().status());
        acme.at(110).doubts("one", second(60));
        assertEquals(Balance.Status.ACTIVE, acme.balance().status());
        assertInstanceOf(SwitchCommand.Unblock.class, acme.commands.getLast());
        acme.at(120).ends("one", second(60));
        assertEquals(Balance.Status.ACTIVE, acme.balance().status());
        assertEquals(new BigDecimal("0.4"), acme.balance().balance().stripTrailingZeros());
    }

    @Test
    void shouldKeepASuspensionThatCameBeforeTheGap() {
        LedgerScene acme = account(BalanceManagement.HARD, "0").pays("1").answers("one", BY_SECOND);
        acme.at(101).at(110).doubts("one", second(105));
        assertEquals(Balance.Status.SUSPENDED, acme.balance().status());
    }
}
