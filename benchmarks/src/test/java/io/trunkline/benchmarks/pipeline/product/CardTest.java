package io.trunkline.benchmarks.pipeline.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sums done by hand, by section 5 of the contract. */
class CardTest {

    @Test
    void shouldChargeWholeSeconds() {
        assertEquals(Optional.of(new BigDecimal("0.015250")), Card.price("498999998123", 60_001));
    }

    @Test
    void shouldChargeTheFirstIncrementAndWholeNextOnes() {
        // 31 s are 30 and 6: 36 × 0.0310 / 60.
        assertEquals(Optional.of(new BigDecimal("0.018600")), Card.price("447700900123", 30_200));
    }

    @Test
    void shouldAddTheConnectFeeOnce() {
        // 60 s at least: 0.0277 and 0.0050.
        assertEquals(Optional.of(new BigDecimal("0.032700")), Card.price("48600000123", 2_500));
    }

    @Test
    void shouldRoundTheSumOnce() {
        // 7 × 0.0890 / 60 and 0.0100 are 0.020383333…
        assertEquals(Optional.of(new BigDecimal("0.020383")), Card.price("4917604069123", 6_500));
    }

    @Test
    void shouldHaveNoPriceForSatellites() {
        assertEquals(Optional.empty(), Card.price("881651234567", 1_000));
    }
}
