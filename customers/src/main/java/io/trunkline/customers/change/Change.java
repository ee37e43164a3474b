package io.trunkline.customers.change;

import io.trunkline.kafka.FollowedWriter;
import io.trunkline.tariff.BadLine;
import java.util.List;

/**
 * What became of a change. Unless it was made, nothing was changed, but for {@link NotNow}, which says so itself.
 *
 * @param <T> what was to be changed
 */
public sealed interface Change<T> {

    /**
     * It was made, and this process sees it.
     *
     * @param now as it stands now
     * @param created whether there was none before
     */
    record Made<T>(T now, boolean created) implements Change<T> {}

    /**
     * It does not fit.
     *
     * @param problems all that is wrong, at least one
     */
    record Refused<T>(List<Problem> problems) implements Change<T> {
        /** Takes an unmodifiable copy. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The file does not fit.
     *
     * @param lines the first things that are wrong, by line
     * @param total how many things are wrong
     */
    record BadFile<T>(List<BadLine> lines, long total) implements Change<T> {}

    /** The file did not come in to its end. */
    record BrokenOff<T>() implements Change<T> {}

    /** What was to be changed is not there. */
    record Absent<T>() implements Change<T> {}

    /** Another file is being taken, and the turn did not come in time. */
    record Busy<T>() implements Change<T> {}

    /**
     * Kafka did not confirm it in time, or this process does not see it yet. It may be sent again as it is.
     *
     * @param message which of the two, for people
     */
    record NotNow<T>(String message) implements Change<T> {

        /** Nothing is known of what was written. */
        public static final String NOT_CONFIRMED = "Kafka did not confirm this in time; it may be sent again as it is";

        /** It is there, but not for us yet. */
        public static final String NOT_SEEN =
                "this was written but is not to be seen yet; it may be sent again as it is";
    }

    /** What became of a change that fits and was written. */
    static <T> Change<T> written(FollowedWriter.Outcome outcome, T now, boolean created) {
        return switch (outcome) {
            case SEEN -> new Made<>(now, created);
            case NOT_CONFIRMED -> new NotNow<>(NotNow.NOT_CONFIRMED);
            case NOT_SEEN -> new NotNow<>(NotNow.NOT_SEEN);
        };
    }
}
