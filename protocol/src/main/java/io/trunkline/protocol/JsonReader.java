package io.trunkline.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the JSON that a {@link JsonWriter} has written, field by field: who reads asks for the fields in the order in
 * which they are written, and hears null, 0 or false of one that is not there.
 *
 * <p>It knows that form alone: no space, no other order, no field that is not asked for, no escapes in texts. What is
 * anything else is not refused, only not its own: {@link #read} says so, and somebody must read it who knows all of
 * JSON. Whatever the bytes are, nothing here throws. For one thread and one value.
 */
final class JsonReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = EACH * '"';
    private static final long BACKSLASHES = EACH * '\\';
    private static final long SPACES = EACH * ' ';

    /** So many digits fit a long whatever they are. */
    private static final int MOST_DIGITS = 18;

    /** What Java puts in place of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] json;
    private int at;

    /** Whether everything was of the form so far. From the first thing on that is not, nothing more is read. */
    private boolean isOurs = true;

    private JsonReader(byte[] json) {
        this.json = json;
    }

    /**
     * The value of an object.
     *
     * @param fields asks for its fields, and may be told of fields that are not there although they are
     * @return null when it is not of the form
     */
    static <T> T read(byte[] json, Function<JsonReader, T> fields) {
        var in = new JsonReader(json);
        T value = in.object(fields);
        return in.isOurs && in.at == json.length ? value : null;
    }

    /** A field of text. */
    String text(String name) {
        return has(name) ? text() : null;
    }

    /** A time, to its microsecond. */
    Instant time(String name) {
        if (!has(name)) {
            return null;
        }
        int from = at + 1;
        int behind = from + UtcText.LENGTH;
        Instant time = behind < json.length && json[at] == '"' && json[behind] == '"' ? UtcText.read(json, from) : null;
        at = behind + 1;
        return time == null ? notOurs() : time;
    }

    /** An amount that stands there as text, without an exponent. */
    BigDecimal decimal(String name) {
        if (!has(name)) {
            return null;
        }
        if (!isAt('"')) {
            return notOurs();
        }
        at++;
        boolean isNegative = isAt('-');
        at += isNegative ? 1 : 0;
        int first = at;
        long unscaled = digits(0);
        int digits = at - first;
        int scale = 0;
        if (isAt('.')) {
            at++;
            int point = at;
            unscaled = digits(unscaled);
            scale = at - point;
            if (scale == 0) {
                return notOurs();
            }
        }
        if (digits == 0 || digits + scale > MOST_DIGITS || !isAt('"')) {
            return notOurs();
        }
        at++;
        return BigDecimal.valueOf(isNegative ? -unscaled : unscaled, scale);
    }

    /** A whole number. */
    long whole(String name) {
        return has(name) ? whole() : 0;
    }

    /** One that fits an int. */
    int wholeInt(String name) {
        long value = whole(name);
        if (value != (int) value) {
            notOurs();
        }
        return (int) value;
    }

    /** Yes or no. */
    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        if (take("true")) {
            return true;
        }
        if (!take("false")) {
            notOurs();
        }
        return false;
    }

    /** One of several constants, by their names. */
    <E> E constant(String name, Map<String, E> byName) {
        if (!has(name)) {
            return null;
        }
        String text = text();
        E constant = text == null ? null : byName.get(text);
        return constant == null ? notOurs() : constant;
    }

    /** An object. */
    <T> T object(String name, Function<JsonReader, T> fields) {
        return has(name) ? object(fields) : null;
    }

    /** Several of them. */
    <T> List<T> objects(String name, Function<JsonReader, T> fields) {
        return has(name) ? list(in -> in.object(fields)) : null;
    }

    /** Several texts. */
    List<String> texts(String name) {
        return has(name) ? list(JsonReader::text) : null;
    }

    /** Numbers by what they are of. */
    Map<String, Long> numbers(String name) {
        if (!has(name)) {
            return null;
        }
        if (take("{}")) {
            return Map.of();
        }
        if (!isAt('{')) {
            return notOurs();
        }
        var numbers = new LinkedHashMap<String, Long>();
        do {
            at++;
            String of = text();
            if (of == null || !isAt(':')) {
                return notOurs();
            }
            at++;
            numbers.put(of, whole());
        } while (isAt(','));
        return take("}") ? numbers : notOurs();
    }

    private <T> List<T> list(Function<JsonReader, T> one) {
        if (take("[]")) {
            return List.of();
        }
        if (!isAt('[')) {
            return notOurs();
        }
        var values = new ArrayList<T>();
        do {
            at++;
            T value = one.apply(this);
            if (value == null) {
                return notOurs();
            }
            values.add(value);
        } while (isAt(','));
        return take("]") ? values : notOurs();
    }

    private <T> T object(Function<JsonReader, T> fields) {
        if (!take("{")) {
            return notOurs();
        }
        T value = fields.apply(this);
        return take("}") ? value : notOurs();
    }

    /** Says that this is no JSON of ours; gives nothing. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
    <T> T notOurs() {
        isOurs = false;
        return null;
    }

    /** Whether the next field is this one: then what follows is its value. No value ends in what begins an object. */
    private boolean has(String name) {
        int length = name.length();
        int quote = at < json.length && json[at] == ',' && json[at - 1] != '{' ? at + 1 : at;
        int behind = quote + 1 + length;
        if (!isOurs
                || behind + 2 > json.length
                || (quote == at && json[at - 1] != '{')
                || json[quote] != '"'
                || json[behind] != '"'
                || json[behind + 1] != ':') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (json[quote + 1 + i] != name.charAt(i)) {
                return false;
            }
        }
        at = behind + 2;
        return true;
    }

    private boolean isAt(char ascii) {
        return at < json.length && json[at] == ascii;
    }

    /** Moves behind this, if it is what stands there. */
    private boolean take(String ascii) {
        int length = ascii.length();
        if (!isOurs || json.length - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (json[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        at += length;
        return true;
    }

    private String text() {
        if (!isAt('"')) {
            return notOurs();
        }
        int from = at + 1;
        int end = plainUntil(from);
        boolean isAscii = end < json.length && json[end] == '"';
        while (end < json.length && json[end] < 0) {
            end = plainUntil(end + 1);
        }
        if (end >= json.length || json[end] != '"') {
            return notOurs();
        }
        at = end + 1;
        if (isAscii) {
            return SharedTexts.ascii(json, from, end - from);
        }
        String text = new String(json, from, end - from, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : notOurs();
    }

    /** Where the first byte stands from here on that is a quote, a backslash, a control or not ASCII. */
    private int plainUntil(int from) {
        int i = from;
        for (; i <= json.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(json, i);
            long quote = eight ^ QUOTES;
            long backslash = eight ^ BACKSLASHES;
            // The lowest bit that is set is right; those above it may come of what is borrowed.
            long odd = (((quote - EACH) & ~quote)
                            | ((backslash - EACH) & ~backslash)
                            | ((eight - SPACES) & ~eight)
                            | eight)
                    & HIGH_BITS;
            if (odd != 0) {
                return i + (Long.numberOfTrailingZeros(odd) >>> 3);
            }
        }
        while (i < json.length && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }

    private long whole() {
        boolean isNegative = isAt('-');
        at += isNegative ? 1 : 0;
        int first = at;
        long value = digits(0);
        int digits = at - first;
        if (digits == 0 || digits > MOST_DIGITS || (json[first] == '0' && (digits > 1 || isNegative))) {
            notOurs();
            return 0;
        }
        return isNegative ? -value : value;
    }

    /** The digits that stand here behind those that were read; too many of them give something, which nobody takes. */
    private long digits(long before) {
        long value = before;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            value = value * 10 + json[at] - '0';
            at++;
        }
        return value;
    }
}
