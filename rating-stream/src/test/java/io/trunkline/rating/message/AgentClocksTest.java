package io.trunkline.rating.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Times are in seconds; a packet takes 0.02 s to the collector unless it is said. */
class AgentClocksTest {

    private static final double WAY = 0.02;

    private final AgentClocks clocks = new AgentClocks();

    private double waited(String agent, double at, double receivedAt) {
        return clocks.waited(agent, Math.round(at * 1e6), Math.round(receivedAt * 1e6)) / 1e6;
    }

    @Test
    void shouldSayHowMuchLongerAPacketTookThanTheQuickest() {
        assertEquals(0, waited("a", 10, 10 + WAY));
        assertEquals(3, waited("a", 11, 14 + WAY));
        assertEquals(0, waited("a", 15, 15.01), "the quickest yet");
        assertEquals(0.01, waited("a", 16, 16 + WAY));
    }

    @Test
    void shouldMeasureEachAgentsClockByItself() {
        assertEquals(0, waited("behind", 0, 3_600 + WAY));
        assertEquals(0, waited("ahead", 3_602, 3_600 + WAY));
        assertEquals(0.5, waited("behind", 1, 3_601.5 + WAY));
        assertEquals(0.5, waited("ahead", 3_603, 3_601.5 + WAY));
    }

    @Test
    void shouldForgetAfterTenMinutesAndNotBeforeFive() {
        waited("a", 0, WAY);
        for (int second = 1; second < 300; second++) {
            assertEquals(1, waited("a", second, second + 1 + WAY), "the quickest counts for five minutes");
        }
        assertEquals(1, waited("a", 400, 401 + WAY), "and for the next five");
        assertEquals(0, waited("a", 700, 701 + WAY));
    }

    @Test
    void shouldMeasureAnewWhenAClockIsSetBack() {
        waited("a", 1_000, 1_000 + WAY);
        assertEquals(0, waited("a", 1_001 - 3_600, 1_001 + WAY), "it did not wait for an hour");
        assertEquals(0.2, waited("a", 1_002 - 3_600, 1_002.2 + WAY), 1e-9);
    }

    @Test
    void shouldNotTakeAnOvertakenPacketForAClockThatIsSetBack() {
        waited("a", 1_000, 1_000 + WAY);
        assertEquals(2, waited("a", 998, 1_000 + WAY), 1e-9);
    }

    @Test
    void shouldFollowAClockThatIsSetForward() {
        waited("a", 1_000, 1_000 + WAY);
        assertEquals(0, waited("a", 1_001 + 60, 1_001 + WAY));
        assertEquals(0.3, waited("a", 1_002 + 60, 1_002.3 + WAY), 1e-9);
    }
}
