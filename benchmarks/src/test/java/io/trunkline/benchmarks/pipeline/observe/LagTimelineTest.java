package io.trunkline.benchmarks.pipeline.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LagTimelineTest {

    @Test
    void shouldKeepPaceWhenALongWaitIsMadeUpFor() {
        var timeline = behind(9_000, 4_000, 500, 400, 450, 380);
        assertEquals("", timeline.fellBehind());
        assertEquals(9, timeline.worstSeconds());
    }

    @Test
    void shouldFallBehindWhenTheEndIsMoreThanTwoSecondsBehind() {
        assertTrue(behind(100, 100, 100, 100, 100, 2_100).fellBehind().contains("2.1 s behind at the end"));
    }

    @Test
    void shouldFallBehindWhenTheWaitGrowsSteadily() {
        assertTrue(behind(100, 300, 500, 700, 1_000, 1_300).fellBehind().contains("over the second half"));
    }

    private static LagTimeline behind(long... callsMillis) {
        var timeline = new LagTimeline();
        for (int i = 0; i < callsMillis.length; i++) {
            timeline.add(new LagTimeline.Step(
                    (i + 1L) * LagTimeline.STEP_SECONDS,
                    0,
                    Map.of(Stage.CALL, callsMillis[i], Stage.CDR, 0L, Stage.ROW, 0L),
                    Map.of()));
        }
        return timeline;
    }
}
