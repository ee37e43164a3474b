package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.customers.CustomersFollower;
import io.trunkline.customers.FreeNumbers;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.storage.Store;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API says when Kafka or ClickHouse is away, and that it goes on when they are back. */
class EnginesAwayTest {

    private static final String ACCOUNT = "{\"name\":\"a\",\"currency\":\"EUR\"}";

    @Test
    void shouldGoOnServingWhatItKnowsAndSayWhatItCannotDo(@TempDir Path directory) throws InterruptedException {
        EmbeddedKafka broker = EmbeddedKafka.start(directory, 0);
        int port = URI.create("kafka://" + broker.bootstrap()).getPort();
        var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
        LivePipeline.createTopics(kafka);
        try (var store = Store.open(StoreSettings.withDefaults("jdbc:clickhouse://127.0.0.1:1/"));
                var customers =
                        CustomersFollower.start(kafka, new FreeNumbers(FreeNumbers.EMERGENCY), (record, why) -> {});
                var live = LiveCalls.start(
                        LiveSettings.withDefaults("127.0.0.1", 0, LivePipeline.TOKEN),
                        store,
                        kafka,
                        customers,
                        Optional::empty,
                        new Telemetry(),
                        LivePipeline.healthOfOneThatServes())) {
            ApiClient admin = ApiClient.stranger(live.httpPort()).withToken(LivePipeline.TOKEN);
            assertTrue(live.awaitReady(Duration.ofMinutes(2)));
            assertEquals(201, admin.put("/api/v1/accounts/one", ACCOUNT).status());
            assertEquals(503, admin.get("/api/v1/cdrs").status(), "the store is away");
            assertEquals("unavailable", admin.get("/api/v1/cdrs/x/trace").errorCode());

            broker.close();
            var refused = admin.put("/api/v1/accounts/two", ACCOUNT);
            assertEquals(503, refused.status());
            assertEquals("unavailable", refused.errorCode());
            assertEquals(200, admin.get("/api/v1/accounts/one").status());
            var health = Until.fits(() -> admin.get("/api/v1/health"), reply -> reply.text("status")
                    .equals("degraded"));
            assertEquals(200, health.status());
            assertTrue(health.text().contains("Kafka has not answered since"));

            broker = EmbeddedKafka.start(directory, port);
            Until.holds(() -> admin.put("/api/v1/accounts/three", ACCOUNT).status() < 300);
            Until.holds(() -> admin.get("/api/v1/health").text("status").equals("up"));
            assertEquals(200, admin.get("/api/v1/accounts/one").status());
        } finally {
            broker.close();
        }
    }
}
