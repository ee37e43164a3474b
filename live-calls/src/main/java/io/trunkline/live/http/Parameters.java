package io.trunkline.live.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Query parameters that are more than a text. Each method raises {@link ApiError} 400 that names the parameter. */
public final class Parameters {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2261-12-31T23:59:59Z");

    private Parameters() {}

    /** {@code limit}: how many items a page may have. */
    public static int limit(ApiRequest request) {
        return limit(request, Listing.MOST);
    }

    /** The same of a list whose pages may be of another size. */
    public static int limit(ApiRequest request, int most) {
        return (int) whole(request, "limit", 1, most)
                .orElse((long) Listing.DEFAULT_LIMIT)
                .longValue();
    }

    /** A whole number within a range. */
    public static Optional<Long> whole(ApiRequest request, String name, long least, long most) {
        return request.parameter(name).map(text -> {
            try {
                long value = Long.parseLong(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw ApiError.malformed(name, name + " must be a whole number from " + least + " to " + most);
        });
    }

    /** A moment: ISO-8601 with {@code Z} or an offset, from 1970 to 2261: beyond that the store cannot count. */
    public static Optional<Instant> time(ApiRequest request, String name) {
        return request.parameter(name).map(text -> {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                    throw ApiError.malformed(name, name + " must be a time from " + EARLIEST + " to " + LATEST);
                }
                return time;
            } catch (DateTimeParseException e) {
                throw ApiError.malformed(
                        name, name + " must be a time with its zone, as in 2026-11-21T03:04:05Z (a + is written %2B)");
            }
        });
    }

    /** One of several words. */
    public static <T> Optional<T> oneOf(ApiRequest request, String name, Map<String, T> words) {
        return request.parameter(name).map(text -> {
            T value = words.get(text);
            if (value == null) {
                throw ApiError.malformed(name, name + " must be one of " + String.join(", ", words.keySet()));
            }
            return value;
        });
    }

    /**
     * A parameter that must be there.
     *
     * @param what for people: what it is
     */
    public static String required(ApiRequest request, String name, String what) {
        return request.parameter(name).orElseThrow(() -> ApiError.malformed(name, name + " is missing: " + what));
    }
}
