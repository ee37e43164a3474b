package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.product.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** No traffic at all: what the process takes only for being there. */
final class IdleRun {

    private IdleRun() {}

    static boolean measure(Options options, Product product) throws IOException, InterruptedException {
        Thread.sleep(Duration.ofSeconds(options.warmUpSeconds()));
        try (var consumption = new Consumption(product.pid(), false, Path.of(""))) {
            consumption.begin();
            Thread.sleep(Duration.ofSeconds(options.seconds));
            consumption.end();
            System.out.printf("%nIdle, %d s after %d s:%n%n", options.seconds, options.warmUpSeconds());
            Report.printConsumption(consumption, 0);
        }
        return true;
    }
}
