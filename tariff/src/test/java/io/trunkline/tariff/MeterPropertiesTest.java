package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What must hold between the walks over a meter's bands. */
class MeterPropertiesTest {

    private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

    /** Rates of cents, of a trillionth, and of a weak currency's millions: they fit into longs, or do not. */
    @Provide
    Arbitrary<Tariff> tariffs() {
        var cents = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.TEN)
                .ofScale(5);
        var tiny = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.ONE)
                .ofScale(14);
        var large = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(2_000_000))
                .ofScale(2);
        var money = Arbitraries.frequencyOf(Tuple.of(5, cents), Tuple.of(1, tiny), Tuple.of(1, large));
        var seconds = Arbitraries.of(0, 1, 6, 10, 30, 60, 61);
        return Combinators.combine(
                        money,
                        money,
                        seconds,
                        Arbitraries.of(1, 6, 7, 30, 60),
                        seconds,
                        seconds,
                        money.injectNull(0.7),
                        Arbitraries.of(0, 2, 4, 6, 12))
                .as((rate, fee, first, next, grace, free, limit, decimals) -> new Tariff(
                        "card",
                        "EUR",
                        decimals,
                        decimals == 4 ? Rounding.UP : Rounding.HALF_UP,
                        new Rate("1", "x", rate, fee, first, next, grace, free, limit, null, null)));
    }

    @Property
    void aCallInPiecesIsChargedTheIncrementsOfTheWhole(
            @ForAll("tariffs") Tariff tariff,
            @ForAll @IntRange(min = 1, max = 3_600) int seconds,
            @ForAll @Size(max = 5) List<@IntRange(max = 3_600) Integer> cuts) {
        Meter meter = Meter.of(tariff);
        var borders = new TreeSet<Integer>(cuts);
        borders.add(0);
        borders.removeIf(border -> border >= seconds);
        BigDecimal pieces = tariff.rate().connectFee().multiply(SIXTY);
        long billed = 0;
        for (int from : borders) {
            int until = borders.higher(from) == null ? seconds : borders.higher(from);
            for (Band band : meter.bands(seconds)) {
                long inPiece = startsBetween(band, from, until);
                pieces = pieces.add(band.ratePerMinute().multiply(BigDecimal.valueOf(inPiece * band.seconds())));
                billed += inPiece * band.seconds();
            }
        }
        boolean nothing = seconds <= tariff.rate().graceSeconds();
        assertEquals(0, meter.sixtyfold(seconds).compareTo(nothing ? BigDecimal.ZERO : pieces));
        assertEquals(nothing ? 0 : billed, meter.billedSeconds(seconds));
    }

    /** Counted one by one. */
    private static long startsBetween(Band band, long from, long until) {
        long starts = 0;
        for (long n = 0; n < band.count() && band.start(n) < until; n++) {
            starts += band.start(n) >= from ? 1 : 0;
        }
        return starts;
    }

    @Property
    void theBandsFollowEachOtherWithoutAGap(@ForAll("tariffs") Tariff tariff) {
        long next = tariff.rate().freeSeconds();
        Meter meter = Meter.of(tariff);
        Band band = meter.band(0);
        for (int i = 1; band.count() != Band.ENDLESS; i++) {
            assertEquals(next, band.from());
            next = band.start(band.count());
            band = meter.band(i);
        }
        assertEquals(next, band.from());
    }

    @Property
    void whatIsDueJustBeforeTheEndIsThePriceBeforeItsRounding(
            @ForAll("tariffs") Tariff tariff, @ForAll @IntRange(min = 1, max = 7_200_000) int millis) {
        Meter meter = Meter.of(tariff);
        long seconds = Meter.wholeSeconds(millis);
        BigDecimal due = meter.due(Duration.ofMillis(millis).minusNanos(1));
        BigDecimal exact = meter.exactSixtyfold(seconds);
        RoundingMode mode = tariff.rounding() == Rounding.UP ? RoundingMode.UP : RoundingMode.HALF_UP;
        assertEquals(0, due.compareTo(exact.divide(SIXTY, tariff.decimals(), mode)));
        assertEquals(due, Charge.of(tariff, millis).price());
    }

    @Property
    void aCallWithFreeMinutesNeverCostsLessWhenItIsLongerAndIsDueWhatItCosts(
            @ForAll("tariffs") Tariff tariff,
            @ForAll @IntRange(min = 1, max = 3_600) int seconds,
            @ForAll @IntRange(max = 1_000) int more,
            @ForAll @IntRange(max = 70) int freeMinutes) {
        Meter meter = Meter.of(tariff, freeMinutes);
        assertTrue(meter.price(seconds).compareTo(meter.price(seconds + more)) <= 0);
        assertEquals(meter.price(seconds), meter.due(Duration.ofSeconds(seconds).minusNanos(1)));
        long scaled = meter.scaledDue(seconds * 1_000L - 1);
        assertTrue(scaled == Meter.NOT_SCALED
                || meter.price(seconds).compareTo(BigDecimal.valueOf(scaled, Meter.SCALE)) == 0);
        Charge charge = Charge.of(inPackage(tariff), seconds * 1_000L, freeMinutes);
        boolean costs = Meter.of(tariff).price(seconds).signum() > 0;
        assertEquals(costs ? Math.min(freeMinutes, Math.ceilDiv(seconds, 60)) * 60 : 0, charge.freeSeconds());
        assertEquals(costs ? meter.price(seconds) : BigDecimal.ZERO, charge.price());
    }

    private static Tariff inPackage(Tariff tariff) {
        return new Tariff(
                tariff.cardId(),
                tariff.currency(),
                tariff.decimals(),
                tariff.rounding(),
                tariff.rate(),
                null,
                List.of(),
                new PackageTerms("gold", 0, null));
    }

    @Property
    void whatIsLeftOfACallWithFreeMinutesIsChargedAsACallThatBeganThere(
            @ForAll("tariffs") Tariff tariff,
            @ForAll @IntRange(min = 1, max = 3_600) int seconds,
            @ForAll @IntRange(min = 1, max = 70) int freeMinutes) {
        // Grace and free seconds count from the answer: without them the rest is a call of its own.
        Rate rate = tariff.rate();
        var plain = new Tariff(
                tariff.cardId(),
                tariff.currency(),
                tariff.decimals(),
                tariff.rounding(),
                new Rate(
                        "1",
                        "x",
                        rate.ratePerMinute(),
                        rate.connectFee(),
                        rate.firstIncrement(),
                        rate.nextIncrement(),
                        0,
                        0,
                        rate.maxPrice(),
                        null,
                        null));
        assertEquals(
                Meter.of(plain).price(Math.max(0, seconds - 60L * freeMinutes)),
                Meter.of(plain, freeMinutes).price(seconds));
    }

    @Property
    void whatIsDueNeverFalls(
            @ForAll("tariffs") Tariff tariff,
            @ForAll @IntRange(max = 7_200_000) int millis,
            @ForAll @IntRange(max = 100_000) int later) {
        Meter meter = Meter.of(tariff);
        BigDecimal before = meter.due(Duration.ofMillis(millis));
        assertTrue(before.compareTo(meter.due(Duration.ofMillis(millis + later))) <= 0);
        assertEquals(BigDecimal.ZERO, meter.due(Duration.ofNanos(-1)));
    }

    @Property
    void whatIsDueIsTheSameInALongWhereItFits(
            @ForAll("tariffs") Tariff tariff, @ForAll @IntRange(max = 7_200_000) int millis) {
        Meter meter = Meter.of(tariff);
        BigDecimal exact = meter.exactSixtyfold(millis / 1_000 + 1);
        RoundingMode mode = tariff.rounding() == Rounding.UP ? RoundingMode.UP : RoundingMode.HALF_UP;
        BigDecimal due = exact.divide(SIXTY, tariff.decimals(), mode);
        long scaled = meter.scaledDue(millis);
        if (scaled != Meter.NOT_SCALED) {
            assertEquals(0, due.compareTo(BigDecimal.valueOf(scaled, Meter.SCALE)));
        } else {
            assertTrue(!isOrdinary(tariff.rate()), () -> "refused, though it fits: " + tariff);
        }
        assertEquals(0, due.compareTo(meter.due(Duration.ofMillis(millis))));
        assertEquals(0, meter.scaledDue(-1));
    }

    /** Two hours at ten a minute are well within a long. */
    private static boolean isOrdinary(Rate rate) {
        return Stream.of(rate.ratePerMinute(), rate.connectFee(), rate.maxPrice())
                .filter(Objects::nonNull)
                .allMatch(amount -> amount.compareTo(BigDecimal.TEN) <= 0 && amount.scale() <= Meter.SCALE);
    }

    @Property
    void anAmountPaysForASecondAndNotForTheNextWhateverItsSize(
            @ForAll("tariffs") Tariff tariff, @ForAll @IntRange(max = 1_000_000) int cents) {
        Meter meter = Meter.of(tariff);
        BigDecimal money = BigDecimal.valueOf(cents, 2);
        var seconds = meter.secondsFor(money);
        if (seconds.isPresent()) {
            assertTrue(meter.price(seconds.getAsLong()).compareTo(money) <= 0);
            assertTrue(meter.price(seconds.getAsLong() + 1).compareTo(money) > 0);
        } else {
            assertTrue(meter.price(1_000_000_000 / 4).compareTo(money) <= 0);
        }
    }
}
