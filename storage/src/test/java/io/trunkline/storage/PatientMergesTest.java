package io.trunkline.storage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.connection.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseServer.class)
class PatientMergesTest {

    private static final Duration LATE = Duration.ofMillis(500);
    private static final Duration IN_TIME = Duration.ofMillis(499);
    private static final int MOST_PARTS = 50;

    private final StoreConnection connection;
    private final PatientMerges merges;
    private Duration behind = IN_TIME;
    private Instant now = Instant.parse("2026-11-23T17:00:00Z");

    PatientMergesTest(StoreSettings settings) {
        connection = new StoreConnection(settings);
        merges = new PatientMerges(connection, () -> behind, MOST_PARTS, () -> now);
    }

    @BeforeEach
    void makeATableOfTwoParts() {
        connection.execute("CREATE OR REPLACE TABLE trunkline.crowd (n Int64) ENGINE = MergeTree ORDER BY n");
        store(2);
    }

    @AfterEach
    void close() {
        merges.close();
        connection.execute("DROP TABLE trunkline.crowd SYNC");
        connection.close();
    }

    @Test
    void shouldLetMergesGoOnWhileCallsAreHardlyBehind() {
        lookAt(IN_TIME);
        assertDoesNotThrow(this::merge);
    }

    @Test
    void shouldLetMergesWaitWhileCallsAreBehind() {
        lookAt(LATE);
        assertThrows(StoreException.class, this::merge);
        passes(Duration.ofSeconds(30));
        lookAt(LATE);
        assertThrows(StoreException.class, this::merge);
    }

    @Test
    void shouldLetThemGoOnWhenCallsHaveNotBeenBehindForTenSeconds() {
        lookAt(LATE);
        passes(Duration.ofMillis(9_999));
        lookAt(IN_TIME);
        assertThrows(StoreException.class, this::merge);
        passes(Duration.ofMillis(1));
        lookAt(IN_TIME);
        assertDoesNotThrow(this::merge);
    }

    @Test
    void shouldLetThemGoOnWhileThereAreTooManyPartsUntilCallsHaveCaughtUp() {
        lookAt(LATE);
        store(MOST_PARTS - 2);
        lookAt(LATE);
        assertDoesNotThrow(this::merge);
        lookAt(LATE);
        assertDoesNotThrow(this::merge, "calls are behind as before");
        passes(Duration.ofSeconds(10));
        lookAt(IN_TIME);
        lookAt(LATE);
        store(2);
        assertThrows(StoreException.class, this::merge, "calls were not behind meanwhile");
    }

    @Test
    void shouldLetThemGoOnWhenItIsClosed() {
        lookAt(LATE);
        merges.close();
        assertDoesNotThrow(this::merge);
    }

    private void lookAt(Duration late) {
        behind = late;
        merges.look();
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    private void store(int parts) {
        connection.execute("INSERT INTO trunkline.crowd SELECT number FROM numbers(" + parts
                + ") SETTINGS max_block_size = 1, min_insert_block_size_rows = 1, min_insert_block_size_bytes = 1");
    }

    private void merge() {
        connection.execute("OPTIMIZE TABLE trunkline.crowd FINAL");
    }
}
