package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.observe.LagTimeline;
import io.trunkline.benchmarks.pipeline.observe.Stage;
import java.util.Map;
import java.util.stream.Collectors;

/** What is told on standard error while a run goes on. */
final class Progress {

    private Progress() {}

    static void say(String text) {
        System.err.println("bench: " + text);
    }

    static void say(LagTimeline.Step step, double systemCores) {
        Map<Stage, Long> behind = step.behindMillis();
        say(
                "%4d s: %,d sent; behind, at worst, s: Kafka %.2f, calls %.2f, stream %.2f, CDRs %.2f, rows %.2f; %s; %.2f cores"
                        .formatted(
                                step.untilSecond(),
                                step.sent(),
                                behind.get(Stage.KAFKA) / 1e3,
                                behind.get(Stage.CALL) / 1e3,
                                behind.get(Stage.STREAM) / 1e3,
                                behind.get(Stage.CDR) / 1e3,
                                behind.get(Stage.ROW) / 1e3,
                                step.backlog().entrySet().stream()
                                        .map(entry -> entry.getKey() + " " + entry.getValue() + " messages")
                                        .collect(Collectors.joining(", ")),
                                systemCores));
    }
}
