package io.trunkline.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseServer.class)
class StoreTest {

    @Test
    void shouldAnswerAPing(Store store) {
        store.ping();
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
                StoreException.class, () -> Store.open(StoreSettings.withDefaults("jdbc:postgresql://127.0.0.1/x")));

        assertTrue(failure.getMessage().startsWith("clickhouse.url "), failure.getMessage());
    }

    @Test
    void shouldNotShowThePassword() {
        var settings = new StoreSettings(
                "jdbc:clickhouse://127.0.0.1:8123", "u", "secret", Duration.ofDays(1), Duration.ofDays(1));

        assertFalse(settings.toString().contains("secret"));
    }

    @Test
    void shouldRefuseARetentionOfNothing() {
        var failure = assertThrows(
                IllegalArgumentException.class, () -> new StoreSettings("", "", "", Duration.ZERO, Duration.ofDays(1)));

        assertTrue(failure.getMessage().startsWith("retention.messages "), failure.getMessage());
    }
}
