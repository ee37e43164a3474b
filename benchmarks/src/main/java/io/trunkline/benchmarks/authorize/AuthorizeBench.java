package io.trunkline.benchmarks.authorize;

import io.trunkline.app.api.ApiClient;
import io.trunkline.benchmarks.pipeline.product.Above;
import io.trunkline.benchmarks.pipeline.product.Customers;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.GeneratorProcess;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.benchmarks.pipeline.traffic.TrafficSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks as switches do, at a rate of its own, while calls are up and burn the money of three tiers. */
@Command(
        name = "bin/bench authorize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays an exchange's calls to the product as its launcher starts it; every account is prepaid, below a",
            "reseller, which is below another. Meanwhile it asks POST /api/v1/authorize at a fixed rate, each question",
            "due at its own time, and measures from there to the answer: what is late because others wait counts.",
            "Prints Markdown on standard output. Ends with 1 when a question was not answered.",
            ""
        })
public final class AuthorizeBench implements Callable<Integer> {

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "questions a second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "how long is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "30",
            description = "how long calls come up and questions are asked before that (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--up",
            paramLabel = "CALLS",
            defaultValue = "1000",
            description = "how many calls are up at once (default: ${DEFAULT-VALUE})")
    private int up;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "1000",
            description = "SIP messages a second beside that (default: ${DEFAULT-VALUE})")
    private double messages;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            defaultValue = "60",
            description = "accounts that call (default: ${DEFAULT-VALUE})")
    private int accounts;

    @Option(
            names = "--java-opts",
            paramLabel = "FLAGS",
            defaultValue = "",
            description = "further flags for the product's JVM, beside the launcher's")
    private String javaOptions;

    private AuthorizeBench() {}

    /** Runs; see {@code --help}. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new AuthorizeBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Path.of(System.getProperty("trunkline.root"), "benchmarks/target/authorize")
                .resolve(LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
        Files.createDirectories(directory);
        System.err.println("authorize: data and logs are in " + directory);
        try (var product = Product.start(directory, javaOptions, List.of());
                var api = product.api()) {
            Traffic traffic = traffic();
            Customers.setUp(api, traffic, true, Above.RESELLERS);
            var asker = new Asker(product, traffic);
            try (var generator = GeneratorProcess.start(traffic.settings(), true, product.hepPort(true))) {
                generator.begin();
                asker.ask(rate, warmUp);
                int shown = callsUp(api);
                Asker.Measured measured = asker.ask(rate, seconds);
                print(measured, shown);
                product.stop();
                return measured.failed() == 0 ? 0 : 1;
            }
        }
    }

    private Traffic traffic() {
        var settings = new TrafficSettings(1, "a1", accounts, messages, warmUp + seconds + 2L, 1_000);
        return new Traffic(new TrafficSettings(
                1, "a1", accounts, messages, warmUp + seconds + 2L, Traffic.meanTalkMillis(settings, up)));
    }

    private static int callsUp(ApiClient api) throws IOException, InterruptedException {
        int all = 0;
        String cursor = "";
        do {
            var page = api.get("/calls?limit=1000" + cursor).accepted();
            all += page.path("items").size();
            cursor = page.path("next").isTextual()
                    ? "&cursor=" + ApiClient.escaped(page.path("next").asText())
                    : "";
        } while (!cursor.isEmpty());
        return all;
    }

    private void print(Asker.Measured measured, int shown) {
        var micros = measured.micros();
        System.out.println(
                "| questions a second | calls up | answered | allowed | failed | p50, ms | p99, ms | p99.9, ms"
                        + " | longest, ms |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        System.out.printf(
                "| %,d | %,d | %,d | %,d | %,d | %.2f | %.2f | %.2f | %.2f |%n",
                rate,
                shown,
                micros.getTotalCount(),
                measured.allowed(),
                measured.failed(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}
