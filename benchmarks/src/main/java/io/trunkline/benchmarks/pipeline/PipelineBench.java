package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where a load run of the whole begins. */
@Command(
        name = "bin/bench pipeline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays an exchange's calls, from a process of their own, to the product as its launcher starts it, and",
            "measures latencies from each message's due time, CPU, memory and garbage. Then counts: what was sent is",
            "stored, each call has its CDR and its price, and all sums agree. Prints Markdown on standard output and",
            "its progress on standard error. Ends with 1 when something differs, or falls behind.",
            ""
        })
public final class PipelineBench implements Callable<Integer> {

    @Mixin
    private Options options;

    private PipelineBench() {}

    /** Runs; see {@code --help}. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new PipelineBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Path.of(System.getProperty("trunkline.root"), "benchmarks/target/pipeline")
                .resolve(LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
        Files.createDirectories(directory);
        boolean well = false;
        try {
            well = options.starts != null
                    ? Starts.measure(options, directory)
                    : options.restore != null ? RestoreRun.measure(options, directory) : load(directory);
        } finally {
            if (options.keep || !well) {
                Progress.say("data and logs are kept in %s".formatted(directory));
            } else {
                delete(directory);
            }
        }
        return well ? 0 : 1;
    }

    private boolean load(Path directory) throws IOException, InterruptedException {
        try (var product = Product.start(directory, options.javaOptions, options.settings)) {
            Progress.say(
                    "ready after %.1f s, process %d".formatted(product.start().toMillis() / 1e3, product.pid()));
            boolean well = options.ramp
                    ? Ramp.climb(options, product)
                    : options.rate == 0
                            ? IdleRun.measure(options, product)
                            : LoadRun.measure(options, product, directory);
            product.stop();
            return well;
        }
    }

    private static void delete(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
