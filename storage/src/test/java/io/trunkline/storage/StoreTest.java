package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.connection.StoreSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseServer.class)
class StoreTest {

    @Test
    void shouldAnswerAPing(Store store) {
        store.ping();
    }

    @Test
    void shouldAnswerManyThreadsAtOnce(Store store) throws Exception {
        var calls = IntStream.range(0, 200)
                .mapToObj(i -> Calls.answered("parallel-" + i, Calls.NOON.plusSeconds(i)))
                .toList();
        Written.values(store, new CdrTable(), calls);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(calls.stream()
                    .<Callable<Optional<Cdr>>>map(call -> () -> store.cdr(ALL, call.callId()))
                    .toList());
            for (int i = 0; i < calls.size(); i++) {
                assertEquals(Optional.of(calls.get(i)), answers.get(i).get());
            }
        }
    }

    @Test
    void shouldOpenWhileTheServerIsAwayAndSaySoWhenAsked() {
        try (Store store = Store.open(StoreSettings.withDefaults("jdbc:clickhouse://127.0.0.1:1/default"))) {
            var failure = assertThrows(StoreException.class, store::ping);

            assertEquals(StoreException.Category.UNAVAILABLE, failure.category());
            assertTrue(failure.getMessage().startsWith("ClickHouse does not answer: "), failure.getMessage());
        }
    }

    @Test
    void shouldSayThatTheServerRefused(StoreSettings settings) {
        try (var connection = new StoreConnection(settings)) {
            var failure = assertThrows(StoreException.class, () -> connection.execute("SELECT absent"));

            assertEquals(StoreException.Category.REFUSED, failure.category());
            assertTrue(failure.getMessage().startsWith("ClickHouse refused: "), failure.getMessage());
        }
    }

    @Test
    void shouldNameTheSettingWhenTheUrlIsNone() {
        var failure = assertThrows(
                StoreException.class,
                () -> Store.open(StoreSettings.withDefaults("jdbc:postgresql://127.0.0.1/x?password=secret")));

        assertTrue(failure.getMessage().startsWith("clickhouse.url "), failure.getMessage());
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
    }

    @Test
    void shouldNotShowThePassword() {
        var settings = new StoreSettings(
                "jdbc:clickhouse://127.0.0.1:8123/?password=secret",
                "u",
                "secret",
                Duration.ofDays(1),
                Duration.ofDays(1));

        assertFalse(settings.toString().contains("secret"));
    }

    @Test
    void shouldRefuseARetentionOfNothing() {
        var failure = assertThrows(
                IllegalArgumentException.class, () -> new StoreSettings("", "", "", Duration.ZERO, Duration.ofDays(1)));

        assertTrue(failure.getMessage().startsWith("retention.messages "), failure.getMessage());
    }
}
