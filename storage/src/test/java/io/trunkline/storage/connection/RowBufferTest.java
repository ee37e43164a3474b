package io.trunkline.storage.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each value stands between two bytes that are known, so that one byte too many or too few shows. */
class RowBufferTest {

    private final RowBuffer rows = new RowBuffer(1);

    @Test
    void shouldWriteTextWithItsLengthInBytes() throws IOException {
        assertRow("03 61 c3a9", () -> rows.text("aé"));
        assertRow("01 62 04 c3a9 61 63 01 64", () -> rows.text("b").text("éac").text("d"));
    }

    @Test
    void shouldWriteALengthOfMoreThanSevenBitsInTwoBytes() throws IOException {
        assertRow("ac02" + "78".repeat(300), () -> rows.text("x".repeat(300)));
    }

    @Test
    void shouldWriteNoTextAsEmptyText() throws IOException {
        assertRow("00", () -> rows.text(null));
    }

    @Test
    void shouldWriteWholeNumbersLowestByteFirst() throws IOException {
        assertRow("fe ff ff ff ff ff ff ff", () -> rows.int64(-2));
        assertRow("04 03 02 01", () -> rows.int32(0x01020304));
        assertRow("e8 ff", () -> rows.uint16(0xffe8));
    }

    @Test
    void shouldWriteTimesAsMicroseconds() throws IOException {
        assertRow("01 00 00 00 00 00 00 00", () -> rows.time(Instant.ofEpochSecond(0, 1_999)));
        assertRow("ff ff ff ff ff ff ff ff", () -> rows.time(Instant.ofEpochSecond(-1, 999_999_000)));
        assertRow("01", () -> rows.nullableTime(null));
        assertRow("00 0a 00 00 00 00 00 00 00", () -> rows.nullableMicros(10, -1));
        assertRow("01", () -> rows.nullableMicros(-1, -1));
    }

    @Test
    void shouldWriteDecimalsTimesTenToTheTwelfth() throws IOException {
        assertRow("01" + "00".repeat(15), () -> rows.decimal(new BigDecimal("0.000000000001")));
        assertRow("ff".repeat(16), () -> rows.decimal(new BigDecimal("-0.0000000000010")));
        assertRow("0010a5d4e8" + "00".repeat(11), () -> rows.decimal(BigDecimal.ONE));
        assertRow("01", () -> rows.nullableDecimal(null));
    }

    @Test
    void shouldWriteListsWithTheirLength() throws IOException {
        assertRow("02 01 61 00", () -> rows.texts(List.of("a", "")));
    }

    @Test
    void shouldRefuseWhatTheColumnsCannotHold() {
        assertThrows(IllegalArgumentException.class, () -> rows.decimal(new BigDecimal("0.0000000000001")));
        assertThrows(IllegalArgumentException.class, () -> rows.decimal(new BigDecimal("1e26")));
        assertThrows(IllegalArgumentException.class, () -> rows.decimal(new BigDecimal("1e999999999")));
        assertThrows(IllegalArgumentException.class, () -> rows.decimal(new BigDecimal("1e-999999999")));
        assertThrows(IllegalArgumentException.class, () -> rows.time(Instant.MAX));
        assertThrows(IllegalArgumentException.class, () -> rows.time(Instant.parse("1899-12-31T23:59:59Z")));
    }

    @Test
    void shouldTakeBackARowThatWasNotEnded() throws IOException {
        rows.uint16(1).endRow();
        rows.uint16(2).dropRow();
        rows.uint16(3).endRow();

        assertEquals("01000300", HexFormat.of().formatHex(written()));
        assertEquals(2, rows.rows());
        assertEquals(4, rows.size());
    }

    private void assertRow(String expectedHex, Runnable writer) throws IOException {
        rows.clear();
        rows.bytes(new byte[] {0x55}, 0, 1);
        writer.run();
        rows.bytes(new byte[] {0x66}, 0, 1).endRow();

        assertEquals(
                "0155" + expectedHex.replace(" ", "") + "0166", HexFormat.of().formatHex(written()));
    }

    private byte[] written() throws IOException {
        var out = new ByteArrayOutputStream();
        rows.writeTo(out);
        return out.toByteArray();
    }
}
