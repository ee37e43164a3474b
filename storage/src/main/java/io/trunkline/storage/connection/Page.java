package io.trunkline.storage.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items in the list's order; may be fewer than were asked for, even when there are more
 * @param next what to ask with for the part that follows, to be handed back as it is; null when there is none
 */
public record Page<T>(List<T> items, String next) {

    /** Takes an unmodifiable copy of the items. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of rows in which the same thing may stand several times, one after the other, the valid one
     * first.
     *
     * @param rows one more than {@code limit} when there are as many
     * @param identity what is equal for rows of the same thing
     * @param cursor from the last item to what follows it strictly
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, ?> identity, Function<T, String> cursor) {
        var items = new ArrayList<T>();
        Object last = null;
        for (T row : rows.subList(0, Math.min(limit, rows.size()))) {
            Object current = identity.apply(row);
            if (!current.equals(last)) {
                items.add(row);
            }
            last = current;
        }
        return new Page<>(items, rows.size() > limit ? cursor.apply(items.getLast()) : null);
    }
}
