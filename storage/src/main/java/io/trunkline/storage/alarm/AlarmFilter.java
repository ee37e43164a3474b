package io.trunkline.storage.alarm;

import java.time.Instant;
import java.util.Objects;

/**
 * Which alarms of the past.
 *
 * @param since raised then or later; null for the first there is
 * @param until raised before this; null for no bound
 * @param after only those that come after this in the list; null for all
 * @param limit how many at most, 1 to {@link #MOST}
 */
public record AlarmFilter(Instant since, Instant until, Place after, int limit) {

    /** No answer has more. */
    public static final int MOST = 10_000;

    /**
     * A place in the list.
     *
     * @param raisedAt when the alarm there was raised
     * @param id its id
     */
    public record Place(Instant raisedAt, String id) {

        /** Checks that it is one. */
        public Place {
            Objects.requireNonNull(raisedAt, "raisedAt");
            Objects.requireNonNull(id, "id");
        }
    }

    /** Checks the limit. */
    public AlarmFilter {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST + ", not " + limit);
        }
    }
}
