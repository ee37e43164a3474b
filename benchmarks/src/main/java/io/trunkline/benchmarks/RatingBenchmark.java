package io.trunkline.benchmarks;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.Charge;
import io.trunkline.tariff.RateTable;
import io.trunkline.tariff.RateTableBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A card of 400,000 prefixes: looking one up, and pricing a call. The numbers are called in no order, half of them under
 * a prefix of the card and as many digits longer as numbers are, so that no cache has what comes next.
 *
 * <p>{@code plain} has a line for each prefix; {@code course} one by day and one by night, and a third from the second
 * minute on, for 100,000 prefixes: a line more would be beyond what a file may have.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RatingBenchmark {

    private static final int NUMBERS = 1 << 16;
    private static final int PLAIN_PREFIXES = 400_000;
    private static final int COURSE_PREFIXES = 100_000;
    private static final int DESTINATIONS = 5_000;
    private static final long SEED = 42;

    /** What the card has for a prefix. */
    @Param({"plain", "course"})
    public String card;

    private final String[] numbers = new String[NUMBERS];
    private final int[] seconds = new int[NUMBERS];
    private RateTable table;
    private Instant at;
    private int next;

    /** Makes the card and the numbers. */
    @Setup
    public void make() {
        var random = new Random(SEED);
        boolean course = card.equals("course");
        List<String> prefixes = prefixes(random, course ? COURSE_PREFIXES : PLAIN_PREFIXES);
        var lines = new RateTableBuilder();
        for (String prefix : prefixes) {
            String name = "Destination " + random.nextInt(DESTINATIONS);
            if (course) {
                lines.add(line(prefix, name, random, RateWindow.parse("mon-sun 08:00-18:00"), 0));
                lines.add(line(prefix, name, random, RateWindow.parse("mon-sun 18:00-08:00"), 0));
                lines.add(line(prefix, name, random, null, 60));
            } else {
                lines.add(line(prefix, name, random, null, 0));
            }
        }
        table = lines.build(
                new RateCard("card", "Card", "EUR", "Europe/Berlin", 6, Rounding.HALF_UP, "v1", 1, prefixes.size()));
        at = Instant.parse("2026-11-20T16:58:30Z");
        for (int i = 0; i < NUMBERS; i++) {
            String start = random.nextBoolean()
                    ? prefixes.get(random.nextInt(prefixes.size()))
                    : Integer.toString(1 + random.nextInt(999));
            numbers[i] = (start + random.nextLong(100_000_000_000L, 1_000_000_000_000L)).substring(0, 12);
            seconds[i] = 1 + random.nextInt(600);
        }
    }

    /** As decks have them: a tenth of 3 to 4 digits, most of 5 to 8, some of up to 11. */
    static List<String> prefixes(Random random, int count) {
        var distinct = new HashSet<String>();
        while (distinct.size() < count) {
            int length = 3 + (int) Math.min(8, Math.abs(random.nextGaussian() * 2 + 4));
            var prefix = new StringBuilder().append((char) ('1' + random.nextInt(9)));
            while (prefix.length() < length) {
                prefix.append((char) ('0' + random.nextInt(10)));
            }
            distinct.add(prefix.toString());
        }
        return new ArrayList<>(distinct);
    }

    private static Rate line(String prefix, String name, Random random, RateWindow window, int fromSecond) {
        return new Rate(
                prefix,
                name,
                BigDecimal.valueOf(1 + random.nextInt(500_000), 6),
                BigDecimal.ZERO,
                30,
                6,
                0,
                0,
                null,
                null,
                null,
                window,
                fromSecond);
    }

    private int step() {
        next = (next + 1) & (NUMBERS - 1);
        return next;
    }

    /** The longest prefix of a number. */
    @Benchmark
    public int lookUp() {
        return table.lookUp(numbers[step()], at);
    }

    /** What a call costs, from its number on. */
    @Benchmark
    public BigDecimal price() {
        int i = step();
        int prefix = table.lookUp(numbers[i], at);
        return prefix == RateTable.NONE
                ? BigDecimal.ZERO
                : table.meter(prefix, at).price(seconds[i]);
    }

    /** The same with the steps in words, as it goes into a record. */
    @Benchmark
    public Object charge() {
        int i = step();
        return table.find(numbers[i], at).map(tariff -> Charge.of(tariff, TimeUnit.SECONDS.toMillis(seconds[i])));
    }
}
