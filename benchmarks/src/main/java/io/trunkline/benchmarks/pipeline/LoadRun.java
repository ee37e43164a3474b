package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.books.Audit;
import io.trunkline.benchmarks.pipeline.product.Customers;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.benchmarks.pipeline.traffic.TrafficSettings;
import io.trunkline.benchmarks.pipeline.traffic.TrafficSettings.Approach;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One rate, measured and counted. */
final class LoadRun {

    private LoadRun() {}

    /** Runs and prints; false when something differs or fell behind. */
    static boolean measure(Options options, Product product, Path directory) throws IOException, InterruptedException {
        int warmUp = options.warmUpSeconds();
        var traffic = traffic(options, "r1", options.rate, warmUp + options.seconds, options.approach());
        Progress.say("%,.0f messages a second of %.0f bytes, %.1f a call, %.0f calls a second, %.0f up at once"
                .formatted(
                        options.rate,
                        traffic.bytesOfAPacket(),
                        traffic.messagesOfACall(),
                        traffic.callsPerSecond(),
                        traffic.callsUp()));
        try (var api = product.api();
                var consumption = new Consumption(product.pid(), options.jfr, directory.resolve("profile.jfr"))) {
            var customers = Customers.setUp(api, traffic, options.allRich(), options.above());
            var played = Played.play(product, customers, traffic, options, warmUp, consumption);
            try (var observation = played.observation()) {
                String behind = observation.timeline().fellBehind();
                Progress.say("counting");
                var differences = Audit.of(
                        product, List.of(traffic), customers, played.sent().messages());
                Report.print(options, product, played, consumption, differences);
                return differences.none() && behind.isEmpty();
            }
        }
    }

    static Traffic traffic(Options options, String runId, double rate, int seconds, Approach approach) {
        var settings = new TrafficSettings(
                options.seed,
                runId,
                options.accountsInUse(),
                rate,
                seconds,
                Math.round(options.hold * 1_000),
                approach);
        return new Traffic(
                options.callsUp() == null
                        ? settings
                        : settings.withMeanTalk(Traffic.meanTalkMillis(settings, options.callsUp())));
    }
}
