package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.books.Differences;
import io.trunkline.benchmarks.pipeline.observe.LagTimeline;
import io.trunkline.benchmarks.pipeline.observe.Stage;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.usage.CpuProfile;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run came to, as Markdown on standard output. */
final class Report {

    private static final double MEBI = 1 << 20;
    private static final double LEAST_CORES_TOLD = 0.005;
    private static final int BUSIEST_TOLD = 40;

    private Report() {}

    static void print(Options options, Product product, Played played, Consumption consumption, Differences differences)
            throws IOException, InterruptedException {
        var traffic = played.traffic();
        line(
                ("%n%,.0f messages a second over %s, %d s after %d s of warming up at %,.0f: %,d messages of %.0f bytes, %,d calls of %d"
                                + " accounts, %,.0f a second, %,.0f up at once; seed %d")
                        .formatted(
                                options.rate,
                                options.transport,
                                options.seconds,
                                options.warmUpSeconds(),
                                options.approach().messagesPerSecond(),
                                played.sent().messages(),
                                traffic.bytesOfAPacket(),
                                traffic.calls(),
                                options.accountsInUse(),
                                traffic.callsPerSecond(),
                                traffic.callsUp(),
                                options.seed));
        if (!played.observation().blind()) {
            printLatencies(played, Metrics.of(product));
            printTimeline(played.observation().timeline());
        }
        printConsumption(consumption, traffic.settings().messagesPerSecond());
        printProfile(consumption.profile());
        var metrics = Metrics.of(product);
        line("| | |%n|---|---|".formatted());
        line("| ready | %.1f s |".formatted(product.start().toMillis() / 1e3));
        line("| lost by the kernel; sent to nobody | %d; %d |"
                .formatted(metrics.drops(), played.sent().failed()));
        line("| settled after the last message | %.1f s |"
                .formatted(played.settling().toMillis() / 1e3));
        line("| data directory | %.0f MiB |".formatted(product.dataBytes() / MEBI));
        line("| generator, observer | %.2f, %.2f cores |"
                .formatted(played.sent().cores(), consumption.observerCores()));
        if (!played.pageMebibytes().isEmpty()) {
            line("| held by the page's JavaScript in the end | %s MiB |".formatted(played.pageMebibytes()));
        }
        String behind = played.observation().timeline().fellBehind();
        line("| worst lag of calls, CDRs, rows, with the warming up | %.1f s |"
                .formatted(played.observation().timeline().worstSeconds()));
        line("| falls behind | %s |".formatted(behind.isEmpty() ? "no" : behind));
        print(differences);
    }

    static void print(Differences differences) {
        line("%nThe count: %s".formatted(differences.none() ? "everything agrees" : "**differs**"));
        differences.lines().forEach(difference -> line("- **%s**".formatted(difference)));
        differences.agreed().forEach(figure -> line("- %s".formatted(figure)));
    }

    static void printConsumption(Consumption consumption, double messagesPerSecond) {
        var before = consumption.before();
        var after = consumption.after();
        var cores = after.cores(before);
        var allocated = after.allocatedBytes(before);
        double seconds = (after.atNanos() - before.atNanos()) / 1e9;
        line("%n| CPU by part | cores | share | µs a message | allocated, MiB/s |%n|---|---|---|---|---|".formatted());
        double all = after.allCores(before);
        cores.entrySet().stream()
                .filter(part -> part.getValue() >= LEAST_CORES_TOLD)
                .forEach(part -> line("| %s | %.2f | %.0f %% | %s | %.1f |"
                        .formatted(
                                part.getKey().title(),
                                part.getValue(),
                                100 * part.getValue() / all,
                                aMessage(part.getValue(), messagesPerSecond),
                                allocated.getOrDefault(part.getKey(), 0L) / MEBI / seconds)));
        line("| **all** | **%.2f** | | %s | %.1f |"
                .formatted(
                        all,
                        aMessage(all, messagesPerSecond),
                        allocated.values().stream().mapToLong(Long::longValue).sum() / MEBI / seconds));
        line("%n| | |%n|---|---|".formatted());
        line("| resident at most, without pages of files | %.0f MiB, %.0f MiB |"
                .formatted(
                        consumption.memory().residentBytes() / MEBI,
                        consumption.memory().ownBytes() / MEBI));
        line("| threads at most | %d |".formatted(consumption.memory().threads()));
        line("| collections, stopped by them | %d, %.2f s |"
                .formatted(
                        consumption.garbage().collections(),
                        consumption.garbage().seconds()));
        printBusiest(after.coresByName(before));
    }

