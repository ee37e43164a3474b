package io.trunkline.benchmarks.pipeline.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final TrafficSettings SETTINGS = new TrafficSettings(3, "r1", 20, 1_000, 60, 4_000);

    private final Traffic traffic = new Traffic(SETTINGS);

    @Test
    void shouldBeginCallsOneAfterTheOtherOverTheWholeTime() {
        for (long call = 1; call < traffic.calls(); call++) {
            assertTrue(traffic.startMillis(call - 1) <= traffic.startMillis(call));
        }
        assertTrue(Math.abs(60_000 - traffic.startMillis(traffic.calls() - 1)) <= 100);
    }

    @Test
    void shouldPlaySoManyMessagesASecond() {
        long messages = 2 * traffic.registrations();
        for (long call = 0; call < traffic.calls(); call++) {
            messages += traffic.template(call).packets().size();
        }
        assertTrue(Math.abs(60_000 - messages) <= 600, () -> "not 60,000 messages");
    }

    @Test
    void shouldLetCallsLastUntilSoManyAreUp() {
        long talk = Traffic.meanTalkMillis(SETTINGS, 1_000);
        var longer = new Traffic(new TrafficSettings(3, "r1", 20, 1_000, 60, talk));
        assertEquals(1_000, longer.callsUp(), 50);
    }
}
