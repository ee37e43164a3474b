package io.trunkline.benchmarks.pipeline;

import io.trunkline.app.api.ApiClient;
import io.trunkline.benchmarks.pipeline.product.Customers;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.Answered;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long it takes after {@code kill -9} until the calls that were up on many accounts are there again: rating has all of
 * them, and those accounts that are asked for say what is reserved for theirs.
 */
final class RestoreRun {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Accounts with a call that are asked for, beside the last one. */
    private static final int ASKED = 100;

    private final Options options;
    private final int calls;

    private RestoreRun(Options options) {
        this.options = options;
        calls = options.restore;
    }

    /** Runs and prints; false when not all calls were there again. */
    static boolean measure(Options options, Path directory) throws IOException, InterruptedException {
        if (options.restore < 1 || options.accounts < 1) {
            throw new IllegalArgumentException("--restore and --accounts take numbers above 0");
        }
        return new RestoreRun(options).measure(directory);
    }

    private boolean measure(Path directory) throws IOException, InterruptedException {
        long killed;
        try (var product = Product.start(directory, options.javaOptions, options.settings);
                var api = product.api()) {
            Progress.say("setting up %,d accounts".formatted(options.accounts));
            Customers.setUpMany(api, options.accounts);
            Progress.say("beginning %,d calls".formatted(calls));
            Answered.send(product.hepPort(false), calls, options.accounts);
            if (!areUp(product, api)) {
                return false;
            }
            Progress.say("%,d calls are up: kill -9".formatted(calls));
            killed = System.nanoTime();
            product.kill();
        }
        try (var product = Product.start(directory, options.javaOptions, options.settings);
                var api = product.api()) {
            double ready = (System.nanoTime() - killed) / 1e9;
            boolean all = areUp(product, api);
            double there = (System.nanoTime() - killed) / 1e9;
            System.out.printf(
                    "%n| `kill -9` with so many calls up | on so many accounts | ready again, s after it | with so many calls |"
                            + " and what is reserved, s after it |%n|---|---|---|---|---|%n| %,d | %,d | %.1f | %,d | %s |%n",
                    calls,
                    options.accounts,
                    ready,
                    Metrics.of(product).liveCalls(),
                    all ? "%.1f".formatted(there) : "never");
            product.stop();
            return all;
        }
    }

    /** Waits until all calls are up and charged to their accounts. */
    private boolean areUp(Product product, ApiClient api) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        int step = Math.max(1, calls / ASKED);
        while (Metrics.of(product).liveCalls() != calls) {
            if (!pause(product, deadline)) {
                return false;
            }
        }
        for (int call = calls - 1; call >= 0; call -= step) {
            String account = Customers.ofMany(Answered.account(call, calls, options.accounts));
            while (!reserves(api, account)) {
                if (!pause(product, deadline)) {
                    Progress.say("nothing is reserved for the call of " + account);
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean reserves(ApiClient api, String account) throws IOException, InterruptedException {
        String reserved = api.get("/accounts/" + account + "/balance")
                .accepted()
                .path("reserved")
                .asText();
        return new BigDecimal(reserved).signum() > 0;
    }

    private boolean pause(Product product, long deadline) throws IOException, InterruptedException {
        if (!product.alive()) {
            throw new IOException("trunkline ended; what it says is beside its data directory");
        }
        if (System.nanoTime() > deadline) {
            Progress.say("%,d of %,d calls are up after %d min"
                    .formatted(Metrics.of(product).liveCalls(), calls, LONGEST.toMinutes()));
            return false;
        }
        Thread.sleep(POLL);
        return true;
    }
}
