package io.trunkline.protocol;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads JSON that a person or a program sent, or says in a sentence what in it does not fit. Stricter than {@link Json}:
 * no unknown field, no field twice (RFC 8259 section 4 leaves open which one counts), no fraction for a whole number, no
 * control character in a text, which readers of numbers would pass over as white space.
 */
public final class StrictJson {

    /** What came of reading. */
    public sealed interface Reading<T> {

        /** It fits. */
        record Value<T>(T value) implements Reading<T> {}

        /**
         * It does not.
         *
         * @param kind in which way
         * @param field path of the field, as in {@code sipUsers[1]}; null when it is none
         * @param message what is wrong, for people
         */
        record Misfit<T>(Kind kind, String field, String message) implements Reading<T> {}
    }

    /** In which way something does not fit. */
    public enum Kind {
        /** It is no such object at all. */
        UNREADABLE,
        /** It has a field that the object does not have. */
        UNKNOWN_FIELD,
        /** A field has a value that it cannot have. */
        INVALID
    }

    private StrictJson() {}

    /**
     * Reads one object.
     *
     * @param json UTF-8
     */
    public static <T> Reading<T> read(byte[] json, Class<T> type) {
        try {
            Optional<Reading<T>> flaw = flaw(json);
            if (flaw.isPresent()) {
                return flaw.get();
            }
            T value = json.length == 0 ? null : Json.readStrictly(json, type);
            return value == null
                    ? new Reading.Misfit<>(Kind.UNREADABLE, null, "the body must be a JSON object")
                    : new Reading.Value<>(value);
        } catch (UnrecognizedPropertyException e) {
            String field = path(e);
            return new Reading.Misfit<>(Kind.UNKNOWN_FIELD, field, "there is no field " + field + " here");
        } catch (MismatchedInputException e) {
            return mismatch(e);
        } catch (JsonMappingException e) {
            return new Reading.Misfit<>(Kind.UNREADABLE, emptyToNull(path(e)), "the body is not JSON" + where(e));
        } catch (JsonProcessingException e) {
            return new Reading.Misfit<>(Kind.UNREADABLE, null, "the body is not JSON" + where(e));
        } catch (IOException e) {
            return new Reading.Misfit<>(Kind.UNREADABLE, null, "the body is not JSON");
        }
    }

    /** What a reader by type would pass over. */
    private static <T> Optional<Reading<T>> flaw(byte[] json) throws IOException {
        Deque<Set<String>> names = new ArrayDeque<>();
        try (JsonParser in = Json.mapper().createParser(json)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                switch (token) {
                    case START_OBJECT -> names.push(new HashSet<>());
                    case END_OBJECT -> names.pop();
                    case FIELD_NAME -> {
                        if (!names.element().add(in.currentName())) {
                            String field = path(in.getParsingContext());
                            return Optional.of(new Reading.Misfit<>(Kind.UNREADABLE, field, field + " is there twice"));
                        }
                    }
                    case VALUE_STRING -> {
                        if (in.getText().chars().anyMatch(Character::isISOControl)) {
                            String field = emptyToNull(path(in.getParsingContext()));
                            return Optional.of(
                                    new Reading.Misfit<>(Kind.INVALID, field, field + " contains a control character"));
                        }
                    }
                    default -> {}
                }
            }
        }
        return Optional.empty();
    }

    private static String path(JsonStreamContext at) {
        if (at == null || at.inRoot()) {
            return "";
        }
        String before = path(at.getParent());
        if (at.inArray()) {
            return before + "[" + at.getCurrentIndex() + "]";
        }
        String name = at.getCurrentName() == null ? "" : at.getCurrentName();
        return before.isEmpty() ? name : before + "." + name;
    }

    private static <T> Reading<T> mismatch(MismatchedInputException e) {
        String field = path(e);
        return field.isEmpty()
                ? new Reading.Misfit<>(Kind.UNREADABLE, null, "the body must be one JSON object and nothing else")
                : new Reading.Misfit<>(Kind.INVALID, field, field + " must be " + expected(e.getTargetType()));
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> new String(Json.write(constant), StandardCharsets.UTF_8))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == BigDecimal.class) {
            return "a decimal number as text, as in \"0.0138\"";
        }
        if (type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == Instant.class) {
            return "a time in UTC, as in \"2026-11-21T03:04:05.000006Z\"";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "a text";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String where(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : ": see line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
