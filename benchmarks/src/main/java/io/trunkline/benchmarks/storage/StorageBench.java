package io.trunkline.benchmarks.storage;

import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.benchmarks.pipeline.traffic.TrafficSettings;
import io.trunkline.benchmarks.pipeline.usage.Part;
import io.trunkline.embedded.clickhouse.EmbeddedClickHouse;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaTopics;
import io.trunkline.storage.StorageSink;
import io.trunkline.storage.Store;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.sink.SinkSettings;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What storing costs: the sink as the product runs it, between an embedded Kafka into which messages, call records and
 * entries are written at a rate, and an embedded ClickHouse. Nothing else runs, so that two runs can be compared to a
 * microsecond a message. Prints processor time by part and by native thread, what the engine counts, and the parts.
 */
@Command(
        name = "bin/bench storage",
        mixinStandardHelpOptions = true,
        description = "What storing costs: Kafka, the sink and ClickHouse, without the rest of the product.")
public final class StorageBench implements Callable<Integer> {

    /** Parts of the product whose processor time is that of storage. */
    private static final List<Part> STORAGE = List.of(Part.SINK, Part.CLICKHOUSE, Part.API);

    private static final int PARTITIONS = 4;
    private static final int ACCOUNTS = 60;
    private static final long MEAN_TALK_MILLIS = 4_000;
    private static final double LEAST_SHOWN = 0.002;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "SIP messages a second (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "how long is measured (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "20",
            description = "how long the same runs before that (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--sql",
            paramLabel = "STATEMENT",
            description = "run once the tables are there, to try another definition of one; may be repeated")
    private List<String> statements = List.of();

    @Option(
            names = "--ask",
            paramLabel = "QUERY",
            description = "asked at the end, its answer is printed; may be repeated")
    private List<String> questions = List.of();

    /** Runs; see {@code --help}. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new StorageBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("storage-bench");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                EmbeddedClickHouse engine = EmbeddedClickHouse.start(directory.resolve("clickhouse"), 0)) {
            measure(new KafkaAddress(kafka.bootstrap(), KafkaAddress.DEFAULT_PREFIX), engine);
        } finally {
            delete(directory);
        }
        return 0;
    }

    private void measure(KafkaAddress kafka, EmbeddedClickHouse engine) throws IOException, InterruptedException {
        try (KafkaTopics topics = KafkaTopics.open(kafka)) {
            topics.make(PARTITIONS);
        }
        var settings = StoreSettings.withDefaults(engine.jdbcUrl());
        var telemetry = new Telemetry();
        var traffic =
                new Traffic(new TrafficSettings(1, "s", ACCOUNTS, rate, (long) warmUp + seconds, MEAN_TALK_MILLIS));
        try (Store store = Store.open(settings);
                var connection = new StoreConnection(settings)) {
            store.migrate();
            statements.forEach(connection::execute);
            try (StorageSink sink = StorageSink.start(SinkSettings.defaults(), store, kafka, telemetry, new Health());
                    Feed feed = Feed.start(kafka, traffic)) {
                Thread.sleep(Duration.ofSeconds(warmUp));
                var before = Look.now(connection, telemetry);
                Thread.sleep(Duration.ofSeconds(seconds));
                var after = Look.now(connection, telemetry);
                print(before, after);
                for (String question : questions) {
                    System.out.println(question);
                    Look.answer(connection, question).forEach(row -> System.out.println("  " + row));
                }
            }
        }
    }

    private static void print(Look before, Look after) {
        double elapsed = (after.usage().atNanos() - before.usage().atNanos()) / 1e9;
        double rows = after.messages() - before.messages();
        System.out.printf("%n%.0f messages a second stored%n", rows / elapsed);
        double storage = 0;
        long garbage = 0;
        var allocated = after.usage().allocatedBytes(before.usage());
        for (var part : after.usage().cores(before.usage()).entrySet()) {
            double micros = part.getValue() * elapsed * 1e6 / rows;
            long bytes = allocated.getOrDefault(part.getKey(), 0L);
            System.out.printf(
                    "  %-66s %6.3f cores %7.2f µs a message %8.0f B%n",
                    part.getKey().title(), part.getValue(), micros, bytes / rows);
            if (STORAGE.contains(part.getKey())) {
                storage += micros;
                garbage += bytes;
            }
        }
        System.out.printf("storage: %.2f µs and %.0f B of garbage a message%n", storage, garbage / rows);
        after.usage().coresByName(before.usage()).forEach((name, cores) -> {
            if (cores >= LEAST_SHOWN) {
                System.out.printf("    %-40s %6.3f cores%n", name, cores);
            }
        });
        after.events().forEach((name, value) -> {
            long during = value - before.events().getOrDefault(name, 0L);
            if (during > 0) {
                System.out.printf("    %-52s %14d  %12.3f a message%n", name, during, during / rows);
            }
        });
        after.latencies().forEach(line -> System.out.println("    " + line));
    }

    private static void delete(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
