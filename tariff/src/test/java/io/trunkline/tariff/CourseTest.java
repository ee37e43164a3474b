package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Windows of the week and prices that change with the length of a call, by hand. */
class CourseTest {

    private static final String FRIDAY_EVENING = "2026-11-20T16:59:30Z";

    private static final List<Rate> DAY_AND_NIGHT = List.of(
            line("0.60", "mon-fri 08:00-18:00", 0, 60, 60),
            line("0.06", "mon-thu 18:00-08:00", 0, 1, 1),
            line("0.06", "fri 18:00-24:00", 0, 1, 1),
            line("0.012", "sat-sun 00:00-24:00", 0, 1, 1));

    private static Rate line(String perMinute, String window, int fromSecond, int first, int next) {
        return new Rate(
                "49",
                "Germany",
                new BigDecimal(perMinute),
                BigDecimal.ZERO,
                first,
                next,
                0,
                0,
                null,
                null,
                null,
                window == null ? null : RateWindow.parse(window),
                fromSecond);
    }

    private static RateTable table(List<Rate> rates) {
        return RateTable.of(
                new RateCard("berlin", "Berlin", "EUR", "Europe/Berlin", 6, Rounding.HALF_UP, "v1", 1, 1), rates);
    }

    private static Tariff tariff(List<Rate> rates, String at) {
        return table(rates).find("4930123456", Instant.parse(at)).orElseThrow();
    }

    private static String price(List<Rate> rates, String at, int seconds) {
        return Charge.of(tariff(rates, at), seconds * 1_000L).price().toPlainString();
    }

    @Test
    void shouldChargeEachIncrementByTheWindowInWhichItStarts() {
        // From 17:59:30 to 18:00:30 by the day, 30 s by the night.
        assertEquals("0.63", price(DAY_AND_NIGHT, FRIDAY_EVENING, 90));
        assertEquals("0.6", price(DAY_AND_NIGHT, FRIDAY_EVENING, 60));
        // 17:59:59.5: the increments start half a second before the full one, so the second starts in the night.
        assertEquals("0.601", price(DAY_AND_NIGHT, "2026-11-20T16:59:59.500000Z", 61));
        // Exactly at 18:00.
        assertEquals("0.06", price(DAY_AND_NIGHT, "2026-11-20T17:00:00Z", 60));
    }

    @Test
    void shouldGoOnOverMidnightIntoTheWeekend() {
        // 23:59:00 on Friday: a minute by the night, a minute by the weekend.
        assertEquals("0.072", price(DAY_AND_NIGHT, "2026-11-20T22:59:00Z", 120));
    }

    @Test
    void shouldFollowTheClocksOfTheZoneWhenTheyAreChanged() {
        var hour = List.of(
                line("0.60", "sun 02:00-03:00", 0, 1, 1),
                line("0.06", "mon-sat 00:00-24:00", 0, 1, 1),
                line("0.06", "sun 00:00-02:00", 0, 1, 1),
                line("0.06", "sun 03:00-24:00", 0, 1, 1));
        // 29 March 2026: from 02:00 to 03:00 in no time. 25 October 2026: twice. 1 November: as always.
        assertEquals("10.8", price(hour, "2026-03-28T23:00:00Z", 3 * 3_600));
        assertEquals("79.2", price(hour, "2026-10-24T22:00:00Z", 4 * 3_600));
        assertEquals("43.2", price(hour, "2026-10-31T23:00:00Z", 3 * 3_600));
    }

    @Test
    void shouldPriceTheCallAnewFromALaterSecondWithItsOwnIncrements() {
        var tiers =
                List.of(line("0.60", null, 0, 30, 7), line("0.30", null, 60, 20, 10), line("0.06", null, 120, 1, 1));
        assertEquals("0.3", price(tiers, FRIDAY_EVENING, 30));
        // 30, 37, 44, 51, 58: the last one is paid to second 65, where the next tier's first increment starts.
        assertEquals("0.65", price(tiers, FRIDAY_EVENING, 65));
        assertEquals("0.75", price(tiers, FRIDAY_EVENING, 66));
        // 20 s to second 85, then four of 10 to 125; from there on by the second.
        assertEquals("0.95", price(tiers, FRIDAY_EVENING, 125));
        assertEquals("0.951", price(tiers, FRIDAY_EVENING, 126));
    }

