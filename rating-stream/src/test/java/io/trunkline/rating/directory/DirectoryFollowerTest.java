package io.trunkline.rating.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.rating.Customers;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Telemetry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and cards that change on a real broker. */
@Timeout(180)
class DirectoryFollowerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static RateCard card(String version, int chunks) {
        return new RateCard("retail", "Retail", "EUR", "UTC", 6, Rounding.HALF_UP, version, chunks, chunks);
    }

    private static RateChunk chunk(String version, int index, String prefix) {
        Rate rate =
                new Rate(prefix, "to " + prefix, new BigDecimal("0.01"), BigDecimal.ZERO, 1, 1, 0, 0, null, null, null);
        return new RateChunk("retail", version, index, List.of(rate));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "waited too long");
            Thread.sleep(20);
        }
    }

    @Test
    void shouldFollowAccountsAndCardsAsTheyChange(@TempDir Path data) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, 0)) {
            var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                admin.createTopics(List.of(
                                new NewTopic(kafka.name(Topic.ACCOUNTS), 2, (short) 1),
                                new NewTopic(kafka.name(Topic.RATE_CARDS), 3, (short) 1)))
                        .all()
                        .get();
            }
            var properties = new Properties();
            properties.put("bootstrap.servers", broker.bootstrap());
            var directory = new Directory();
            try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
                    DirectoryFollower follower =
                            DirectoryFollower.start(directory, kafka, new RatingMetrics(new Telemetry()))) {
                assertTrue(follower.awaitFirstRead(PATIENCE));

                send(producer, kafka, Topic.ACCOUNTS, "acme", Customers.acme(BalanceManagement.NONE, "0"));
                send(producer, kafka, Topic.RATE_CARDS, RateCardKey.chunk("retail", "v1", 0), chunk("v1", 0, "31"));
                send(producer, kafka, Topic.RATE_CARDS, "retail", card("v1", 1));
                await(() -> directory.ofUser("alice").isPresent() && lines(directory) == 1);

                // A card whose rates are not all there leaves the earlier ones in force.
                send(producer, kafka, Topic.RATE_CARDS, RateCardKey.chunk("retail", "v2", 0), chunk("v2", 0, "32"));
                send(producer, kafka, Topic.RATE_CARDS, "retail", card("v2", 2));
                send(producer, kafka, Topic.ACCOUNTS, "acme", null);
                await(() -> directory.ofUser("alice").isEmpty());
                assertEquals("v1", directory.card("retail").orElseThrow().card().ratesVersion());
                send(producer, kafka, Topic.RATE_CARDS, RateCardKey.chunk("retail", "v2", 1), chunk("v2", 1, "33"));
                await(() -> lines(directory) == 2);

                send(producer, kafka, Topic.RATE_CARDS, "retail", null);
                await(() -> directory.card("retail").isEmpty());
            }
        }
    }

    private static int lines(Directory directory) {
        return directory.card("retail").map(table -> table.size()).orElse(0);
    }

    private static void send(
            KafkaProducer<String, byte[]> producer, KafkaAddress kafka, Topic topic, String key, Object value)
            throws Exception {
        producer.send(new ProducerRecord<>(kafka.name(topic), key, value == null ? null : Json.write(value)))
                .get();
    }
}
