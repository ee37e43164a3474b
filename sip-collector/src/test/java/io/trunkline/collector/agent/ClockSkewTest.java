package io.trunkline.collector.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClockSkewTest {

    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_795_230_245 * SECOND;

    private final ClockSkew skew = new ClockSkew();

    private void message(long sentAfter, long ahead, long way) {
        skew.add(NOW + sentAfter + ahead, NOW + sentAfter + way);
    }

    @Test
    void shouldKnowNothingBeforeTheFirstMessage() {
        assertFalse(skew.known());
        message(0, 0, 0);
        assertTrue(skew.known());
    }

    @Test
    void shouldBelieveThePromptestMessageAndTellHowLateTheLatestCame() {
        message(0, 3 * SECOND, 40_000);
        message(1, 3 * SECOND, 250);
        message(2, 3 * SECOND, 7 * SECOND);
        assertEquals(3 * SECOND - 250, skew.skewMicros());
        assertEquals(7 * SECOND - 250, skew.lateMicros());
    }

    @Test
    void shouldFollowAClockThatWasSetWithinAMinute() {
        message(0, 60 * SECOND, 0);
        message(20 * SECOND, 0, 0);
        assertEquals(60 * SECOND, skew.skewMicros());
        message(31 * SECOND, 0, 0);
        assertEquals(60 * SECOND, skew.skewMicros(), "the former half minute still counts");
        message(62 * SECOND, 0, 0);
        assertEquals(0, skew.skewMicros());
        assertEquals(0, skew.lateMicros());
    }

    @Test
    void shouldForgetAllAfterALongSilence() {
        message(0, -5 * SECOND, 0);
        message(3_600 * SECOND, -6 * SECOND, 0);
        assertEquals(-6 * SECOND, skew.skewMicros());
    }

    @Test
    void shouldGoOnWhenOurOwnClockIsSetBack() {
        message(0, 0, 0);
        message(-3_600 * SECOND, 3_600 * SECOND, 0);
        assertEquals(3_600 * SECOND, skew.skewMicros());
    }
}
