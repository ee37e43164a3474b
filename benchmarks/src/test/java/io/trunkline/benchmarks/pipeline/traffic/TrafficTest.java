package io.trunkline.benchmarks.pipeline.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.benchmarks.pipeline.traffic.TrafficSettings.Approach;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final TrafficSettings SETTINGS = new TrafficSettings(3, "r1", 20, 1_000, 60, 4_000);

    private final Traffic traffic = new Traffic(SETTINGS);

    @Test
    void shouldBeginCallsOneAfterTheOtherOverTheWholeTime() {
        for (long call = 1; call < traffic.calls(); call++) {
            assertTrue(traffic.startMillis(call - 1) <= traffic.startMillis(call));
        }
        assertClose(60_000, traffic.startMillis(traffic.calls() - 1), 100);
    }

    @Test
    void shouldBeginAtTheRateOfTheApproach() {
        var quicker = new Traffic(new TrafficSettings(3, "r1", 20, 1_000, 60, 4_000, new Approach(500, 20)));
        long before = Math.round(quicker.callsPerSecond() / 2 * 20);
        long behind = Math.round(quicker.callsPerSecond() * 40);
        assertClose(before + behind, quicker.calls(), 1);
        assertClose(10_000, quicker.startMillis(before / 2), 100);
        assertClose(20_000, quicker.startMillis(before), 100);
        assertClose(40_000, quicker.startMillis(before + behind / 2), 100);
        for (long call = 1; call < quicker.calls(); call++) {
            assertTrue(quicker.startMillis(call - 1) <= quicker.startMillis(call));
        }
        assertClose(60_000, quicker.registrationStartMillis(quicker.registrations()), 200);
    }

    private static void assertClose(long expected, long actual, long apart) {
        assertTrue(Math.abs(expected - actual) <= apart, () -> actual + " is not close to " + expected);
    }

    @Test
    void shouldPlaySoManyMessagesASecond() {
        long messages = 2 * traffic.registrations();
        for (long call = 0; call < traffic.calls(); call++) {
            messages += traffic.template(call).packets().size();
        }
        assertClose(60_000, messages, 600);
    }

    @Test
    void shouldLetCallsLastUntilSoManyAreUp() {
        long talk = Traffic.meanTalkMillis(SETTINGS, 1_000);
        var longer = new Traffic(new TrafficSettings(3, "r1", 20, 1_000, 60, talk));
        assertEquals(1_000, longer.callsUp(), 50);
    }
}
