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

/** Each column stands between two that are known, so that one byte too many or too few shows. */
class RowBufferTest {

    private static final List<RowBuffer.Column> COLUMNS = List.of(
            new RowBuffer.Column("a", "String"), new RowBuffer.Column("b", "T"), new RowBuffer.Column("c", "String"));

    private static final String HEAD_OF_A = "01 61 06 53 74 72 69 6e 67";
    private static final String HEAD_OF_B = "01 62 01 54";
    private static final String HEAD_OF_C = "01 63 06 53 74 72 69 6e 67";

    private final RowBuffer rows = new RowBuffer();

    @Test
    void shouldWriteTextWithItsLengthInBytes() throws IOException {
        assertColumn("03 61 c3a9", () -> rows.text("aé"));
        assertColumn("01 62 04 c3a9 61 63 01 64", () -> rows.text("b"), () -> rows.text("éac"), () -> rows.text("d"));
    }

    @Test
    void shouldWriteALengthOfMoreThanSevenBitsInTwoBytes() throws IOException {
        assertColumn("ac02" + "78".repeat(300), () -> rows.text("x".repeat(300)));
    }

    @Test
    void shouldWriteNoTextAsEmptyText() throws IOException {
        assertColumn("00", () -> rows.text(null));
    }

    @Test
    void shouldWriteWholeNumbersLowestByteFirst() throws IOException {
        assertColumn("fe ff ff ff ff ff ff ff", () -> rows.int64(-2));
        assertColumn("04 03 02 01", () -> rows.int32(0x01020304));
        assertColumn("e8 ff", () -> rows.uint16(0xffe8));
        assertColumn("01 00", () -> rows.flag(true), () -> rows.flag(false));
    }

    @Test
    void shouldWriteTimesAsMicroseconds() throws IOException {
        assertColumn("01 00 00 00 00 00 00 00", () -> rows.time(Instant.ofEpochSecond(0, 1_999)));
        assertColumn("ff ff ff ff ff ff ff ff", () -> rows.time(Instant.ofEpochSecond(-1, 999_999_000)));
    }

    @Test
    void shouldWriteWhichAreNullBeforeTheValues() throws IOException {
        assertColumn(
                "01 00 00" + "00 00 00 00 00 00 00 00" + "01 00 00 00 00 00 00 00" + "02 00 00 00 00 00 00 00",
                () -> rows.nullableTime(null),
                () -> rows.nullableTime(Instant.ofEpochSecond(0, 1_000)),
                () -> rows.nullableTime(Instant.ofEpochSecond(0, 2_000)));
        assertColumn(
                "00 01" + "0a 00 00 00 00 00 00 00" + "00 00 00 00 00 00 00 00",
                () -> rows.nullableMicros(10, -1),
                () -> rows.nullableMicros(-1, -1));
        assertColumn(
                "01 00" + "00".repeat(16) + "01" + "00".repeat(15),
                () -> rows.nullableDecimal(null),
                () -> rows.nullableDecimal(new BigDecimal("0.000000000001")));
    }

    @Test
    void shouldWriteDecimalsTimesTenToTheTwelfth() throws IOException {
        assertColumn("01" + "00".repeat(15), () -> rows.decimal(new BigDecimal("0.000000000001")));
        assertColumn("ff".repeat(16), () -> rows.decimal(new BigDecimal("-0.0000000000010")));
        assertColumn("0010a5d4e8" + "00".repeat(11), () -> rows.decimal(BigDecimal.ONE));
        // 10^20 x 10^12 is more than a long holds.
        assertColumn(hexOfLittleEndian(BigDecimal.TEN.pow(32)), () -> rows.decimal(BigDecimal.TEN.pow(20)));
    }

    @Test
    void shouldWriteWhereListsEndBeforeTheirElements() throws IOException {
        assertColumn(
                "02 00 00 00 00 00 00 00" + "02 00 00 00 00 00 00 00" + "03 00 00 00 00 00 00 00" + "01 61 00 01 62",
                () -> rows.texts(List.of("a", "")),
                () -> rows.texts(List.of()),
                () -> rows.texts(List.of("b")));
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
        rows.text("dropped before there was a row").dropRow();
        rows.uint16(1).texts(List.of("a")).nullableMicros(5, 0).endRow();
        rows.uint16(2).texts(List.of("b", "c")).nullableMicros(6, 0).dropRow();
        rows.uint16(2).dropRow();
        rows.uint16(3).texts(List.of("d")).nullableMicros(7, 0).endRow();

        assertEquals(
                "0302"
                        + (HEAD_OF_A + "0100 0300" + HEAD_OF_B + "0100000000000000 0200000000000000 0161 0164"
                                        + HEAD_OF_C + "00 00 0500000000000000 0700000000000000")
                                .replace(" ", ""),
                HexFormat.of().formatHex(written()));
        assertEquals(2, rows.rows());
        assertEquals(4 + 20 + 18, rows.size());
    }

    @Test
    void shouldWriteWhatCameSinceItWasCleared() throws IOException {
        rows.text("x").texts(List.of("x", "y")).text("x").endRow();
        rows.clear();
        assertEquals(0, rows.rows());
        assertEquals(0, rows.size());

        assertColumn("01 00 00 00 00 00 00 00 01 7a", () -> rows.texts(List.of("z")));
    }

    @Test
    void shouldRefuseARowOfAnotherLength() {
        rows.int64(1).int64(2).endRow();

        rows.int64(3);
        assertThrows(IllegalStateException.class, rows::endRow);
        rows.dropRow();
        rows.int64(3).int64(4);
        assertThrows(IndexOutOfBoundsException.class, () -> rows.int64(5));
        assertThrows(IllegalArgumentException.class, this::written, "two columns for three names");
    }

    private static String hexOfLittleEndian(BigDecimal value) {
        byte[] bigEndian = value.toBigIntegerExact().toByteArray();
        var hex = new StringBuilder();
        for (int i = bigEndian.length - 1; i >= 0; i--) {
            hex.append(HexFormat.of().toHexDigits(bigEndian[i]));
        }
        return hex.append("00".repeat(16 - bigEndian.length)).toString();
    }

    /** Writes a row for each value, between two columns of which each row has 55 and 66. */
    private void assertColumn(String expectedHex, Runnable... values) throws IOException {
        rows.clear();
        for (Runnable value : values) {
            rows.bytes(new byte[] {0x55}, 0, 1);
            value.run();
            rows.bytes(new byte[] {0x66}, 0, 1).endRow();
        }

        String expected = "03" + HexFormat.of().toHexDigits((byte) values.length)
                + HEAD_OF_A + "01 55".repeat(values.length)
                + HEAD_OF_B + expectedHex
                + HEAD_OF_C + "01 66".repeat(values.length);
        assertEquals(expected.replace(" ", ""), HexFormat.of().formatHex(written()));
    }

    private byte[] written() throws IOException {
        var out = new ByteArrayOutputStream();
        rows.writeTo(out, COLUMNS);
        return out.toByteArray();
    }
}
