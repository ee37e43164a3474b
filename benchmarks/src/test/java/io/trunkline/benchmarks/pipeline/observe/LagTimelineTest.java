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
        assertEquals(
                "call on its topic: 2.1 s behind at the end",
                behind(100, 100, 100, 100, 100, 2_100).fellBehind());
    }

    @Test
    void shouldBearRowsThatAreGatheredForThreeSecondsAndNoLonger() {
        assertEquals("", rowsBehind(2_900).fellBehind());
        assertEquals(
                "row in ClickHouse: 3.1 s behind at the end", rowsBehind(3_100).fellBehind());
    }

    @Test
    void shouldFallBehindWhenTheWaitGrowsSteadily() {
        assertTrue(behind(100, 300, 500, 700, 1_000, 1_300).fellBehind().contains("over the second half"));
    }

    @Test
    void shouldNotTakeTheStepFromASlowerWarmingUpForGrowth() {
        assertEquals(
                "",
                behindAfterWarmingUp(4, 300, 300, 300, 300, 1_800, 1_700, 1_500, 1_400)
                        .fellBehind());
        assertTrue(behindAfterWarmingUp(4, 300, 300, 300, 300, 500, 700, 1_100, 1_900)
                .fellBehind()
                .contains("over the second half"));
    }

    private static LagTimeline rowsBehind(long millis) {
        var timeline = new LagTimeline(0);
        timeline.add(step(1, 0, millis));
        return timeline;
    }

    private static LagTimeline behind(long... callsMillis) {
        return behindAfterWarmingUp(0, callsMillis);
    }

    private static LagTimeline behindAfterWarmingUp(int steps, long... callsMillis) {
        var timeline = new LagTimeline((long) steps * LagTimeline.STEP_SECONDS);
        for (int i = 0; i < callsMillis.length; i++) {
            timeline.add(step(i + 1, callsMillis[i], 0));
        }
        return timeline;
    }

    private static LagTimeline.Step step(long number, long callsMillis, long rowsMillis) {
        return new LagTimeline.Step(
                number * LagTimeline.STEP_SECONDS,
                0,
                Map.of(Stage.CALL, callsMillis, Stage.CDR, 0L, Stage.ROW, rowsMillis),
                Map.of());
    }
}
