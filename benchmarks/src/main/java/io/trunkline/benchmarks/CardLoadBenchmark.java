package io.trunkline.benchmarks;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.RateTable;
import io.trunkline.tariff.RateTableBuilder;
import io.trunkline.tariff.RatesCsv;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a CSV to a table by which calls are priced: what the API does with an upload, and what each role does with the chunks
 * that it finds in the topic; without Kafka between them. Also tells what heap the table takes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class CardLoadBenchmark {

    private static final long SEED = 42;
    private static final int DESTINATIONS = 5_000;

    /** Lines of the file, each of a prefix of its own. */
    @Param({"400000", "1000000"})
    public int lines;

    private byte[] csv;
    private List<byte[]> chunks;
    private RateCard card;
    private RateTable table;

    /** Makes the file, and the records into which it is cut. */
    @Setup
    public void make() {
        var random = new Random(SEED);
        var text = new StringBuilder("prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment\n");
        for (String prefix : RatingBenchmark.prefixes(random, lines)) {
            text.append(prefix)
                    .append(",Destination ")
                    .append(random.nextInt(DESTINATIONS))
                    .append(",0.")
                    .append(100_000 + random.nextInt(500_000))
                    .append(",0,30,6\n");
        }
        csv = text.toString().getBytes(StandardCharsets.UTF_8);
        chunks = written(parse());
        card = new RateCard("card", "Card", "EUR", "UTC", 6, Rounding.HALF_UP, "v1", chunks.size(), lines);
    }

    private static List<byte[]> written(List<Rate> rates) {
        var records = new ArrayList<byte[]>();
        for (int from = 0; from < rates.size(); from += RateChunk.MAX_RATES) {
            int until = Math.min(rates.size(), from + RateChunk.MAX_RATES);
            records.add(Json.write(new RateChunk("card", "v1", records.size(), rates.subList(from, until))));
        }
        return records;
    }

    private RateTable read(List<byte[]> records) {
        var builder = new RateTableBuilder();
        for (byte[] record : records) {
            Json.read(record, RateChunk.class).rates().forEach(builder::add);
        }
        return builder.build(card);
    }

    /** The file, read and checked. */
    @Benchmark
    public List<Rate> parse() {
        return switch (RatesCsv.parse(new ByteArrayInputStream(csv))) {
            case RatesCsv.Result.Rates(var rates) -> rates;
            case RatesCsv.Result.Refused(var wrong, long total) ->
                throw new IllegalStateException(total + " lines are refused: " + wrong);
        };
    }

    /** The records of the topic, read into a table. */
    @Benchmark
    public RateTable follow() {
        table = null;
        table = read(chunks);
        return table;
    }

    /** All of it, from the file to the table. */
    @Benchmark
    public RateTable usable() {
        table = null;
        table = read(written(parse()));
        return table;
    }

    /** Tells the heap of a table: what is in use with it, less what is without. */
    @TearDown(Level.Trial)
    public void tellHeap() {
        if (table == null) {
            return;
        }
        long with = used();
        int prefixes = table.size();
        table = null;
        System.out.printf("%n# heap of a table of %,d lines: %.1f MiB%n", prefixes, (with - used()) / 1_048_576.0);
    }

    private static long used() {
        // What the collector leaves is what lives.
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
