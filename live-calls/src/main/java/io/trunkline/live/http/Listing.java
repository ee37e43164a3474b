package io.trunkline.live.http;

import io.trunkline.protocol.Cursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items the part
 * @param next what to send as {@code cursor} for the part that follows; null when this is the last one
 */
public record Listing<T>(List<T> items, String next) {

    /** Items of a page when the caller does not say. */
    public static final int DEFAULT_LIMIT = 100;

    /** Items of a page at most. */
    public static final int MOST = 1_000;

    private record Keyed<T>(String key, T item) {}

    /** Takes a copy. */
    public Listing {
        items = List.copyOf(items);
    }

    /**
     * The part of a list in memory that the request asks for, in the order of the items' keys. A cursor is the
     * key of the last item shown: what comes and goes meanwhile moves nothing else.
     *
     * @param key unique; says the order
     */
    public static <T> Listing<T> of(ApiRequest request, List<T> all, Function<T, String> key) {
        int limit = Parameters.limit(request);
        String after = request.parameter("cursor").map(Listing::place).orElse("");
        List<Keyed<T>> keyed = keyed(all, key);
        keyed.removeIf(item -> item.key().compareTo(after) <= 0);
        keyed.sort(Comparator.comparing(Keyed::key));
        List<T> part = keyed.stream().limit(limit).map(Keyed::item).toList();
        return new Listing<>(
                part,
                keyed.size() <= limit ? null : Cursor.of(keyed.get(limit - 1).key()));
    }

    /** All of a list, in the order of the items' keys. */
    public static <T> List<T> sorted(List<T> all, Function<T, String> key) {
        return keyed(all, key).stream()
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::item)
                .toList();
    }

    /** A key may cost more than many comparisons: it is made once for each item. */
    private static <T> List<Keyed<T>> keyed(List<T> all, Function<T, String> key) {
        var keyed = new ArrayList<Keyed<T>>(all.size());
        all.forEach(item -> keyed.add(new Keyed<>(key.apply(item), item)));
        return keyed;
    }

    /**
     * The place that a cursor of a request means.
     *
     * @throws ApiError 400 when it is none
     */
    public static String place(String cursor) {
        try {
            return Cursor.place(cursor);
        } catch (IllegalArgumentException e) {
            throw badCursor();
        }
    }

    /** 400: the cursor is none that we gave. */
    public static ApiError badCursor() {
        return ApiError.malformed("cursor", "cursor is not one that an earlier page gave as next");
    }
}
