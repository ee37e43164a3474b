package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.product.Customers;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.TrafficSettings.Approach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How long it takes until the product is ready: from the JVM's beginning to {@code trunkline ready}. */
final class Starts {

    private static final int SECONDS_OF_TRAFFIC = 10;

    private final Options options;
    private final List<Duration> onNew = new ArrayList<>();
    private final List<Duration> onExisting = new ArrayList<>();
    private final List<Duration> afterKill = new ArrayList<>();
    private final List<Duration> stops = new ArrayList<>();

    private Starts(Options options) {
        this.options = options;
    }

    static boolean measure(Options options, Path directory) throws IOException, InterruptedException {
        var starts = new Starts(options);
        for (int round = 1; round <= options.starts; round++) {
            Path own = Files.createDirectories(directory.resolve("round-" + round));
            starts.round(own);
        }
        System.out.println("\n| from the JVM's beginning | each, s |\n|---|---|");
        print("ready on a new data directory", starts.onNew);
        print("ready on an existing one", starts.onExisting);
        print("ready after `kill -9`", starts.afterKill);
        print("stopped by SIGTERM", starts.stops);
        return true;
    }

    private void round(Path directory) throws IOException, InterruptedException {
        try (var product = Product.start(directory, options.javaOptions, options.settings)) {
            told("on a new data directory", product, onNew);
            play(product, "r1");
            stops.add(product.stop());
        }
        try (var product = Product.start(directory, options.javaOptions, options.settings)) {
            told("on an existing data directory", product, onExisting);
            play(product, "r2");
            product.kill();
        }
        try (var product = Product.start(directory, options.javaOptions, options.settings)) {
            told("after kill -9", product, afterKill);
            stops.add(product.stop());
        }
    }

    private static void told(String how, Product product, List<Duration> all) {
        all.add(product.start());
        Progress.say("ready %s after %.2f s".formatted(how, product.start().toMillis() / 1e3));
    }

    /** So that there is something to be read back. Calls are up when it ends. */
    private void play(Product product, String runId) throws IOException, InterruptedException {
        if (options.rate == 0) {
            return;
        }
        var traffic = LoadRun.traffic(options, runId, options.rate, SECONDS_OF_TRAFFIC, Approach.NONE);
        try (var api = product.api()) {
            var customers = Customers.setUp(api, traffic, options.allRich(), options.above());
            Played.play(product, customers, traffic, options, 0, Played.Measuring.NOTHING)
                    .observation()
                    .close();
        }
    }

    private static void print(String what, List<Duration> all) {
        System.out.println("| " + what + " | "
                + all.stream()
                        .map(each -> "%.1f".formatted(each.toMillis() / 1e3))
                        .collect(Collectors.joining(", "))
                + " |");
    }
}
