package io.trunkline.live.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Reads a body, or says in the words of the API what in it does not fit. */
public final class StrictJson {

    private StrictJson() {}

    /**
     * Reads one object.
     *
     * @param json UTF-8
     * @throws ApiError 400 when it is no such object or has a field too many, 422 naming the field whose value is
     *     of another type
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = json.length == 0 ? null : Json.readStrictly(json, type);
            if (value == null) {
                throw ApiError.malformed(null, "the body must be a JSON object");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            String field = path(e);
            throw new ApiError(400, "unknown-field", field, "there is no field " + field + " here");
        } catch (MismatchedInputException e) {
            throw mismatch(e);
        } catch (JsonMappingException e) {
            throw ApiError.malformed(emptyToNull(path(e)), "the body is not JSON" + where(e));
        } catch (JsonProcessingException e) {
            throw ApiError.malformed(null, "the body is not JSON" + where(e));
        } catch (IOException e) {
            throw ApiError.malformed(null, "the body is not JSON");
        }
    }

    private static ApiError mismatch(MismatchedInputException e) {
        String field = path(e);
        return field.isEmpty()
                ? ApiError.malformed(null, "the body must be one JSON object and nothing else")
                : ApiError.invalid(field, field + " must be " + expected(e.getTargetType()));
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
