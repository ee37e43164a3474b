package io.trunkline.storage;

import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the merges of a server wait while calls are behind, where both share a machine. A merge makes one part of many that
 * are stored already, which may as well be done a minute later; at 30,000 messages a second merges take 0.1 to 0.3 cores.
 *
 * <p>They begin again when calls have not been behind for a while, and at the latest when there are so many parts that
 * reads would suffer: then they go on, though calls are behind, until those have caught up. A merge that is under way
 * when they are to wait is given up, and done again later.
 *
 * <p>The server forgets it when it stops; it is not to be done to one that others use as well.
 */
public final class PatientMerges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PatientMerges.class);

    /** Less is a collection of garbage, and passes by itself. */
    private static final Duration BEHIND = Duration.ofMillis(500);

    /** Merges that begin again while the last of what waited is worked off would only be given up once more. */
    private static final Duration CAUGHT_UP_FOR = Duration.ofSeconds(10);

    /**
     * Of one partition of a table. Each insert makes one, once a second. A trace reads a granule of each: 15 ms out of 264.
     * ClickHouse itself slows inserts down from 1,000 on.
     */
    private static final int MOST_PARTS = 150;

    private static final Duration LOOK_EACH = Duration.ofSeconds(1);

    private static final Query PARTS = Query.of(
            "parts",
            "SELECT max(parts) AS most FROM (SELECT count() AS parts FROM system.parts WHERE active GROUP BY database, table,"
                    + " partition_id)");

    private final StoreConnection connection;
    private final Supplier<Duration> behind;
    private final int mostParts;
    private final InstantSource clock;
    private final Thread looking = Thread.ofVirtual().name("storage-merges").unstarted(this::lookAgainAndAgain);
    private Instant lastBehind = Instant.EPOCH;
    private boolean overdue;
    private volatile boolean waiting;

    PatientMerges(StoreConnection connection, Supplier<Duration> behind, int mostParts, InstantSource clock) {
        this.connection = connection;
        this.behind = behind;
        this.mostParts = mostParts;
        this.clock = clock;
    }

    /**
     * Looks from now on, once a second, whether merges are to wait.
     *
     * @param store of a server that is this process's own; is not closed with this
     * @param behind how long after their receipt calls hear of their messages; asked from a thread of its own
     */
    public static PatientMerges start(Store store, Supplier<Duration> behind, Telemetry telemetry) {
        var merges = new PatientMerges(store.connection(), behind, MOST_PARTS, InstantSource.system());
        telemetry.gauge(
                "trunkline_storage_merges_waiting",
                "1 while the merges of the embedded ClickHouse wait because calls are behind",
                () -> merges.waiting ? 1 : 0);
        merges.looking.start();
        return merges;
    }

    private void lookAgainAndAgain() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    look();
                } catch (StoreException e) {
                    LOG.debug("Merges are as they were", e);
                }
                Thread.sleep(LOOK_EACH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets merges wait or go on, as things stand now. */
    void look() {
        Instant now = clock.instant();
        Duration late = behind.get();
        boolean isBehind = late.compareTo(BEHIND) >= 0;
        if (isBehind) {
            lastBehind = now;
        }
        boolean caughtUp = !now.isBefore(lastBehind.plus(CAUGHT_UP_FOR));
        overdue = !caughtUp && (overdue || (waiting && parts() >= mostParts));
        if (waiting && (caughtUp || overdue)) {
            connection.execute("SYSTEM START MERGES");
            waiting = false;
            LOG.debug("Merges go on, {}", overdue ? "for there are too many parts" : "for calls have caught up");
        } else if (!waiting && isBehind && !overdue) {
            connection.execute("SYSTEM STOP MERGES");
            waiting = true;
            LOG.debug("Merges wait, for calls are {} ms behind", late.toMillis());
        }
    }

    /** Of the partition that has the most. */
    private int parts() {
        return connection.rows(PARTS, Map.of(), row -> row.getInt("most")).getFirst();
    }

    /** Merges go on, and nobody looks any more. */
    @Override
    public void close() {
        looking.interrupt();
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (waiting) {
            connection.execute("SYSTEM START MERGES");
            waiting = false;
        }
    }
}
