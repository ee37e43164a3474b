package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChargeTest {

    @Test
    void shouldChargeTheFirstIncrementWhenTheCallIsShorter() {
        assertEquals(
                new BigDecimal("0.5"), Tariffs.perMinute("1").increments(30, 6).price(7));
        assertEquals(30, Tariffs.perMinute("1").increments(30, 6).billed(7));
    }

    @Test
    void shouldCountTheNextIncrementsFromTheEndOfTheFirst() {
        assertEquals(34, Tariffs.perMinute("1").increments(10, 6).billed(30));
    }

    @Test
    void shouldRoundTheDurationUpToWholeSeconds() {
        var tariff = Tariffs.perMinute("0.60").tariff();
        assertEquals(60, Charge.of(tariff, 60_000).durationSeconds());
        assertEquals(61, Charge.of(tariff, 60_001).durationSeconds());
        assertEquals(new BigDecimal("0.61"), Charge.of(tariff, 60_001).price());
    }

    @Test
    void shouldChargeNothingForACallOfZeroSecondsNotEvenTheConnectFee() {
        var charge = Charge.of(Tariffs.perMinute("1").connectFee("0.10").tariff(), 0);
        assertEquals(BigDecimal.ZERO, charge.price());
        assertEquals(0, charge.billedSeconds());
    }

    @Test
    void shouldChargeNothingUpToTheGraceSecondsAndTheWholeCallBeyond() {
        var tariff = Tariffs.perMinute("0.60").connectFee("0.05").grace(3);
        assertEquals(BigDecimal.ZERO, tariff.price(3));
        assertEquals(new BigDecimal("0.09"), tariff.price(4));
    }

    @Test
    void shouldTakeTheFreeSecondsOffBeforeTheIncrements() {
        var tariff = Tariffs.perMinute("0.60").increments(30, 6).free(20);
        assertEquals(30, tariff.billed(40));
        assertEquals(36, tariff.billed(51));
    }

    @Test
    void shouldChargeOnlyTheConnectFeeWhenTheFreeSecondsCoverTheCall() {
        var tariff =
                Tariffs.perMinute("0.60").connectFee("0.05").increments(30, 6).free(20);
        assertEquals(0, tariff.billed(20));
        assertEquals(new BigDecimal("0.05"), tariff.price(20));
    }

    @Test
    void shouldChargeAtMostTheHighestPrice() {
        var tariff = Tariffs.perMinute("0.60").connectFee("0.05").maxPrice("1.25");
        assertEquals(new BigDecimal("1.25"), tariff.price(120));
        assertEquals(new BigDecimal("1.25"), tariff.price(36_000));
    }

    @Test
    void shouldRoundOnceAtTheEndAsTheCardSays() {
        var tariff = Tariffs.perMinute("0.02").increments(1, 1);
        assertEquals(
                new BigDecimal("0.0003"), tariff.rounded(4, Rounding.HALF_UP).price(1));
        assertEquals(new BigDecimal("0.0004"), tariff.rounded(4, Rounding.UP).price(1));
        assertEquals(new BigDecimal("0.2"), tariff.rounded(4, Rounding.UP).price(600));
    }

    /** Where each increment is rounded before it is multiplied, these come to 0.198, 0.102 and 0.3001. */
    @Test
    void shouldNotRoundEachIncrement() {
        assertEquals(new BigDecimal("0.2"), Tariffs.perMinute("0.02").price(600));
        assertEquals(new BigDecimal("0.1"), Tariffs.perMinute("0.01").price(600));
        assertEquals(new BigDecimal("0.3"), Tariffs.perMinute("0.1").price(180));
    }

    @Test
    void shouldShowTheSumStepByStep() {
        var charge = Charge.of(
                Tariffs.perMinute("0.15").connectFee("0.05").increments(30, 6).tariff(), 40_200);
        assertEquals(
                """
                duration 40200 ms, counted as 41 s: 0
                connect fee: 0.05
                first increment of 30 s at 0.15 a minute: 0.075
                2 × 6 s at 0.15 a minute: 0.03
                rounded half up to 6 decimals: 0.155
                """,
                charge.steps().stream()
                        .map(step -> step.text() + ": " + step.amount().toPlainString() + "\n")
                        .reduce("", String::concat));
    }

    /** As everywhere: however many zeros the card's file wrote, and with the currency's digits at least. */
    @Test
    void shouldNameRatesInOneFormHoweverTheCardWritesThem() {
        assertEquals("first increment of 1 s at 0.076 a minute", stepOf("0.0760"));
        assertEquals("first increment of 1 s at 0.60 a minute", stepOf("0.6"));
        assertEquals("first increment of 1 s at 100.00 a minute", stepOf("1E+2"));
    }

    private static String stepOf(String perMinute) {
        return Charge.of(Tariffs.perMinute(perMinute).tariff(), 1_000)
                .steps()
                .get(1)
                .text();
    }

    @Test
    void shouldNameTheSecondsThatAnAmountPaysFor() {
        var tariff = Tariffs.perMinute("0.60").increments(60, 60).tariff();
        assertEquals(OptionalLong.of(120), Meter.of(tariff).secondsFor(new BigDecimal("1.20")));
        assertEquals(OptionalLong.of(120), Meter.of(tariff).secondsFor(new BigDecimal("1.79")));
        assertEquals(OptionalLong.of(0), Meter.of(tariff).secondsFor(new BigDecimal("0.59")));
        assertEquals(OptionalLong.of(0), Meter.of(tariff).secondsFor(new BigDecimal("-1")));
    }

    @Test
    void shouldLetACallGoOnForEverWhenItsHighestPriceIsPaid() {
        var tariff = Tariffs.perMinute("0.60").maxPrice("1").tariff();
        assertEquals(OptionalLong.empty(), Meter.of(tariff).secondsFor(BigDecimal.ONE));
    }

    private static boolean isFree(Tariff tariff) {
        return Meter.of(tariff).isFree();
    }

    @Test
    void shouldKnowATariffThatNeverCostsAnything() {
        assertTrue(isFree(Tariffs.perMinute("0").tariff()));
        assertTrue(isFree(Tariffs.perMinute("1").maxPrice("0").tariff()));
        assertFalse(isFree(Tariffs.perMinute("0").connectFee("0.01").tariff()));
        assertFalse(isFree(Tariffs.perMinute("0.01").grace(10).tariff()));
    }
}
