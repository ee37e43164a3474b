package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.books.Audit;
import io.trunkline.benchmarks.pipeline.observe.Stage;
import io.trunkline.benchmarks.pipeline.product.Customers;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.benchmarks.pipeline.traffic.TrafficSettings.Approach;
import java.io.IOException;
import java.util.ArrayList;

/** Higher and higher rates against one process, until something falls behind. */
final class Ramp {

    private Ramp() {}

    /** Runs and prints; false when even the first rate was too high, or something differs at the end. */
    static boolean climb(Options options, Product product) throws IOException, InterruptedException {
        var played = new ArrayList<Traffic>();
        long messages = 0;
        double highest = 0;
        int seconds = options.warmUpSeconds() + options.seconds;
        System.out.println("| messages a second | calls a second | up | call on its topic, p99, s | CDR, p99, s |"
                + " row, p99, s | lost | |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (var api = product.api()) {
            Customers customers = null;
            String behind = "";
            for (double rate = options.rate; behind.isEmpty(); rate *= options.factor) {
                var traffic = LoadRun.traffic(options, "r" + (played.size() + 1), rate, seconds, Approach.NONE);
                if (customers == null) {
                    customers = Customers.setUp(api, traffic, options.allRich(), options.above());
                }
                Progress.say("%,.0f messages a second".formatted(rate));
                var step = Played.play(
                        product, customers, traffic, options, options.warmUpSeconds(), Played.Measuring.NOTHING);
                try (var observation = step.observation()) {
                    played.add(traffic);
                    messages += step.sent().messages();
                    long lost = Metrics.of(product).drops();
                    behind = lost > 0
                            ? lost + " packets lost by the kernel"
                            : observation.timeline().fellBehind();
                    print(rate, traffic, observation, lost, behind);
                }
                highest = behind.isEmpty() ? rate : highest;
            }
            System.out.printf("%nHighest rate at which nothing falls behind: %,.0f messages a second%n", highest);
            var differences = Audit.of(product, played, customers, messages);
            Report.print(differences);
            return highest > 0 && differences.none();
        }
    }

    private static void print(double rate, Traffic traffic, Observation observation, long lost, String behind) {
        System.out.printf(
                "| %,.0f | %,.0f | %,.0f | %s | %s | %s | %d | %s |%n",
                rate,
                traffic.callsPerSecond(),
                traffic.callsUp(),
                p99(observation, Stage.CALL),
                p99(observation, Stage.CDR),
                p99(observation, Stage.ROW),
                lost,
                behind.isEmpty() ? "keeps pace" : behind);
    }

    private static String p99(Observation observation, Stage stage) {
        return "%.2f".formatted(observation.delays().measured(stage).getValueAtPercentile(99) / 1e3);
    }
}
