package io.trunkline.rating;

import io.trunkline.rating.state.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Whether the stream goes round in circles: its thread fails, is replaced, and fails again at the same place. Streams'
 * threads report; any thread may ask.
 */
final class StreamFailures {

    /** A thread that is replaced comes back to its record within seconds; what is silent for longer is over. */
    private static final Duration OVER_AFTER = Duration.ofMinutes(2);

    /** The place of the last failure, its cause, how often it came in a row, and since when. */
    private record Failure(String place, Throwable cause, int times, Instant since, Instant last) {}

    private final InstantSource clock;
    private Failure failure;

    StreamFailures(InstantSource clock) {
        this.clock = clock;
    }

    /** A record of a topic cannot be processed. */
    synchronized void atRecord(String topic, int partition, long offset, Throwable cause) {
        happened("topic " + topic + ", partition " + partition + ", offset " + offset, cause);
    }

    /** A thread failed: by a record of which it was told before, or by something else. */
    synchronized void ofThread(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (failure != null && each.equals(failure.cause())) {
                return;
            }
        }
        happened("its start or a commit", cause);
    }

    private void happened(String place, Throwable cause) {
        Instant now = clock.instant();
        boolean again = failure != null
                && failure.place().equals(place)
                && failure.last().plus(OVER_AFTER).isAfter(now);
        failure = again
                ? new Failure(place, cause, failure.times() + 1, failure.since(), now)
                : new Failure(place, cause, 1, now, now);
    }

    /** What cannot be got over without help, for people; empty when nothing is. */
    synchronized Optional<String> describe() {
        if (failure == null
                || failure.times() < 2
                || !failure.last().plus(OVER_AFTER).isAfter(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of("the rating stream has failed " + failure.times() + " times since "
                + failure.since().truncatedTo(ChronoUnit.SECONDS) + " at " + failure.place() + ": "
                + deepest(failure.cause())
                + ". What comes behind it there is not rated, and nothing is lost: it is read again when this is"
                + " mended. If a newer version of this program ran before, start that one again; otherwise keep this"
                + " record and the log, and report it");
    }

    /** The innermost cause that says something: what wraps it are Streams' own words. */
    private static String deepest(Throwable cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null && !(deepest instanceof UnreadableRecordException)) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }
}
