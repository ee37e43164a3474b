package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZoneClockTest {

    private static void assertShows(String zone, Instant at) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        long micros = ZoneClock.micros(at);
        var stretch = ZoneClock.of(zone).around(micros);
        String where = zone + " at " + at;
        assertEquals(rules.getOffset(at).getTotalSeconds() * 1_000_000L, stretch.offsetMicros(), where);
        assertTrue(stretch.fromMicros() <= micros && micros < stretch.untilMicros(), where);
        var next = rules.nextTransition(at);
        assertEquals(next == null ? ZoneClock.NEVER : next.toEpochSecond() * 1_000_000, stretch.untilMicros(), where);
    }

    @Test
    void shouldShowWhatTheRulesOfTheZoneSayWheneverItWasAskedBefore() {
        var random = new Random(3);
        for (String zone :
                List.of("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Tokyo", "UTC", "+05:45")) {
            var changes = ZoneId.of(zone).getRules().getTransitions();
            for (int i = 0; i < 2_000; i++) {
                assertShows(
                        zone,
                        Instant.ofEpochSecond(
                                random.nextLong(-2_000_000_000L, 4_000_000_000L), random.nextInt(1_000_000_000)));
                if (!changes.isEmpty()) {
                    Instant change = changes.get(random.nextInt(changes.size())).getInstant();
                    assertShows(zone, change);
                    assertShows(zone, change.minusNanos(1_000));
                    assertShows(zone, change.plusNanos(1_000));
                }
            }
        }
    }

    @Test
    void shouldRefuseANameThatIsNoZone() {
        assertThrows(DateTimeException.class, () -> ZoneClock.of("Mars/Olympus"));
    }
}
