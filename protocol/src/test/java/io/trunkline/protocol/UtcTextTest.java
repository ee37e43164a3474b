package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {

    private static final DateTimeFormatter JDK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Property
    void shouldWriteAndReadWhatTheJdkDoes(
            @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long seconds,
            @ForAll @IntRange(max = 999_999) int micros) {
        Instant time = Instant.ofEpochSecond(seconds, micros * 1_000L);

        assertEquals(JDK.format(time), UtcText.of(time));
        if (seconds < 253_402_300_800L && seconds >= -62_167_219_200L) {
            assertEquals(time, UtcText.read(UtcText.of(time)));
        }
    }

    @Test
    void shouldCutOffWhatIsFinerThanAMicrosecond() {
        assertEquals("2026-11-21T03:04:05.000006Z", UtcText.of(Instant.parse("2026-11-21T03:04:05.000006999Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T03:04:05Z", "2026-11-21T03:04:05.1Z", "2026-11-21T24:00:00.000000Z"})
    void shouldReadOtherFormsAsTheJdkDoes(String text) {
        assertEquals(Instant.parse(text), UtcText.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00.000000Z",
                "2026-13-01T00:00:00.000000Z",
                "2026-11-21T25:00:00.000000Z",
                "2026-11-21T03:60:00.000000Z",
                "2026-11-21 03:04:05.000000Z",
                "2026-11-21T03:04:05.00000٣Z",
                ""
            })
    void shouldRefuseWhatIsNoTime(String text) {
        assertThrows(DateTimeException.class, () -> UtcText.read(text));
    }
}
