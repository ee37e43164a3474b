package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackagedTest {

    private static final BillingMonth MONTH =
            BillingMonth.at(Instant.parse("2026-11-21T12:00:00Z"), 15, ZoneOffset.UTC);

    private static final Optional<Tariff> FOUND = Optional.of(
            Tariffs.perMinute("0.009").connectFee("0.05").increments(30, 6).tariff());

    private static CallPackage gold(String fixed, String percent, int pulse, String belowRate, boolean onNet) {
        return new CallPackage(
                "gold",
                "Gold",
                "retail",
                new BigDecimal(fixed),
                new BigDecimal(percent),
                pulse,
                List.of("3161", "800"),
                belowRate == null ? null : new BigDecimal(belowRate),
                onNet);
    }

    private static Charge charge(CallPackage taken, Optional<Tariff> found, String number, boolean onNet) {
        return Charge.of(
                Packaged.of(taken, Tariffs.card(), found, number, onNet, MONTH).orElseThrow(), 61_000);
    }

    private static List<String> texts(Charge charge) {
        return charge.steps().stream().map(PriceStep::text).toList();
    }

    @Test
    void shouldPutItsMarkupOnTheMinuteAndNotOnTheConnectFee() {
        Charge charge = charge(gold("0.0025", "20", 0, null, false), FOUND, "31620", false);
        // 30 + 6 × 6 s of 0.0138 a minute
        assertEquals(new BigDecimal("0.06518"), charge.price());
        assertTrue(texts(charge).contains("markup of package gold at the answer: (0.009 + 0.0025) × 1.2 a minute"));
    }

    @Test
    void shouldCountInItsPulseInsteadOfBothIncrements() {
        Charge charge = charge(gold("0", "0", 60, null, false), FOUND, "31620", false);
        assertEquals(120, charge.billedSeconds());
        assertTrue(texts(charge).contains("counted in 60 s by the package gold"));
    }

    @Test
    void shouldChargeNothingForAFreePrefixACheapRateAndAnOwnNumberAndSayWhy() {
        var numbers = charge(gold("0", "0", 0, null, false), FOUND, "31612", false);
        assertEquals(BigDecimal.ZERO, numbers.price());
        assertEquals(0, numbers.billedSeconds());
        assertEquals(
                "free by the package gold: numbers under 3161 cost nothing",
                texts(numbers).get(1));
        var cheap = charge(gold("0.001", "0", 0, "0.010", false), FOUND, "31620", false);
        assertEquals(BigDecimal.ZERO, cheap.price());
        assertTrue(
                texts(cheap).get(1).contains("0.01 a minute is not above 0.01,"),
                texts(cheap).toString());
        var own = charge(gold("0", "0", 0, null, true), FOUND, "31620", true);
        assertEquals(
                "free by the package gold: the called number is on the same platform",
                texts(own).get(1));
    }

    @Test
    void shouldLetNothingGoThatIsDearerOrBelongsToOthers() {
        assertEquals(
                new BigDecimal("0.0599"),
                charge(gold("0", "0", 0, "0.0089", true), FOUND, "31620", false).price());
        assertEquals(
                new BigDecimal("0.0599"),
                charge(gold("0", "0", 0, null, false), FOUND, "31620", true).price());
    }

    @Test
    void shouldLetAFreeCallGoOfWhichNoCardKnows() {
        assertEquals(
                BigDecimal.ZERO,
                charge(gold("0", "0", 0, null, true), Optional.empty(), "1001", true)
                        .price());
        assertEquals(
                BigDecimal.ZERO,
                charge(gold("0", "0", 0, null, false), Optional.empty(), "80012", false)
                        .price());
        assertTrue(Packaged.of(gold("0", "0", 0, "1", true), Tariffs.card(), Optional.empty(), "4930", false, MONTH)
                .isEmpty());
    }

    @Test
    void shouldNeverBeBurning() {
        Tariff free = Packaged.of(gold("0", "0", 0, null, true), Tariffs.card(), FOUND, "31620", true, MONTH)
                .orElseThrow();
        assertTrue(Meter.of(free).isFree());
        assertEquals(BigDecimal.ZERO, Meter.of(free).ceiling().atAnswer());
    }
}
