package io.trunkline.rating.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.Course;
import io.trunkline.protocol.event.Markup;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TariffCodecTest {

    private static final Rate RATE = new Rate(
            "316",
            "Netherlands mobile",
            new BigDecimal("0.0138"),
            new BigDecimal("0.05"),
            30,
            6,
            3,
            10,
            null,
            Instant.parse("2026-01-01T00:00:00Z"),
            null);

    @Test
    void shouldReadATariffFromBeforeThereWereWindows() {
        byte[] record = HexFormat.of()
                .parseHex("0f0672657461696c034555520c012f03333136124e65746865726c616e6473206d6f62696c65"
                        + "109402080a3c0c061480e4ad950d00");
        var in = new BinaryReader(record, 0, record.length, 1);
        assertEquals(new Tariff("retail", "EUR", 6, Rounding.HALF_UP, RATE), TariffCodec.TARIFF.read(in));
    }

    @Test
    void shouldKeepEverythingThatACallIsChargedBy() {
        var night = new Rate(
                "316",
                "Netherlands mobile",
                new BigDecimal("0.01"),
                BigDecimal.ZERO,
                1,
                1,
                0,
                0,
                new BigDecimal("2"),
                null,
                Instant.parse("2027-01-01T00:00:00.000001Z"),
                RateWindow.parse("mon-fri 18:00-08:00"),
                60);
        var tariff = new Tariff(
                "retail",
                "EUR",
                6,
                Rounding.UP,
                RATE,
                new Course("Europe/Amsterdam", Instant.parse("2026-11-21T12:00:00.123456Z"), List.of(RATE, night)),
                List.of(new Markup(
                        "card retail", new BigDecimal("0.009"), new BigDecimal("0.0025"), new BigDecimal("20"))),
                new PackageTerms("gold", 60, null));
        var out = new BinaryWriter();
        TariffCodec.TARIFF.write(tariff, out);
        assertEquals(
                tariff, TariffCodec.TARIFF.read(new BinaryReader(out.toBytes(), 0, out.size(), StateSerde.VERSION)));
    }
}
