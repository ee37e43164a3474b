package io.trunkline.rating.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RatingMetricsTest {

    private static final Instant START = Instant.parse("2026-11-23T17:00:00Z");

    private final RatingMetrics metrics = new RatingMetrics(new Telemetry());

    @Test
    void shouldBeAsFarBehindAsTheLastPacketOfACallWas() {
        assertEquals(Duration.ZERO, metrics.behind(START));
        metrics.updated(START, START.plusMillis(2_500));
        metrics.updated(START.plusMillis(100), START.plusMillis(2_520));
        assertEquals(Duration.ofMillis(2_420), metrics.behind(START.plusMillis(7_519)));
    }

    @Test
    void shouldNotBeBehindWhenNoPacketChangedACallForFiveSeconds() {
        metrics.updated(START, START.plusMillis(2_500));
        assertEquals(Duration.ZERO, metrics.behind(START.plusMillis(7_500)));
    }

    @Test
    void shouldNotBeBehindAPacketWhoseReceiptIsYetToCome() {
        metrics.updated(START.plusMillis(1), START);
        assertEquals(Duration.ZERO, metrics.behind(START));
    }
}