    @Test
    void shouldChargeTheConnectFeeOfTheWindowOfTheAnswer() {
        var rates = List.of(
                withFee(line("0.60", "mon-sun 08:00-18:00", 0, 1, 1), "0.10"),
                withFee(line("0.60", "mon-sun 18:00-08:00", 0, 1, 1), "0.02"));
        assertEquals("1.3", price(rates, FRIDAY_EVENING, 120));
        assertEquals("1.22", price(rates, "2026-11-20T17:00:00Z", 120));
    }

    private static Rate withFee(Rate rate, String fee) {
        return new Rate(
                rate.prefix(),
                rate.destination(),
                rate.ratePerMinute(),
                new BigDecimal(fee),
                rate.firstIncrement(),
                rate.nextIncrement(),
                0,
                0,
                null,
                null,
                null,
                rate.window(),
                rate.fromSecond());
    }

    @Test
    void shouldGiveWayToAShorterPrefixAtAnHourAtWhichTheLongerHasNoLine() {
        var table = RateTable.of(
                new RateCard("berlin", "Berlin", "EUR", "Europe/Berlin", 6, Rounding.HALF_UP, "v1", 1, 1),
                List.of(
                        line("0.60", "mon-fri 08:00-18:00", 0, 1, 1).named("4930", "Berlin", new BigDecimal("0.60")),
                        line("0.10", null, 0, 1, 1)));
        assertEquals(
                "4930",
                table.find("4930123456", Instant.parse("2026-11-20T07:00:00Z"))
                        .orElseThrow()
                        .rate()
                        .prefix());
        assertEquals(
                "49",
                table.find("4930123456", Instant.parse("2026-11-20T06:59:59.999999Z"))
                        .orElseThrow()
                        .rate()
                        .prefix());
    }

    @Test
    void shouldGoOnAtThePriceBeforeWhereNoLineHolds() {
        var lunch = List.of(line("0.60", "mon-fri 08:00-12:00", 0, 1, 1), line("0.06", "mon-fri 13:00-18:00", 0, 1, 1));
        // From 11:59 to 13:01.
        assertEquals("36.66", price(lunch, "2026-11-20T10:59:00Z", 62 * 60));
    }

    @Test
    void shouldKnowHowLongMoneyLastsOverAChangeOfTheRate() {
        Meter meter = Meter.of(tariff(DAY_AND_NIGHT, FRIDAY_EVENING));
        assertEquals(OptionalLong.of(0), meter.secondsFor(new BigDecimal("0.59")));
        assertEquals(OptionalLong.of(60), meter.secondsFor(new BigDecimal("0.60")));
        assertEquals(OptionalLong.of(90), meter.secondsFor(new BigDecimal("0.63")));
        // To midnight 0.60 + 358.5 + … minutes at 0.06, then for 0.012: 5 h 59 min 30 s are 21.57 more.
        assertEquals(OptionalLong.of(21_630 + 60), meter.secondsFor(new BigDecimal("22.182")));
        assertTrue(!meter.isFree() && !meter.isEven());
    }

    @Test
    void shouldSayInWordsWhichLineAnIncrementWasChargedBy() {
        var steps = Charge.of(tariff(DAY_AND_NIGHT, FRIDAY_EVENING), 90_000).steps().stream()
                .map(step -> step.text() + ": " + step.amount().toPlainString())
                .toList();
        assertEquals(
                List.of(
                        "duration 90000 ms, counted as 90 s: 0",
                        "first increment of 60 s at 0.60 a minute, mon-fri 08:00-18:00 Europe/Berlin: 0.6",
                        "30 × 1 s at 0.06 a minute, fri 18:00-24:00 Europe/Berlin: 0.03",
                        "rounded half up to 6 decimals: 0.63"),
                steps);
        var tiers = List.of(line("0.60", null, 0, 30, 7), line("0.30", null, 60, 20, 10));
        assertTrue(Charge.of(tariff(tiers, FRIDAY_EVENING), 70_000).steps().stream()
                .anyMatch(step ->
                        step.text().equals("first increment of 20 s at 0.30 a minute, the rate from second 60")));
    }

    @Test
    void shouldCarryNoCourseWhereTheLineStays() {
        var dated = List.of(line("0.60", "mon-fri 08:00-18:00", 0, 1, 1));
        assertEquals(null, tariff(dated, FRIDAY_EVENING).course());
        assertEquals(4, tariff(DAY_AND_NIGHT, FRIDAY_EVENING).course().rates().size());
    }
}
