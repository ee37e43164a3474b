package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.ExampleCustomers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What was booked stays: corrections come on top, by hand or because a call was rated again. */
class CorrectionsTest {

    private static LedgerScene acme(BalanceManagement management) {
        return new LedgerScene(ExampleCustomers.acme(management, "0"), LedgerScene.NO_LEAD);
    }

    private static Tariff perMinute(String rate) {
        return new Tariff(
                "retail",
                "EUR",
                6,
                Rounding.HALF_UP,
                new Rate("31", "Netherlands", new BigDecimal(rate), BigDecimal.ZERO, 1, 1, 0, 0, null, null, null));
    }

    private static List<String> amounts(LedgerScene scene) {
        return scene.entries.stream()
                .map(entry -> entry.type() + " " + entry.amount().toPlainString() + " " + entry.reference())
                .toList();
    }

    @Test
    void shouldReverseACallAndBookItAgainInsteadOfChangingIt() {
        LedgerScene acme = acme(BalanceManagement.NONE);
        acme.answers("one", perMinute("0.60")).at(60).ends("one");
        acme.isRatedAgain(acme.lastCdr(), perMinute("0.50"));
        assertEquals(List.of("CALL -0.6 one", "CORRECTION 0.6 one#1", "CORRECTION -0.5 one#1"), amounts(acme));
        assertEquals(
                "reversal: call to 31201000 (Netherlands), 60 s",
                acme.entries.get(1).description());
        assertEquals(0, new BigDecimal("-0.5").compareTo(acme.balance().balance()));
        assertEquals(1, acme.lastCdr().revision());
        assertEquals(new BigDecimal("0.5"), acme.lastCdr().price());
    }

    @Test
    void shouldBookACallThatHadNoRate() {
        LedgerScene acme = acme(BalanceManagement.NONE);
        acme.answers("one", null).at(60).ends("one");
        assertEquals(Cdr.Rating.UNRATED, acme.lastCdr().rating());
        acme.isRatedAgain(acme.lastCdr(), perMinute("0.50"));
        assertEquals(List.of("CORRECTION -0.5 one#1"), amounts(acme));
        assertEquals(Cdr.Rating.RATED, acme.lastCdr().rating());
    }

    @Test
    void shouldBookOnlyTheReversalOfACallThatCostsNothingNow() {
        LedgerScene acme = acme(BalanceManagement.NONE);
        acme.answers("one", perMinute("0.60")).at(60).ends("one");
        acme.isRatedAgain(acme.lastCdr(), perMinute("0"));
        assertEquals(List.of("CALL -0.6 one", "CORRECTION 0.6 one#1"), amounts(acme));
        assertEquals(0, acme.balance().balance().signum());
    }

    @Test
    void shouldReactivateByMoneyThatIsGivenBackAndSuspendByMoneyThatIsTaken() {
        LedgerScene acme = acme(BalanceManagement.HARD).pays("1").isCharged("1");
        assertEquals(
                List.of(AccountEvent.Type.SUSPENDED), acme.events.subList(acme.events.size() - 1, acme.events.size()));
        acme.isCorrected("0.5");
        assertEquals(AccountEvent.Type.REACTIVATED, acme.events.getLast());
        acme.isCorrected("-0.5");
        assertEquals(AccountEvent.Type.SUSPENDED, acme.events.getLast());
        LedgerEntry last = acme.entries.getLast();
        assertEquals(LedgerEntry.Type.CORRECTION, last.type());
        assertEquals("why", last.description());
    }

    @Provide
    Arbitrary<String> rates() {
        return Arbitraries.of("0", "0.01", "0.333333", "1.2");
    }

    @Property(tries = 200)
    void entriesAddUpToTheBalanceAndEveryCallToItsLastPrice(
            @ForAll @Size(min = 1, max = 12) List<@From("rates") String> first,
            @ForAll @Size(min = 12, max = 12) List<@From("rates") String> second,
            @ForAll @Size(min = 12, max = 12) List<@From("rates") String> third) {
        LedgerScene acme = acme(BalanceManagement.SOFT);
        var prices = new ArrayList<BigDecimal>();
        for (int i = 0; i < first.size(); i++) {
            double begins = i * 100;
            acme.at(begins).answers("call-" + i, perMinute(first.get(i)));
            acme.at(begins + 7 + i).ends("call-" + i);
            acme.isRatedAgain(acme.lastCdr(), perMinute(second.get(i)));
            acme.isRatedAgain(acme.lastCdr(), perMinute(third.get(i)));
            assertEquals(2, acme.lastCdr().revision());
            prices.add(acme.lastCdr().price());
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < acme.entries.size(); i++) {
            LedgerEntry entry = acme.entries.get(i);
            sum = sum.add(entry.amount());
            assertEquals(i + 1, entry.sequence());
            assertEquals(0, sum.compareTo(entry.balanceAfter()));
        }
        BigDecimal owed = prices.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, sum.add(owed).signum());
    }

    @Test
    void shouldMakeTheSameOrderOfTheSameRecordSoThatItIsBookedOnce() {
        LedgerScene acme = acme(BalanceManagement.NONE);
        acme.answers("one", perMinute("0.60")).at(60).ends("one");
        Cdr before = acme.lastCdr();
        Cdr after = before.ratedAgain(perMinute("0.5"), 60, 0, new BigDecimal("0.5"), List.of());
        Cdr other = before.ratedAgain(perMinute("0.4"), 60, 0, new BigDecimal("0.4"), List.of());
        assertEquals(
                AccountCommand.Rerating.of(before, after, "", acme.now()).id(),
                AccountCommand.Rerating.of(before, other, "", acme.now().plusSeconds(60))
                        .id());
    }
}
