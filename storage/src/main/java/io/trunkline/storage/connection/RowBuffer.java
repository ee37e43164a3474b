package io.trunkline.storage.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on their way into a table, in ClickHouse's format Native: one block, column after column, which the server takes as
 * it is, where it would take rows apart value by value.
 *
 * <pre>
 *   block          number of columns and of rows as LEB128, then the columns
 *   column         its name and its type as String, then the values of all rows
 *
 *   String         length as LEB128, then the bytes
 *   Int64, UInt16  little-endian
 *   DateTime64(n)  Int64: ticks of 10⁻ⁿ s since the epoch
 *   Decimal(38,12) 16 bytes, little-endian, two's complement: the value × 10¹²
 *   Nullable(T)    for each row one byte, 1 for null; then T of each row, something where it is null
 *   Array(T)       for each row an Int64: how many elements it and those before it have; then the elements of all
 * </pre>
 *
 * <p>It grows to the largest batch and is used again; not for several threads. Values are written in the order of the
 * columns. A row counts when {@link #endRow} is called; until then {@link #dropRow} takes it back.
 */
public final class RowBuffer {

    /** A column as the table has it. */
    record Column(String name, String type) {}

    /** Digits after the point of every decimal column. */
    static final int SCALE = 12;

    /** What a DateTime64 can hold. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2299-12-31T23:59:59.999999Z");

    private static final int DECIMAL_DIGITS = 38;
    private static final long MICROS_IN_A_SECOND = 1_000_000;
    private static final int NANOS_IN_A_MICRO = 1_000;

    private final List<ColumnBuffer> columns = new ArrayList<>();

    /** The column of the value that comes next. */
    private int next;

    private int rows;
    private int size;

    /** Without rows. */
    public RowBuffer() {}

    /** Rows that were ended. */
    public int rows() {
        return rows;
    }

    /** Bytes of the rows that were ended. */
    public int size() {
        return size;
    }

    /**
     * The values of a row were written.
     *
     * @throws IllegalStateException when they are more or fewer than those of the first row: an error of this program
     */
    public void endRow() {
        if (next != columns.size()) {
            throw new IllegalStateException("a row of " + next + " values behind one of " + columns.size());
        }
        next = 0;
        rows++;
        int bytes = 0;
        for (ColumnBuffer column : columns) {
            column.end();
            bytes += column.size();
        }
        size = bytes;
    }

    /** Takes back what was written since the last row was ended. */
    public void dropRow() {
        next = 0;
        if (rows == 0) {
            columns.clear();
        } else {
            columns.forEach(ColumnBuffer::drop);
        }
    }

    /** Forgets all rows, and keeps the room that they took. */
    public void clear() {
        next = 0;
        rows = 0;
        size = 0;
        columns.forEach(ColumnBuffer::clear);
    }

    /**
     * Writes the rows that were ended; may be called again and again, as a retry does.
     *
     * @param names and types of the columns, in the order in which values were written
     * @throws IllegalArgumentException when they are not as many as those: an error of this program
     */
    void writeTo(OutputStream out, List<Column> names) throws IOException {
        if (names.size() != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " values for " + names.size() + " columns");
        }
        var head = new ColumnBuffer();
        head.varint(columns.size());
        head.varint(rows);
        for (int i = 0; i < names.size(); i++) {
            head.text(names.get(i).name());
            head.text(names.get(i).type());
            head.end();
            head.writeTo(out);
            head.clear();
            columns.get(i).writeTo(out);
        }
    }

    private ColumnBuffer column() {
        if (next == columns.size() && rows == 0) {
            columns.add(new ColumnBuffer());
        }
        return columns.get(next++);
    }

    /** Null is written as the empty text. */
    public RowBuffer text(String value) {
        column().text(value);
        return this;
    }

    /** A String of any bytes. */
    public RowBuffer bytes(byte[] array, int offset, int length) {
        column().bytes(array, offset, length);
        return this;
    }

    /** An Array(String). */
    public RowBuffer texts(List<String> values) {
        column().texts(values);
        return this;
    }

    /** A Bool. */
    public RowBuffer flag(boolean value) {
        column().int8(value ? 1 : 0);
        return this;
    }

    /** An Int64 or UInt64. */
    public RowBuffer int64(long value) {
        column().int64(value);
        return this;
    }

    /** An Int32 or UInt32. */
    public RowBuffer int32(int value) {
        column().int32(value);
        return this;
    }

    /** A UInt16: the lower 16 bits. */
    public RowBuffer uint16(int value) {
        column().int16(value);
        return this;
    }

    /**
     * A DateTime64(6).
     *
     * @throws IllegalArgumentException when the column cannot hold it
     */
    public RowBuffer time(Instant value) {
        column().int64(micros(value));
        return this;
    }

    /** A Nullable(DateTime64(6)). */
    public RowBuffer nullableTime(Instant value) {
        ColumnBuffer column = column();
        column.isNull(value == null);
        column.int64(value == null ? 0 : micros(value));
        return this;
    }

    /** A Nullable(DateTime64(6)) of microseconds since the epoch, null where the value is {@code absent}. */
    public RowBuffer nullableMicros(long value, long absent) {
        ColumnBuffer column = column();
        column.isNull(value == absent);
        column.int64(value == absent ? 0 : value);
        return this;
    }

    private static long micros(Instant value) {
        if (value.isBefore(EARLIEST) || value.isAfter(LATEST)) {
            throw new IllegalArgumentException(value + " is outside of the years 1900 to 2299");
        }
        return value.getEpochSecond() * MICROS_IN_A_SECOND + value.getNano() / NANOS_IN_A_MICRO;
    }

    /**
     * A Decimal(38,12).
     *
     * @throws IllegalArgumentException when the value has more digits than that, before or after the point
     */
    public RowBuffer decimal(BigDecimal value) {
        decimal(scaled(value), column());
        return this;
    }

    /** A Nullable(Decimal(38,12)). */
    public RowBuffer nullableDecimal(BigDecimal value) {
        ColumnBuffer column = column();
        column.isNull(value == null);
        decimal(value == null ? BigInteger.ZERO : scaled(value), column);
        return this;
    }

    private static BigInteger scaled(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        long digitsBeforeThePoint = (long) stripped.precision() - stripped.scale();
        if (stripped.scale() > SCALE || digitsBeforeThePoint > DECIMAL_DIGITS - SCALE) {
            throw new IllegalArgumentException(value + " has more digits than the store keeps");
        }
        return stripped.setScale(SCALE).unscaledValue();
    }

    private static void decimal(BigInteger scaled, ColumnBuffer column) {
        column.int64(scaled.longValue());
        column.int64(scaled.shiftRight(Long.SIZE).longValue());
    }
}
