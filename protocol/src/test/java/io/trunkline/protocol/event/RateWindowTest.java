package io.trunkline.protocol.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RateWindowTest {

    private static final int FRIDAY = 4;
    private static final int SATURDAY = 5;
    private static final int SUNDAY = 6;

    private static RateWindow window(String text) {
        return RateWindow.parse(text);
    }

    @Test
    void shouldBeWrittenAsItIsRead() {
        for (String text : new String[] {
            "mon-fri 08:00-18:00", "sat-sun 00:00-24:00", "mon,wed,fri-sun 22:30-06:00", "tue 00:00-00:01"
        }) {
            assertEquals(text, window(text).toString());
            assertEquals('"' + text + '"', new String(Json.write(window(text)), StandardCharsets.UTF_8));
            assertEquals(
                    window(text), Json.read(('"' + text + '"').getBytes(StandardCharsets.UTF_8), RateWindow.class));
        }
        assertEquals("mon,sat-sun 08:00-18:00", window("sat-mon 8:00-18:00").toString());
        assertThrows(
                SerializationException.class,
                () -> Json.read("\"never\"".getBytes(StandardCharsets.UTF_8), RateWindow.class));
    }

    @Test
    void shouldHoldFromItsStartUntilBeforeItsEnd() {
        RateWindow day = window("mon-fri 08:00-18:00");
        assertFalse(day.holds(FRIDAY, 479));
        assertTrue(day.holds(FRIDAY, 480));
        assertTrue(day.holds(FRIDAY, 1_079));
        assertFalse(day.holds(FRIDAY, 1_080));
        assertFalse(day.holds(SATURDAY, 480));
    }

    @Test
    void shouldGoOnOverMidnightIntoTheDayAfter() {
        RateWindow night = window("fri,sun 22:00-06:00");
        assertTrue(night.holds(FRIDAY, 1_320));
        assertTrue(night.holds(SATURDAY, 359));
        assertFalse(night.holds(SATURDAY, 360));
        assertFalse(night.holds(SATURDAY, 1_320));
        assertFalse(night.holds(FRIDAY, 0));
        assertTrue(night.holds(0, 0), "the night of Sunday lasts into Monday");
        assertTrue(night.holds(SUNDAY, 1_439));
    }

    @Test
    void shouldOverlapWhereThereIsAMinuteAtWhichBothHold() {
        var random = new Random(42);
        for (int i = 0; i < 3_000; i++) {
            RateWindow one = any(random);
            RateWindow other = any(random);
            boolean both = false;
            for (int minute = 0; minute < 7 * 1_440 && !both; minute++) {
                both = one.holds(minute / 1_440, minute % 1_440) && other.holds(minute / 1_440, minute % 1_440);
            }
            assertEquals(both, one.overlaps(other), one + " and " + other);
            assertEquals(both, other.overlaps(one));
        }
    }

    @Test
    void shouldFillTheWeekWhereOneOfThemHoldsAtEachMinute() {
        assertTrue(RateWindow.fillTheWeek(List.of(RateWindow.ALWAYS)));
        assertFalse(RateWindow.fillTheWeek(List.of()));
        var night = window("mon-sun 18:00-08:00");
        assertTrue(RateWindow.fillTheWeek(List.of(window("mon-sun 08:00-18:00"), night)));
        assertFalse(RateWindow.fillTheWeek(List.of(window("mon-sun 08:00-17:59"), night)), "a minute a day");
        assertFalse(RateWindow.fillTheWeek(List.of(window("mon-sat 08:00-18:00"), night)), "Sunday by day");
        var random = new Random(42);
        int filled = 0;
        for (int i = 0; i < 1_000; i++) {
            List<RateWindow> windows = Stream.generate(() -> any(random))
                    .limit(1 + random.nextInt(12))
                    .toList();
            boolean fill = true;
            for (int minute = 0; minute < 7 * 1_440 && fill; minute++) {
                int day = minute / 1_440;
                int ofDay = minute % 1_440;
                fill = windows.stream().anyMatch(window -> window.holds(day, ofDay));
            }
            filled += fill ? 1 : 0;
            assertEquals(fill, RateWindow.fillTheWeek(windows), windows::toString);
        }
        assertTrue(filled > 20 && filled < 980, "both come out");
    }

    private static RateWindow any(Random random) {
        int start = 60 * random.nextInt(24);
        int end = 60 * (1 + random.nextInt(24));
        return new RateWindow(1 + random.nextInt(RateWindow.ALL_DAYS), start, end == start ? start + 30 : end);
    }
}
