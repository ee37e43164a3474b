package io.trunkline.rating.state;

import io.trunkline.protocol.SharedTexts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads what a {@link BinaryWriter} wrote, part by part. Whatever the bytes are, it reads none beyond their end, makes
 * nothing larger than they are, and says what does not fit by an {@link UnreadableRecordException}. Used by one thread.
 */
public final class BinaryReader {

    private static final int MICROS_IN_A_SECOND = 1_000_000;
    private static final int NANOS_IN_A_MICRO = 1_000;

    private final byte[] bytes;
    private final int end;
    private final int version;
    private int at;

    /**
     * A reader of a part of an array.
     *
     * @param from index of the first byte
     * @param end index behind the last
     * @param version in which the record was written: tells which fields it has
     */
    BinaryReader(byte[] bytes, int from, int end, int version) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.version = version;
    }

    /** The version in which the record was written. */
    int version() {
        return version;
    }

    /** Reads a number of 0 or more. */
    public long whole() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = single();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return value;
            }
        }
        throw new UnreadableRecordException("a number of more than 64 bits");
    }

    /** Reads a number. */
    public long signed() {
        long value = whole();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Reads a number that fits an int. */
    public int signedInt() {
        long value = signed();
        if (value != (int) value) {
            throw new UnreadableRecordException("a number of more than 32 bits");
        }
        return (int) value;
    }

    /** Reads yes or no. */
    public boolean flag() {
        byte value = single();
        if (value >> 1 != 0) {
            throw new UnreadableRecordException("neither yes nor no");
        }
        return value == 1;
    }

    /** Reads a text. */
    public String text() {
        int length = length();
        int from = at;
        at += length;
        String ascii = SharedTexts.ascii(bytes, from, length);
        return ascii == null ? decoded(from, length) : ascii;
    }

    private String decoded(int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableRecordException("a text that is not UTF-8", e);
        }
    }

    /** Reads a time. */
    public Instant time() {
        long seconds = signed();
        long micros = whole();
        if (micros < 0 || micros >= MICROS_IN_A_SECOND) {
            throw new UnreadableRecordException("a time with " + micros + " microseconds");
        }
        try {
            return Instant.ofEpochSecond(seconds, micros * NANOS_IN_A_MICRO);
        } catch (DateTimeException e) {
            throw new UnreadableRecordException("a time beyond all calendars", e);
        }
    }

    /** Reads an amount with its scale. */
    public BigDecimal decimal() {
        long form = whole();
        long zigzag = form >>> 1;
        if (zigzag > 2 * BinaryWriter.MOST_DIGITS) {
            throw new UnreadableRecordException("an amount with more than " + BinaryWriter.MOST_DIGITS + " digits");
        }
        int scale = (int) ((zigzag >>> 1) ^ -(zigzag & 1));
        if ((form & 1) == 0) {
            return BigDecimal.valueOf(signed(), scale);
        }
        int length = length();
        if (length == 0 || length > BinaryWriter.MOST_DIGITS) {
            throw new UnreadableRecordException("an amount of " + length + " bytes");
        }
        at += length;
        return new BigDecimal(new BigInteger(Arrays.copyOfRange(bytes, at - length, at)), scale);
    }

    /** Reads the number of things that follow, of which each takes a byte or more. */
    int count() {
        return length();
    }

    private int length() {
        long length = whole();
        if (length < 0 || length > end - at) {
            throw new UnreadableRecordException(
                    "a length of " + Long.toUnsignedString(length) + " where " + (end - at) + " bytes are left");
        }
        return (int) length;
    }

    byte single() {
        if (at == end) {
            throw new UnreadableRecordException("it ends too early");
        }
        return bytes[at++];
    }

    /** Says that there may be nothing more. */
    void end() {
        if (at != end) {
            throw new UnreadableRecordException((end - at) + " bytes too many");
        }
    }
}
