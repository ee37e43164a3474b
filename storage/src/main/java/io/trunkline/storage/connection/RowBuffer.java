package io.trunkline.storage.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Rows in ClickHouse's format RowBinary: the values one after the other in the order of the columns, nothing
 * between them. LowCardinality does not show in it.
 *
 * <pre>
 *   String         length as LEB128, then the bytes
 *   Int64, UInt16  little-endian
 *   DateTime64(n)  Int64: ticks of 10⁻ⁿ s since the epoch
 *   Decimal(38,12) 16 bytes, little-endian, two's complement: the value × 10¹²
 *   Nullable(T)    one byte: 1 and nothing more, or 0 and T
 *   Array(T)       length as LEB128, then the elements
 * </pre>
 *
 * <p>It grows to the largest batch and is used again; not for several threads. A row counts when {@link
 * #endRow} is called; until then {@link #dropRow} takes it back.
 */
public final class RowBuffer {

    /** Digits after the point of every decimal column. */
    static final int SCALE = 12;

    /** What a DateTime64 can hold. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2299-12-31T23:59:59.999999Z");

    private static final int DECIMAL_BYTES = 16;
    private static final int DECIMAL_DIGITS = 38;
    private static final long MICROS_IN_A_SECOND = 1_000_000;
    private static final int NANOS_IN_A_MICRO = 1_000;

    private ByteBuffer bytes;
    private int rowStart;
    private int rows;

    public RowBuffer(int capacity) {
        bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Rows that were ended. */
    public int rows() {
        return rows;
    }

    /** Bytes of the rows that were ended. */
    public int size() {
        return rowStart;
    }

    public void endRow() {
        rows++;
        rowStart = bytes.position();
    }

    public void dropRow() {
        bytes.position(rowStart);
    }

    public void clear() {
        bytes.clear();
        rowStart = 0;
        rows = 0;
    }

    /** Writes the rows that were ended; may be called again and again, as a retry does. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes.array(), 0, rowStart);
    }

    /** Null is written as the empty text. */
    public RowBuffer text(String value) {
        String text = value == null ? "" : value;
        if (!ascii(text)) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes(utf8, 0, utf8.length);
        }
        return this;
    }

    /** Most texts are, and need no array of their own on the way. Writes nothing, and gives false, when this one is not. */
    private boolean ascii(String text) {
        int start = bytes.position();
        length(text.length());
        ByteBuffer to = room(text.length());
        int at = to.position();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7f) {
                to.position(start);
                return false;
            }
            to.put(at + i, (byte) c);
        }
        to.position(at + text.length());
        return true;
    }

    public RowBuffer bytes(byte[] array, int offset, int length) {
        length(length);
        room(length).put(array, offset, length);
        return this;
    }

    public RowBuffer texts(List<String> values) {
        length(values.size());
        values.forEach(this::text);
        return this;
    }

    /** A Bool. */
    public RowBuffer flag(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public RowBuffer int64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public RowBuffer int32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    /** The lower 16 bits. */
    public RowBuffer uint16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    /** A DateTime64(6). */
    public RowBuffer time(Instant value) {
        if (value.isBefore(EARLIEST) || value.isAfter(LATEST)) {
            throw new IllegalArgumentException(value + " is outside of the years 1900 to 2299");
        }
        return int64(value.getEpochSecond() * MICROS_IN_A_SECOND + value.getNano() / NANOS_IN_A_MICRO);
    }

    /** A Nullable(DateTime64(6)). */
    public RowBuffer nullableTime(Instant value) {
        return isNull(value == null) ? this : time(value);
    }

    /** A Nullable(DateTime64(6)) of microseconds since the epoch, null where the value is {@code absent}. */
    public RowBuffer nullableMicros(long value, long absent) {
        return isNull(value == absent) ? this : int64(value);
    }

    /**
     * A Decimal(38,12).
     *
     * @throws IllegalArgumentException when the value has more digits than that, before or after the point
     */
    public RowBuffer decimal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        long digitsBeforeThePoint = (long) stripped.precision() - stripped.scale();
        if (stripped.scale() > SCALE || digitsBeforeThePoint > DECIMAL_DIGITS - SCALE) {
            throw new IllegalArgumentException(value + " has more digits than the store keeps");
        }
        BigInteger scaled = stripped.setScale(SCALE).unscaledValue();
        byte[] bigEndian = scaled.toByteArray();
        byte[] littleEndian = new byte[DECIMAL_BYTES];
        Arrays.fill(littleEndian, (byte) (scaled.signum() < 0 ? -1 : 0));
        for (int i = 0; i < bigEndian.length; i++) {
            littleEndian[i] = bigEndian[bigEndian.length - 1 - i];
        }
        room(DECIMAL_BYTES).put(littleEndian);
        return this;
    }

    /** A Nullable(Decimal(38,12)). */
    public RowBuffer nullableDecimal(BigDecimal value) {
        return isNull(value == null) ? this : decimal(value);
    }

    private boolean isNull(boolean isNull) {
        room(1).put((byte) (isNull ? 1 : 0));
        return isNull;
    }

    private void length(int value) {
        int rest = value;
        while (rest > 0x7f) {
            room(1).put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        room(1).put((byte) rest);
    }

    private ByteBuffer room(int length) {
        if (bytes.remaining() < length) {
            int capacity = Math.max(Math.multiplyExact(bytes.capacity(), 2), Math.addExact(bytes.position(), length));
            bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
        }
        return bytes;
    }
}
