package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.PriceStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeMinutesTest {

    private static List<String> texts(Charge charge) {
        return charge.steps().stream().map(PriceStep::text).toList();
    }

    @Test
    void shouldTakeWholeMinutesRoundedUpAndCoverConnectFeeAndAll() {
        Charge charge = Charge.of(
                Tariffs.perMinute("0.10").connectFee("0.05").increments(60, 60).inPackage("gold"), 191_000, 10);
        assertEquals(240, charge.freeSeconds());
        assertEquals(BigDecimal.ZERO, charge.price());
        assertEquals(0, charge.billedSeconds());
        assertEquals(
                List.of(
                        "duration 191000 ms, counted as 191 s",
                        "4 free minutes of the package gold taken, which cover the call"),
                texts(charge));
    }

    @Test
    void shouldChargeWhatIsBeyondTheLastFreeMinuteWithConnectFeeAndFirstIncrementFromThere() {
        Charge charge = Charge.of(
                Tariffs.perMinute("0.12").connectFee("0.05").increments(30, 6).inPackage("gold"), 191_000, 2);
        assertEquals(120, charge.freeSeconds());
        // Second 120 to 191: a first increment of 30 s and seven of 6 s.
        assertEquals(72, charge.billedSeconds());
        assertEquals(new BigDecimal("0.194"), charge.price());
        assertEquals(
                List.of(
                        "duration 191000 ms, counted as 191 s",
                        "2 free minutes of the package gold taken, which were the last: charged from second 120 on",
                        "connect fee",
                        "first increment of 30 s at 0.12 a minute",
                        "7 × 6 s at 0.12 a minute",
                        "rounded half up to 6 decimals"),
                texts(charge));
    }

    @Test
    void shouldChargeACallThatEndsWithItsLastFreeMinuteNothing() {
        var tariff = Tariffs.perMinute("0.12").connectFee("0.05").inPackage("gold");
        assertEquals(BigDecimal.ZERO, Charge.of(tariff, 120_000, 2).price());
        assertEquals(new BigDecimal("0.052"), Charge.of(tariff, 120_001, 2).price());
    }

    @Test
    void shouldTakeNoneForACallThatCostsNothingAnyway() {
        var graced = Tariffs.perMinute("0.12").grace(10).inPackage("gold");
        assertEquals(0, Charge.of(graced, 10_000, 5).freeSeconds());
        assertEquals(60, Charge.of(graced, 11_000, 5).freeSeconds());
        var free = Tariffs.perMinute("0.12").free(30).inPackage("gold");
        assertEquals(0, Charge.of(free, 30_000, 5).freeSeconds());
    }

    @Test
    void shouldCountFreeSecondsOfTheRateAndFreeMinutesFromTheAnswerAlike() {
        var tariff = Tariffs.perMinute("0.60").free(90).inPackage("gold");
        // One free minute ends within the 90 s that are free anyway, two end behind them.
        assertEquals(new BigDecimal("0.3"), Charge.of(tariff, 120_000, 1).price());
        assertEquals(BigDecimal.ZERO, Charge.of(tariff, 120_000, 2).price());
    }

    private static BillingMonth month(String at, int billingDay, String zone) {
        return BillingMonth.at(Instant.parse(at), billingDay, ZoneId.of(zone));
    }

    @Test
    void shouldBeginTheMonthOnTheBillingDayInItsZone() {
        BillingMonth month = month("2026-11-14T23:30:00Z", 15, "Europe/Berlin");
        assertEquals(LocalDate.of(2026, 11, 15), month.firstDay());
        assertEquals(LocalDate.of(2026, 12, 14), month.lastDay());
        assertEquals(Instant.parse("2026-11-14T23:00:00Z"), month.from());
        assertEquals(Instant.parse("2026-12-14T23:00:00Z"), month.until());
        assertEquals(
                LocalDate.of(2026, 10, 15),
                month("2026-11-14T22:59:59.999999Z", 15, "Europe/Berlin").firstDay());
    }

    @Test
    void shouldBeginOnTheLastDayOfAMonthThatHasNoSuchDay() {
        assertEquals(
                LocalDate.of(2027, 2, 28),
                month("2027-02-28T00:00:00Z", 31, "UTC").firstDay());
        assertEquals(
                LocalDate.of(2027, 3, 30),
                month("2027-02-28T00:00:00Z", 31, "UTC").lastDay());
        assertEquals(
                LocalDate.of(2027, 3, 31),
                month("2027-03-31T00:00:00Z", 31, "UTC").firstDay());
        assertEquals(
                LocalDate.of(2028, 2, 29),
                month("2028-03-29T10:00:00Z", 30, "UTC").firstDay());
    }

    @Test
    void shouldFollowEachOtherWithoutAGapForYears() {
        for (int day = 1; day <= 31; day++) {
            BillingMonth month = BillingMonth.at(Instant.parse("2026-01-01T00:00:00Z"), day, ZoneOffset.UTC);
            for (int i = 0; i < 60; i++) {
                assertEquals(month.until(), month.next().from());
                assertEquals(month, BillingMonth.at(month.from(), day, ZoneOffset.UTC));
                assertEquals(month, BillingMonth.at(month.until().minusNanos(1), day, ZoneOffset.UTC));
                assertEquals(month, month.next().before());
                month = month.next();
            }
        }
    }
}
