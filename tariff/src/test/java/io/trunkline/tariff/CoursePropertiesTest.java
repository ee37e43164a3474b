package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Windows, later seconds and changed clocks against the contract's sum in the most literal way. */
class CoursePropertiesTest {

    private static final String ZONE = "Europe/Berlin";
    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);
    static final int MOST_SECONDS = 36_000;

    /** Ways in which a card may divide the week; the last leaves hours out. */
    private static final List<List<String>> WEEKS = List.of(
            List.of(""),
            List.of("mon-sun 22:00-06:00", "mon-sun 06:00-22:00"),
            List.of("sun 02:00-03:00", "sun 03:00-02:00", "mon-sat 02:00-02:30", "mon-sat 02:30-02:00"),
            List.of("mon-fri 08:00-18:00", "mon-thu 18:00-08:00", "fri 18:00-24:00", "sat-sun 00:00-24:00"),
            List.of("sat-sun 01:59-03:01", "mon,wed,fri 00:00-24:00"));

    /** The hours around the changes of the clocks in 2026, and any. */
    @Provide
    Arbitrary<Instant> moments() {
        var around = Arbitraries.of("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z")
                .map(Instant::parse)
                .flatMap(change -> Arbitraries.longs()
                        .between(-40_000_000_000L, 20_000_000_000L)
                        .map(micros -> change.plus(micros, ChronoUnit.MICROS)));
        var any = Arbitraries.longs().between(0, 366L * 86_400).map(seconds -> Instant.parse("2026-01-01T00:00:00Z")
                .plusSeconds(seconds));
        return Arbitraries.frequencyOf(Tuple.of(2, around), Tuple.of(1, any));
    }

    @Provide
    Arbitrary<List<Rate>> cards() {
        var seconds = Arbitraries.of(0, 60, 90, 3_600);
        return seconds.set().ofMaxSize(3).flatMap(later -> {
            var lines = new ArrayList<Arbitrary<List<Rate>>>();
            lines.add(week(0));
            later.stream().filter(second -> second > 0).forEach(second -> lines.add(week(second)));
            return Combinators.combine(lines)
                    .as(parts -> parts.stream().flatMap(List::stream).toList());
        });
    }

    private static Arbitrary<List<Rate>> week(int fromSecond) {
        return Arbitraries.of(WEEKS).flatMap(windows -> Combinators.combine(
                        windows.stream().map(window -> line(window, fromSecond)).toList())
                .as(lines -> lines));
    }

    private static Arbitrary<Rate> line(String window, int fromSecond) {
        var money = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.TEN)
                .ofScale(5);
        return Combinators.combine(
                        money,
                        money,
                        Arbitraries.of(0, 1, 6, 30, 60, 61),
                        Arbitraries.of(6, 7, 30, 60),
                        Arbitraries.of(0, 0, 3, 70),
                        Arbitraries.of(0, 0, 20, 100),
                        money.map(SIXTY::multiply).injectNull(0.8))
                .as((rate, fee, first, next, grace, free, limit) -> new Rate(
                        "49",
                        "x",
                        rate,
                        fee,
                        first,
                        next,
                        grace,
                        free,
                        limit,
                        null,
                        null,
                        window.isEmpty() ? null : RateWindow.parse(window),
                        fromSecond));
    }

    private static Optional<Tariff> tariff(List<Rate> card, Instant at) {
        return RateTable.of(new RateCard("card", "Card", "EUR", ZONE, 4, Rounding.HALF_UP, "v1", 1, 1), card)
                .find("4930", at);
    }

    /** The increments that start in a stretch of the call, one by one, each by the line that holds at its start. */
    private static BigDecimal counted(List<Rate> card, Tariff tariff, Instant at, long from, long until) {
        BigDecimal sixtyfold = BigDecimal.ZERO;
        Rate before = tariff.rate();
        boolean isFirst = true;
        long second = before.freeSeconds();
        while (second < until) {
            Rate rate = holding(card, at.plusSeconds(second), second).orElse(before);
            boolean begins = isFirst || rate.fromSecond() > before.fromSecond();
            int length = begins && rate.firstIncrement() > 0 ? rate.firstIncrement() : rate.nextIncrement();
            if (second >= from) {
                sixtyfold = sixtyfold.add(rate.ratePerMinute().multiply(BigDecimal.valueOf(length)));
            }
            second += length;
            before = rate;
            isFirst = false;
        }
        return sixtyfold;
    }

    private static Optional<Rate> holding(List<Rate> card, Instant moment, long second) {
        ZonedDateTime local = moment.atZone(ZoneId.of(ZONE));
        return card.stream()
                .filter(rate -> rate.fromSecond() <= second)
                .filter(rate -> rate.window() == null
                        || rate.window()
                                .holds(local.getDayOfWeek().getValue() - 1, local.getHour() * 60 + local.getMinute()))
                .max((one, other) -> Integer.compare(one.fromSecond(), other.fromSecond()));
    }

    private static BigDecimal price(List<Rate> card, Tariff tariff, Instant at, long seconds) {
        Rate rate = tariff.rate();
        if (seconds == 0 || seconds <= rate.graceSeconds()) {
            return BigDecimal.ZERO;
        }
        BigDecimal sum = rate.connectFee().multiply(SIXTY).add(counted(card, tariff, at, 0, seconds));
        BigDecimal limited =
                rate.maxPrice() == null ? sum : sum.min(rate.maxPrice().multiply(SIXTY));
        return limited.divide(SIXTY, 4, RoundingMode.HALF_UP);
    }

    @Property(tries = 300)
    void thePriceIsThatOfCountingIncrementByIncrement(
            @ForAll("cards") List<Rate> card,
            @ForAll("moments") Instant at,
            @ForAll @IntRange(max = MOST_SECONDS) int seconds) {
        Tariff tariff = tariff(card, at).orElse(null);
        Assume.that(tariff != null);
        BigDecimal expected = price(card, tariff, at, seconds);
        assertEquals(0, expected.compareTo(Meter.of(tariff).price(seconds)));
        assertEquals(0, expected.compareTo(Charge.of(tariff, seconds * 1_000L).price()));
    }

    @Property(tries = 200)
    void aCallInPiecesIsChargedTheIncrementsOfTheWhole(
            @ForAll("cards") List<Rate> card,
            @ForAll("moments") Instant at,
            @ForAll @IntRange(min = 1, max = MOST_SECONDS) int seconds,
            @ForAll @Size(max = 4) List<@IntRange(max = MOST_SECONDS) Integer> cuts) {
        Tariff tariff = tariff(card, at).orElse(null);
        Assume.that(tariff != null && seconds > tariff.rate().graceSeconds());
        var borders = new ArrayList<Integer>(
                cuts.stream().filter(cut -> cut > 0 && cut < seconds).sorted().toList());
        borders.addFirst(0);
        borders.add(seconds);
        BigDecimal pieces = tariff.rate().connectFee().multiply(SIXTY);
        for (int i = 1; i < borders.size(); i++) {
            pieces = pieces.add(counted(card, tariff, at, borders.get(i - 1), borders.get(i)));
        }
        assertEquals(0, pieces.compareTo(Meter.of(tariff).sixtyfold(seconds)));
    }

    @Property(tries = 300)
    void longerNeverCostsLess(
            @ForAll("cards") List<Rate> card,
            @ForAll("moments") Instant at,
            @ForAll @IntRange(max = MOST_SECONDS) int seconds,
            @ForAll @IntRange(max = 100_000) int more) {
        Tariff tariff = tariff(card, at).orElse(null);
        Assume.that(tariff != null);
        Meter meter = Meter.of(tariff);
        assertTrue(meter.price(seconds).compareTo(meter.price(seconds + more)) <= 0);
    }

    @Property(tries = 200)
    void whatIsDueAtTheEndIsThePriceOfTheRecord(
            @ForAll("cards") List<Rate> card,
            @ForAll("moments") Instant at,
            @ForAll @IntRange(min = 1, max = 1_000 * MOST_SECONDS) int millis) {
        Tariff tariff = tariff(card, at).orElse(null);
        Assume.that(tariff != null);
        Meter meter = Meter.of(tariff);
        BigDecimal due = meter.due(Duration.ofMillis(millis).minusNanos(1));
        assertEquals(Charge.of(tariff, millis).price(), due);
        long scaled = meter.scaledDue(millis - 1);
        assertTrue(scaled == Meter.NOT_SCALED
                || BigDecimal.valueOf(scaled, Meter.SCALE).compareTo(due) == 0);
    }

    @Property(tries = 200)
    void anAmountPaysForASecondAndNotForTheNext(
            @ForAll("cards") List<Rate> card,
            @ForAll("moments") Instant at,
            @ForAll @IntRange(max = 100_000) int cents) {
        Tariff tariff = tariff(card, at).orElse(null);
        Assume.that(tariff != null);
        Meter meter = Meter.of(tariff);
        BigDecimal money = BigDecimal.valueOf(cents, 2);
        meter.secondsFor(money).ifPresent(seconds -> {
            assertTrue(meter.price(seconds).compareTo(money) <= 0);
            assertTrue(meter.price(seconds + 1).compareTo(money) > 0);
        });
    }

    @Property(tries = 200)
    void nothingIsDueAboveTheCeiling(
            @ForAll("cards") List<Rate> card,
            @ForAll("moments") Instant at,
            @ForAll @IntRange(max = MOST_SECONDS) int seconds,
            @ForAll @IntRange(max = MOST_SECONDS) int later) {
        Tariff tariff = tariff(card, at).orElse(null);
        Assume.that(tariff != null);
        Meter meter = Meter.of(tariff);
        Ceiling ceiling = meter.ceiling();
        BigDecimal due = meter.due(Duration.ofSeconds(seconds));
        assertTrue(due.multiply(SIXTY)
                        .compareTo(ceiling.atAnswer()
                                .multiply(SIXTY)
                                .add(ceiling.perMinute().multiply(BigDecimal.valueOf(seconds))))
                <= 0);
        if (due.signum() > 0) {
            BigDecimal rise =
                    meter.due(Duration.ofSeconds((long) seconds + later)).subtract(due);
            assertTrue(rise.multiply(SIXTY)
                            .compareTo(ceiling.ahead()
                                    .multiply(SIXTY)
                                    .add(ceiling.perMinute().multiply(BigDecimal.valueOf(later))))
                    <= 0);
        }
    }

    @Property(tries = 200)
    void theQuickWayToAMeterGivesTheSame(
            @ForAll @From("cards") List<Rate> card,
            @ForAll("moments") Instant at,
            @ForAll @IntRange(max = MOST_SECONDS) int seconds) {
        RateTable table =
                RateTable.of(new RateCard("card", "Card", "EUR", ZONE, 4, Rounding.HALF_UP, "v1", 1, 1), card);
        int prefix = table.lookUp("4930", at);
        Assume.that(prefix != RateTable.NONE);
        assertEquals(
                Meter.of(table.tariff(prefix, "4930", at)).price(seconds),
                table.meter(prefix, at).price(seconds));
    }
}