    private static String aMessage(double cores, double messagesPerSecond) {
        return messagesPerSecond == 0 ? "–" : "%.1f".formatted(1e6 * cores / messagesPerSecond);
    }

    private static void printBusiest(Map<String, Double> threads) {
        String told = threads.entrySet().stream()
                .filter(thread -> thread.getValue() >= LEAST_CORES_TOLD)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(BUSIEST_TOLD)
                .map(thread -> "%s %.2f".formatted(thread.getKey(), thread.getValue()))
                .collect(Collectors.joining(", "));
        if (!told.isEmpty()) {
            Progress.say("the busiest threads: %s".formatted(told));
        }
    }

    private static void printLatencies(Played played, Metrics metrics) {
        line(
                "%n| from due time to, ms | 50 %% | 90 %% | 99 %% | 99.9 %% | longest | of |%n|---|---|---|---|---|---|---|"
                        .formatted());
        line("| journal (from receipt; with the warming up) | %.3f | %.3f | %.3f | %.3f | %.3f | all |"
                .formatted(
                        metrics.journalMicros("0.5") / 1e3,
                        metrics.journalMicros("0.9") / 1e3,
                        metrics.journalMicros("0.99") / 1e3,
                        metrics.journalMicros("0.999") / 1e3,
                        metrics.journalMicros("1.0") / 1e3));
        for (Stage stage : Stage.values()) {
            if (stage == Stage.PAGE && played.pageMebibytes().isEmpty()) {
                continue;
            }
            var measured = played.observation().delays().measured(stage);
            line("| %s | %d | %d | %d | %d | %d | %,d |"
                    .formatted(
                            stage.title(),
                            measured.getValueAtPercentile(50),
                            measured.getValueAtPercentile(90),
                            measured.getValueAtPercentile(99),
                            measured.getValueAtPercentile(99.9),
                            measured.getMaxValue(),
                            measured.getTotalCount()));
        }
    }

    private static void printTimeline(LagTimeline timeline) {
        line("%n| behind at worst in 5 s up to | calls, s | stream, s | CDRs, s | rows, s | not committed, messages |"
                .formatted());
        line("|---|---|---|---|---|---|".formatted());
        for (var step : timeline.steps()) {
            line("| %d s | %.2f | %.2f | %.2f | %.2f | %s |"
                    .formatted(
                            step.untilSecond(),
                            step.behindMillis().get(Stage.CALL) / 1e3,
                            step.behindMillis().get(Stage.STREAM) / 1e3,
                            step.behindMillis().get(Stage.CDR) / 1e3,
                            step.behindMillis().get(Stage.ROW) / 1e3,
                            step.backlog().entrySet().stream()
                                    .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static void printProfile(CpuProfile profile) throws IOException {
        if (profile == null) {
            return;
        }
        var samples = profile.samples();
        long all =
                Math.max(1, samples.values().stream().mapToLong(Long::longValue).sum());
        line("%n| samples of Java's CPU | share |%n|---|---|".formatted());
        samples.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(area ->
                        line("| %s | %.1f %% |".formatted(area.getKey().title(), 100.0 * area.getValue() / all)));
        line("| **all** | %,d samples |%n".formatted(all));
    }

    private static void line(String text) {
        System.out.println(text);
    }
}
