package io.trunkline.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes JSON in the form of {@link Json} into memory that grows, field by field: the names as they are, for they are
 * ours, and texts with what JSON wants escaped. A field that is null is left out. Used by one thread, for one value
 * after the other.
 */
final class JsonWriter {

    private static final int FIRST_SIZE = 2_048;

    /** Memory that a rare large value has made grow beyond this is given back. */
    private static final int MOST_KEPT = 1 << 16;

    /** A name stands between these: a comma, two quotes and a colon. */
    private static final int AROUND_A_NAME = 4;

    /** A character takes at most this much, as a backslash, a {@code u} and four digits. */
    private static final int LONGEST_CHARACTER = 6;

    /** A number, or an amount of that many digits with its point and sign. */
    private static final int LONGEST_NUMBER = 40;

    private static final int MOST_DIGITS_BEHIND_THE_POINT = 18;
    private static final boolean[] IS_PLAIN = plain();
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** The JSON of a value of which the fields are given. */
    <T> byte[] write(T value, BiConsumer<T, JsonWriter> fields) {
        size = 0;
        object(value, fields);
        byte[] written = Arrays.copyOf(bytes, size);
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[FIRST_SIZE];
        }
        return written;
    }

    /** A field of text. Surrogates are escaped, also half of a pair. */
    void text(String name, String value) {
        if (value != null) {
            name(name);
            text(value);
        }
    }

    /** A time, to its microsecond. */
    void time(String name, Instant value) {
        if (value == null) {
            return;
        }
        name(name);
        makeRoom(UtcText.LENGTH + 2);
        if (UtcText.write(value, bytes, size + 1)) {
            bytes[size] = '"';
            bytes[size + UtcText.LENGTH + 1] = '"';
            size += UtcText.LENGTH + 2;
        } else {
            text(UtcText.of(value));
        }
    }

    /** An amount, as text without an exponent. */
    void decimal(String name, BigDecimal value) {
        if (value == null) {
            return;
        }
        name(name);
        BigInteger unscaled = value.unscaledValue();
        int scale = value.scale();
        if (scale < 0 || scale > MOST_DIGITS_BEHIND_THE_POINT || unscaled.bitLength() >= Long.SIZE) {
            text(value.toPlainString());
            return;
        }
        makeRoom(LONGEST_NUMBER + 2);
        bytes[size++] = '"';
        digits(unscaled.longValue(), scale);
        bytes[size++] = '"';
    }

    /** A whole number. */
    void whole(String name, long value) {
        name(name);
        makeRoom(LONGEST_NUMBER);
        digits(value, 0);
    }

    /** Yes or no. */
    void flag(String name, boolean value) {
        name(name);
        ascii(value ? "true" : "false");
    }

    /** An object. */
    <T> void object(String name, T value, BiConsumer<T, JsonWriter> fields) {
        if (value != null) {
            name(name);
            object(value, fields);
        }
    }

    /** Several of them. */
    <T> void objects(String name, List<T> values, BiConsumer<T, JsonWriter> fields) {
        name(name);
        single('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                single(',');
            }
            object(values.get(i), fields);
        }
        single(']');
    }

    /** Several texts. */
    void texts(String name, List<String> values) {
        name(name);
        single('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                single(',');
            }
            text(values.get(i));
        }
        single(']');
    }

    /** Numbers by what they are of, in the order of the map. */
    void numbers(String name, Map<String, Long> values) {
        name(name);
        single('{');
        boolean isFirst = true;
        for (Map.Entry<String, Long> each : values.entrySet()) {
            if (!isFirst) {
                single(',');
            }
            isFirst = false;
            text(each.getKey());
            single(':');
            makeRoom(LONGEST_NUMBER);
            digits(each.getValue(), 0);
        }
        single('}');
    }

    private <T> void object(T value, BiConsumer<T, JsonWriter> fields) {
        single('{');
        fields.accept(value, this);
        single('}');
    }

    /** No value ends in what begins an object: whether a field is the first is seen by that. */
    private void name(String name) {
        int length = name.length();
        makeRoom(length + AROUND_A_NAME);
        if (bytes[size - 1] != '{') {
            bytes[size++] = ',';
        }
        bytes[size++] = '"';
        copy(name, length);
        bytes[size++] = '"';
        bytes[size++] = ':';
    }

    private void ascii(String text) {
        makeRoom(text.length());
        copy(text, text.length());
    }

    @SuppressWarnings("deprecation") // it drops what is not ASCII: our names have none
    private void copy(String ascii, int length) {
        ascii.getBytes(0, length, bytes, size);
        size += length;
    }

    private void text(String value) {
        int length = value.length();
        makeRoom(Math.addExact(Math.multiplyExact(length, LONGEST_CHARACTER), 2));
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (!isPlain(c)) {
                size = at + i;
                escape(value, i);
                return;
            }
            to[at + i] = (byte) c;
        }
        to[at + length] = '"';
        size = at + length + 1;
    }

    private static boolean isPlain(char c) {
        return c < IS_PLAIN.length && IS_PLAIN[c];
    }

    /** Of each ASCII character whether it is written as it is. */
    private static boolean[] plain() {
        var plain = new boolean[0x80];
        for (char c = ' '; c < plain.length; c++) {
            plain[c] = c != '"' && c != '\\';
        }
        return plain;
    }

    /** The rest of a text, from the first character on that is not written as it is. */
    private void escape(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isPlain(c)) {
                bytes[size++] = (byte) c;
            } else if (c < 0x80) {
                escape(c);
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xC0 | (c >> 6));
                continuation(c);
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xE0 | (c >> 12));
                continuation(c >> 6);
                continuation(c);
            } else {
                bytes[size++] = '\\';
                hex(c);
            }
        }
        bytes[size++] = '"';
    }

    private void continuation(int bits) {
        bytes[size++] = (byte) (0x80 | (bits & 0x3F));
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        switch (c) {
            case '\b' -> bytes[size++] = 'b';
            case '\t' -> bytes[size++] = 't';
            case '\n' -> bytes[size++] = 'n';
            case '\f' -> bytes[size++] = 'f';
            case '\r' -> bytes[size++] = 'r';
            case '"', '\\' -> bytes[size++] = (byte) c;
            default -> hex(c);
        }
    }

    private void hex(char c) {
        bytes[size++] = 'u';
        bytes[size++] = HEX[c >> 12];
        bytes[size++] = HEX[(c >> 8) & 0xF];
        bytes[size++] = HEX[(c >> 4) & 0xF];
        bytes[size++] = HEX[c & 0xF];
    }

    /** A number with a point before so many of its digits, from behind. */
    private void digits(long value, int behindThePoint) {
        if (value == Long.MIN_VALUE) {
            ascii(BigDecimal.valueOf(value, behindThePoint).toPlainString());
            return;
        }
        if (value < 0) {
            bytes[size++] = '-';
        }
        long rest = Math.abs(value);
        int count = 1;
        for (long power = 10; count < 19 && rest >= power; power *= 10) {
            count++;
        }
        boolean isBroken = behindThePoint > 0;
        int end = size + Math.max(count, behindThePoint + 1) + (isBroken ? 1 : 0);
        int point = end - 1 - behindThePoint;
        for (int i = end - 1; i >= size; i--) {
            if (isBroken && i == point) {
                bytes[i] = '.';
            } else {
                bytes[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        size = end;
    }

    private void single(char ascii) {
        makeRoom(1);
        bytes[size++] = (byte) ascii;
    }

    private void makeRoom(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.multiplyExact(bytes.length, 2), Math.addExact(size, more)));
        }
    }
}
