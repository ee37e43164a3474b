package io.trunkline.app.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Numbers, times, lengths and amounts as carriers write them. */
class CarrierWritingTest {

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void shouldReadNumbersHoweverTheyAreWritten() {
        var plain = new Numbering("", "");
        for (String written : List.of("+44 7700 900000", "0044-7700-900000", "447700900000", "44 (7700) 900000")) {
            assertEquals(Optional.of("447700900000"), plain.e164(written), written);
        }
        assertEquals(Optional.of("0301234"), plain.e164("0301234"));
        assertEquals(Optional.empty(), plain.e164("anonymous"));
        assertEquals(Optional.empty(), plain.e164(""));
    }

    @Test
    void shouldTakeOffThePrefixOfTheCarrierAndReadNationalNumbers() {
        var german = new Numbering("99", "49");
        assertEquals(Optional.of("49301234"), german.e164("99030/1234".replace('/', '-')));
        assertEquals(Optional.of("49301234"), german.e164("0301234"));
        assertEquals(Optional.of("447700900000"), german.e164("9900447700900000"));
        assertEquals(Optional.of("447700900000"), german.e164("+447700900000"));
        assertEquals(Optional.empty(), german.e164("99"));
        assertThrows(IllegalArgumentException.class, () -> new Numbering("+49", ""));
    }

    @Test
    void shouldReadTimesWithAndWithoutAZone() {
        var iso = new CarrierTimes("iso", ZoneId.of("Europe/Berlin"));
        long expected = millis("2026-07-01T10:00:05Z");
        for (String written : List.of(
                "2026-07-01T10:00:05Z",
                "2026-07-01T12:00:05+02:00",
                "2026-07-01T12:00:05",
                "2026-07-01 12:00:05",
                "2026-07-01 12:00:05 +02:00",
                "2026-07-01 12:00:05.000")) {
            assertEquals(expected, iso.millis(written), written);
        }
        assertEquals(expected + 250, iso.millis("2026-07-01 12:00:05.250"));
        assertEquals(0, iso.twice());
        assertThrows(DateTimeException.class, () -> iso.millis("01.07.2026"));
    }

    @Test
    void shouldReadTimesByAPatternAndAsSecondsOfTheEpoch() {
        long expected = millis("2026-07-01T10:00:05Z");
        assertEquals(expected, new CarrierTimes("dd.MM.yyyy HH:mm:ss", ZoneId.of("UTC")).millis("01.07.2026 10:00:05"));
        assertEquals(expected, new CarrierTimes("epoch", ZoneId.of("UTC")).millis(Long.toString(expected / 1_000)));
        assertEquals(expected + 5, new CarrierTimes("epoch", ZoneId.of("UTC")).millis(expected / 1_000 + ".005"));
        assertEquals(expected, new CarrierTimes("epoch-millis", ZoneId.of("UTC")).millis(Long.toString(expected)));
        assertThrows(DateTimeException.class, () -> new CarrierTimes("epoch", ZoneId.of("UTC")).millis("2026-07-01"));
        assertThrows(IllegalArgumentException.class, () -> new CarrierTimes("no pattern", ZoneId.of("UTC")));
    }

    @Test
    void shouldTellOfTheHourThatComesTwiceAndRefuseTheOneThatNeverCame() {
        var times = new CarrierTimes("iso", ZoneId.of("Europe/Berlin"));
        assertEquals(millis("2026-10-25T00:30:00Z"), times.millis("2026-10-25 02:30:00"));
        assertEquals(1, times.twice());
        var refused = assertThrows(DateTimeException.class, () -> times.millis("2026-03-29 02:30:00"));
        assertTrue(refused.getMessage().contains("does not exist in Europe/Berlin"), refused.getMessage());
    }

    @Test
    void shouldReadLengthsRoundedUpToWholeSeconds() {
        assertEquals(63, CarrierNumber.seconds("63", false));
        assertEquals(63, CarrierNumber.seconds("62.1", false));
        assertEquals(63, CarrierNumber.seconds("62,1", true));
        assertEquals(3_723, CarrierNumber.seconds("1:02:03", false));
        assertEquals(3_723, CarrierNumber.seconds("62:03", false));
        for (String wrong : List.of("-1", "long", "1:62", "99999999999", "")) {
            assertThrows(NumberFormatException.class, () -> CarrierNumber.seconds(wrong, false), wrong);
        }
    }

    @Test
    void shouldReadAmountsExactly() {
        assertEquals(new BigDecimal("0.0138"), CarrierNumber.decimal("0.0138", false));
        assertEquals(new BigDecimal("0.0138"), CarrierNumber.decimal("0,0138", true));
        assertEquals(new BigDecimal("-.5"), CarrierNumber.decimal("-.5", false));
        for (String wrong : List.of("0,01", "1e3", "1.2.3", "€ 1", "", ".")) {
            assertThrows(NumberFormatException.class, () -> CarrierNumber.decimal(wrong, false), wrong);
        }
        assertThrows(NumberFormatException.class, () -> CarrierNumber.decimal("1.234,5", true));
    }
}
