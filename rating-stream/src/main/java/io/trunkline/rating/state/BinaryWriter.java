package io.trunkline.rating.state;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes the parts of a record one behind the other into memory that grows. Used by one thread, for one record after
 * the other.
 *
 * <pre>
 *   whole, 0 or more   7 bits a byte, lowest first; the top bit says that another byte follows   1 to 10 bytes
 *   signed             zigzag: 0, -1, 1, -2 … as 0, 1, 2, 3 …, then as whole
 *   flag               0 or 1                                                                    1 byte
 *   text               length in bytes as whole, then UTF-8
 *   time               seconds since 1970 as signed, microseconds of the second as whole
 *   decimal            2 × zigzag of the scale, + 1 when it is big, as whole; then the unscaled value:
 *                      as signed, or when it is big its length as whole and two's complement, highest byte first
 * </pre>
 */
public final class BinaryWriter {

    /** A decimal's scale is at most this far from 0: nobody's money has more digits, and a sum of two stays small. */
    static final int MOST_DIGITS = 1_000;

    private static final int FIRST_SIZE = 256;
    private static final int LONGEST_WHOLE = 10;
    private static final int BEYOND_ASCII = 0x80;
    private static final int LONG_TEXT = 512;
    private static final int NANOS_IN_A_MICRO = 1_000;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;
    private final char[] characters = new char[LONG_TEXT];

    /** Nothing yet. */
    public BinaryWriter() {}

    /** Begins anew; what was written is given up, its memory kept. */
    void clear() {
        size = 0;
    }

    /** Writes a number of 0 or more; a negative one is taken as unsigned. */
    public void whole(long value) {
        makeRoom(LONGEST_WHOLE);
        size = put(value, size);
    }

    /** The number's bytes from an index on; the index behind them. */
    private int put(long value, int from) {
        int at = from;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }

    /** Leaves room for a number that will be known when what stands behind it is written; its place. */
    int leave(int room) {
        makeRoom(room);
        size += room;
        return size - room;
    }

    /**
     * Writes the number of 0 or more for which room was left. What stands behind it moves up when it takes less.
     *
     * @param at its place
     * @param room that was left
     */
    void fill(int at, int room, long value) {
        int behind = at + room;
        int end = put(value, at);
        if (end < behind) {
            System.arraycopy(bytes, behind, bytes, end, size - behind);
            size -= behind - end;
        }
    }

    /** Writes a number. */
    public void signed(long value) {
        whole((value << 1) ^ (value >> 63));
    }

    /** Writes yes or no. */
    public void flag(boolean value) {
        single(value ? 1 : 0);
    }

    /** Writes a text. Half of a surrogate pair, which is no character, becomes a question mark. */
    public void text(String value) {
        int length = value.length();
        if (length > characters.length || !ascii(value, length)) {
            sized(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes a text if it is ASCII, as nearly all are; by the way of characters, which are got at once and leave no garbage. */
    private boolean ascii(String value, int length) {
        makeRoom(length + LONGEST_WHOLE);
        value.getChars(0, length, characters, 0);
        char[] from = characters;
        byte[] to = bytes;
        int at = put(length, size);
        int seen = 0;
        for (int i = 0; i < length; i++) {
            char c = from[i];
            seen |= c;
            to[at + i] = (byte) c;
        }
        if (seen >= BEYOND_ASCII) {
            return false;
        }
        size = at + length;
        return true;
    }

    /** Writes a time to its microsecond; what is finer is cut off, as in the JSON of the topics. */
    public void time(Instant value) {
        signed(value.getEpochSecond());
        whole(value.getNano() / NANOS_IN_A_MICRO);
    }

    /**
     * Writes an amount with its scale.
     *
     * @throws IllegalArgumentException for an amount with thousands of digits, before or behind the point
     */
    public void decimal(BigDecimal value) {
        BigInteger unscaled = value.unscaledValue();
        boolean big = unscaled.bitLength() >= Long.SIZE;
        int scale = value.scale();
        if (Math.abs((long) scale) > MOST_DIGITS || (big && unscaled.bitLength() > MOST_DIGITS * Byte.SIZE - 1)) {
            throw new IllegalArgumentException("an amount with more than " + MOST_DIGITS + " digits");
        }
        whole(((scale << 1) ^ (scale >> 31)) * 2L + (big ? 1 : 0));
        if (big) {
            sized(unscaled.toByteArray());
        } else {
            signed(unscaled.longValue());
        }
    }

    private void sized(byte[] value) {
        whole(value.length);
        makeRoom(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void single(int value) {
        makeRoom(1);
        bytes[size++] = (byte) value;
    }

    /** What was written so far, of the length of {@link #size}, in memory that the next write may change. */
    byte[] written() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void makeRoom(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
