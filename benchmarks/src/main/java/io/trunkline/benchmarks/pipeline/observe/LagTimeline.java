package io.trunkline.benchmarks.pipeline.observe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** How far behind the stages were, in steps of {@value #STEP_SECONDS} seconds. For one thread. */
public final class LagTimeline {

    /** Length of a step. */
    public static final int STEP_SECONDS = 5;

    /** At the end no stage may be further behind. Rows are gathered for a second or two before they are stored. */
    private static final Map<Stage, Long> MOST_MILLIS_AT_THE_END =
            Map.of(Stage.CALL, 2_000L, Stage.CDR, 2_000L, Stage.ROW, 3_000L);

    /** By so much a stage may get behind over the second half of what is measured: less is noise. */
    private static final double MOST_SECONDS_OF_GROWTH = 0.5;

    private static final List<Stage> WATCHED = List.of(Stage.CALL, Stage.CDR, Stage.ROW);

    /**
     * A step.
     *
     * @param untilSecond its end, from the run's beginning
     * @param sent messages sent so far
     * @param behindMillis at worst within the step, by stage
     * @param backlog messages that are in Kafka and not committed at its end, by group of consumers
     */
    public record Step(long untilSecond, long sent, Map<Stage, Long> behindMillis, Map<String, Long> backlog) {

        /** What the stages and groups say now. */
        public static Step now(long untilSecond, long sent, Delays delays, Backlogs backlogs)
                throws IOException, InterruptedException {
            var behind = new EnumMap<Stage, Long>(Stage.class);
            for (Stage stage : Stage.values()) {
                behind.put(stage, delays.behindMillis(stage));
            }
            try {
                return new Step(untilSecond, sent, behind, backlogs.messages());
            } catch (ExecutionException e) {
                throw new IOException("the groups' offsets are not to be had", e.getCause());
            }
        }

        double worstSeconds() {
            return WATCHED.stream().mapToLong(behindMillis::get).max().orElse(0) / 1e3;
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final long measuredFromSecond;

    /**
     * No steps yet.
     *
     * @param measuredFromSecond when the warming up, which may be slower, is over; from the run's beginning
     */
    public LagTimeline(long measuredFromSecond) {
        this.measuredFromSecond = measuredFromSecond;
    }

    /** Adds a step. */
    public void add(Step step) {
        steps.add(step);
    }

    /** All steps. */
    public List<Step> steps() {
        return steps;
    }

    /** The most that a stage was ever behind, in seconds. */
    public double worstSeconds() {
        return steps.stream().mapToDouble(Step::worstSeconds).max().orElse(0);
    }

    /**
     * Why this run fell behind, in words; empty when it did not: calls and CDRs were at most 2 s behind in the last step and
     * rows 3 s, and the straight line that fits the second half of what is measured best rises by half a second at
     * most.
     */
    public String fellBehind() {
        if (steps.isEmpty()) {
            return "";
        }
        Map<Stage, Long> last = steps.getLast().behindMillis();
        for (Stage stage : WATCHED) {
            if (last.get(stage) > MOST_MILLIS_AT_THE_END.get(stage)) {
                return "%s: %.1f s behind at the end".formatted(stage.title(), last.get(stage) / 1e3);
            }
        }
        double growth = growthOfTheSecondHalf();
        return growth > MOST_SECONDS_OF_GROWTH ? "%.1f s more behind over the second half".formatted(growth) : "";
    }

    private double growthOfTheSecondHalf() {
        List<Step> measured = steps.stream()
                .filter(step -> step.untilSecond() > measuredFromSecond)
                .toList();
        var half = measured.subList(measured.size() / 2, measured.size());
        double middle = (half.size() - 1) / 2.0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < half.size(); i++) {
            products += (i - middle) * half.get(i).worstSeconds();
            squares += (i - middle) * (i - middle);
        }
        return squares == 0 ? 0 : products / squares * (half.size() - 1);
    }
}
