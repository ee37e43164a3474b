package io.trunkline.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.testing.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A statement that nobody waits for any more is ended at the server, where it would go on to the end of its time. */
@ExtendWith(ClickHouseServer.class)
class AbandonedStatementTest {

    /** Longer than a statement may take, by steps between which it can be ended. */
    private static final Query SLOW = Query.of("slow", """
            SELECT sum(sleepEachRow(0.1)) AS slept, :name AS name
            FROM numbers(10000)
            SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0
            """);

    private static final Query RUNNING = Query.of(
            "running", "SELECT count() AS n FROM system.processes WHERE query LIKE :of AND query LIKE '%slept%'");

    private final StoreSettings settings;
    private StoreConnection connection;
    private StoreConnection other;

    AbandonedStatementTest(StoreSettings settings) {
        this.settings = settings;
    }

    @BeforeEach
    void open() {
        connection = new StoreConnection(settings);
        other = new StoreConnection(settings);
    }

    @AfterEach
    void close() {
        connection.close();
        other.close();
    }

    private record Asked(Thread thread, CompletableFuture<RuntimeException> failure) {}

    private Asked ask(String name) {
        var failure = new CompletableFuture<RuntimeException>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                connection.rows(SLOW, Map.of("name", name), row -> row.getLong("slept"));
                failure.complete(null);
            } catch (RuntimeException e) {
                failure.complete(e);
            }
        });
        return new Asked(thread, failure);
    }

    private static boolean isWaiting(Thread.State state) {
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    private long running(String name) {
        // The question itself bears the name, too, but not what it asks for.
        return other.rows(RUNNING, Map.of("of", "%'" + name + "' AS name%"), row -> row.getLong("n"))
                .getFirst();
    }

    @Test
    void shouldEndTheStatementOfAThreadThatIsInterrupted() {
        Asked left = ask("left");
        Asked kept = ask("kept");
        Until.holds("both statements run", () -> running("left") == 1 && running("kept") == 1);

        left.thread().interrupt();

        assertEquals(
                StoreException.Category.UNAVAILABLE,
                ((StoreException) left.failure().join()).category());
        Until.holds("the statement is ended", () -> running("left") == 0);
        assertEquals(1, running("kept"), "and no other");
        kept.thread().interrupt();
        kept.failure().join();
        Until.holds("the other is, too", () -> running("kept") == 0);
    }

    @Test
    void shouldEndStatementsThatWaitForTheirTurn() {
        // More than the server runs at once, and than the client sends.
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            asked.add(ask("crowd"));
        }
        Until.holds("all of them wait", () -> asked.stream()
                .allMatch(each -> isWaiting(each.thread().getState())));
        asked.forEach(each -> each.thread().interrupt());
        asked.forEach(each -> assertTrue(each.failure().join() instanceof StoreException));

        Until.holds("none of them runs", () -> running("crowd") == 0);
    }

    @Test
    void shouldRefuseWhatReadsMoreRowsThanAStatementMay() {
        var refused = assertThrows(
                StoreException.class,
                () -> connection.rows(
                        Query.of("large", "SELECT count() AS n FROM numbers(600000000) WHERE number % 7 = 1"),
                        Map.of(),
                        row -> row.getLong("n")));

        assertEquals(StoreException.Category.TOO_MUCH, refused.category());
    }
}
