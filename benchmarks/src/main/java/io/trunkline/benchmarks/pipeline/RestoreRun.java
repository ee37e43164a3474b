package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.product.Customers;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.Answered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** How long it takes after {@code kill -9} until the calls that were up on many accounts are there again. */
final class RestoreRun {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private RestoreRun() {}

    /** Runs and prints; false when not all calls were there again. */
    static boolean measure(Options options, Path directory) throws IOException, InterruptedException {
        int calls = options.restore;
        try (var product = Product.start(directory, options.javaOptions);
                var api = product.api()) {
            Progress.say("setting up %,d accounts".formatted(options.accounts));
            Customers.setUpMany(api, options.accounts);
            Progress.say("beginning %,d calls".formatted(calls));
            Answered.send(product.hepPort(false), calls, options.accounts);
            if (!reaches(product, calls)) {
                Progress.say(
                        "only %,d calls are up".formatted(Metrics.of(product).liveCalls()));
                return false;
            }
            product.kill();
        }
        long killed = System.nanoTime();
        try (var product = Product.start(directory, options.javaOptions)) {
            boolean all = reaches(product, calls);
            double seconds = (System.nanoTime() - killed) / 1e9;
            long up = Metrics.of(product).liveCalls();
            product.stop();
            System.out.printf(
                    "%n| `kill -9` with calls up | accounts | ready, s | calls there again | after, s |%n"
                            + "|---|---|---|---|---|%n| %,d | %,d | %.1f | %,d | %.1f |%n",
                    calls, options.accounts, product.start().toMillis() / 1e3, up, seconds);
            return all;
        }
    }

    /** Waits until so many calls are up, and no more come. */
    private static boolean reaches(Product product, int calls) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (Metrics.of(product).liveCalls() < calls) {
            if (!product.alive() || System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }
}
