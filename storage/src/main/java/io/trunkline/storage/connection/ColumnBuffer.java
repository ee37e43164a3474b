package io.trunkline.storage.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The values of one column as ClickHouse's format Native has them, row after row. Values that may be null stand behind a
 * byte for each row, lists behind where each ends. Grows to the largest batch and is used again; not for several threads.
 */
final class ColumnBuffer {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FIRST_CAPACITY = 256;
    private static final int LONGEST_LENGTH = 5;

    /** Bytes, and how many of them are of rows that were ended. */
    private static final class Stream {

        private byte[] bytes = {};
        private int length;
        private int ended;

        /** Makes room for so many bytes, and gives where they go. */
        private int advance(int count) {
            int at = length;
            if (bytes.length - at < count) {
                int atLeast = Math.max(FIRST_CAPACITY, Math.addExact(at, count));
                bytes = Arrays.copyOf(bytes, Math.max(Math.multiplyExact(bytes.length, 2), atLeast));
            }
            length = at + count;
            return at;
        }

        private void write(OutputStream out) throws IOException {
            out.write(bytes, 0, ended);
        }
    }

    /** Nulls or ends of lists; nothing in most columns. */
    private final Stream head = new Stream();

    private final Stream values = new Stream();

    /** Elements of all lists, and of those of rows that were ended. */
    private long elements;

    private long endedElements;

    /** Null is the empty text. */
    void text(String value) {
        String text = value == null ? "" : value;
        if (!ascii(text)) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes(utf8, 0, utf8.length);
        }
    }

    /** Most texts are, and need no array of their own on the way. Writes nothing, and gives false, when this one is not. */
    private boolean ascii(String text) {
        int start = values.length;
        int length = text.length();
        varint(length);
        int at = values.advance(length);
        byte[] to = values.bytes;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0x7f) {
                values.length = start;
                return false;
            }
            to[at + i] = (byte) c;
        }
        return true;
    }

    void bytes(byte[] array, int offset, int length) {
        varint(length);
        int at = values.advance(length);
        System.arraycopy(array, offset, values.bytes, at, length);
    }

    /** As LEB128. */
    void varint(int value) {
        int at = values.advance(LONGEST_LENGTH);
        int rest = value;
        while (rest > 0x7f) {
            values.bytes[at++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        values.bytes[at++] = (byte) rest;
        values.length = at;
    }

    void texts(List<String> texts) {
        texts.forEach(this::text);
        elements += texts.size();
        int at = head.advance(Long.BYTES);
        LONGS.set(head.bytes, at, elements);
    }

    /** Says of the value that follows, and must follow also when it is one, whether it is null. */
    void isNull(boolean isNull) {
        int at = head.advance(1);
        head.bytes[at] = (byte) (isNull ? 1 : 0);
    }

    void int8(int value) {
        int at = values.advance(1);
        values.bytes[at] = (byte) value;
    }

    void int16(int value) {
        int at = values.advance(Short.BYTES);
        SHORTS.set(values.bytes, at, (short) value);
    }

    void int32(int value) {
        int at = values.advance(Integer.BYTES);
        INTS.set(values.bytes, at, value);
    }

    void int64(long value) {
        int at = values.advance(Long.BYTES);
        LONGS.set(values.bytes, at, value);
    }

    /** What was written since the last call is of a row that counts. */
    void end() {
        head.ended = head.length;
        values.ended = values.length;
        endedElements = elements;
    }

    /** Takes back what was written since {@link #end}. */
    void drop() {
        head.length = head.ended;
        values.length = values.ended;
        elements = endedElements;
    }

    void clear() {
        head.length = 0;
        values.length = 0;
        elements = 0;
        end();
    }

    /** Bytes of the rows that count. */
    int size() {
        return head.ended + values.ended;
    }

    void writeTo(OutputStream out) throws IOException {
        head.write(out);
        values.write(out);
    }
}
