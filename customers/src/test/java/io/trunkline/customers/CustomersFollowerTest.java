package io.trunkline.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.RateTable;
import io.trunkline.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
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
@Timeout(300)
class CustomersFollowerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static RateCard card(String version, int chunks) {
        return new RateCard("retail", "Retail", "EUR", "UTC", 6, Rounding.HALF_UP, version, chunks, chunks);
    }

    private static RateChunk chunk(String version, int index, String prefix) {
        return new RateChunk("retail", version, index, List.of(Examples.rate(prefix, "0.01")));
    }

    @Test
    void shouldFollowAccountsAndCardsAsTheyChange(@TempDir Path data) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, 0)) {
            var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                admin.createTopics(List.of(
                                new NewTopic(kafka.name(Topic.ACCOUNTS), 2, (short) 1),
                                new NewTopic(kafka.name(Topic.RATE_CARDS), 3, (short) 1),
                                new NewTopic(kafka.name(Topic.PACKAGES), 1, (short) 1),
                                new NewTopic(kafka.name(Topic.NUMBERS), 1, (short) 1)))
                        .all()
                        .get();
            }
            var properties = new Properties();
            properties.put("bootstrap.servers", broker.bootstrap());
            try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
                    CustomersFollower follower = CustomersFollower.start(
                            kafka, new FreeNumbers(FreeNumbers.EMERGENCY), (record, why) -> {})) {
                Customers customers = follower.customers();
                assertTrue(follower.topics().awaitCaughtUp(PATIENCE));

                Account acme = Examples.account("acme").users("alice").account();
                send(producer, kafka, Topic.ACCOUNTS, "acme", acme);
                send(producer, kafka, Topic.RATE_CARDS, RateCardKey.chunk("retail", "v1", 0), chunk("v1", 0, "31"));
                send(producer, kafka, Topic.RATE_CARDS, "retail", card("v1", 1));
                Until.holds(() -> customers.accounts().ofUser("alice").isPresent() && lines(customers) == 1);

                send(producer, kafka, Topic.RATE_CARDS, RateCardKey.chunk("retail", "v2", 0), chunk("v2", 0, "32"));
                send(producer, kafka, Topic.RATE_CARDS, "retail", card("v2", 2));
                send(producer, kafka, Topic.ACCOUNTS, "acme", null);
                Until.holds(() -> customers.accounts().ofUser("alice").isEmpty());
                assertEquals(1, lines(customers), "the chunks of v2 are not all there");
                send(producer, kafka, Topic.RATE_CARDS, RateCardKey.chunk("retail", "v2", 1), chunk("v2", 1, "33"));
                Until.holds(() -> lines(customers) == 2);

                send(producer, kafka, Topic.RATE_CARDS, "retail", null);
                Until.holds(() -> customers.cards().rates("retail").isEmpty());
            }
        }
    }

    @Test
    void shouldFollowWhoIsRegisteredWhere(@TempDir Path data) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, 0)) {
            var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                admin.createTopics(List.of(new NewTopic(kafka.name(Topic.REGISTRATIONS), 2, (short) 1)))
                        .all()
                        .get();
            }
            var properties = new Properties();
            properties.put("bootstrap.servers", broker.bootstrap());
            var addresses = new RegisteredAddresses();
            String aor = "alice@example.net";
            String endpoint = "203.0.113.7:5060";
            String key = Registrations.key(aor, endpoint);
            var active = Registrations.registration(aor, endpoint, Registration.State.ACTIVE, true);
            try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
                send(producer, kafka, Topic.REGISTRATIONS, key, active);
                var unreadable = new AtomicInteger();
                try (RegistrationsFollower follower =
                        RegistrationsFollower.start(kafka, addresses, (record, why) -> unreadable.incrementAndGet())) {
                    assertTrue(follower.topic().awaitCaughtUp(PATIENCE));
                    assertEquals(aor, addresses.aor(endpoint, null, Registrations.SINCE));
                    send(producer, kafka, Topic.REGISTRATIONS, key, "no registration");
                    send(producer, kafka, Topic.REGISTRATIONS, key, null);
                    Until.holds(() -> addresses.aor(endpoint, null, Registrations.SINCE) == null);
                    assertEquals(1, unreadable.get());
                }
            }
        }
    }

    private static int lines(Customers customers) {
        return customers.cards().rates("retail").map(RateTable::size).orElse(0);
    }

    private static void send(
            KafkaProducer<String, byte[]> producer, KafkaAddress kafka, Topic topic, String key, Object value)
            throws Exception {
        producer.send(new ProducerRecord<>(kafka.name(topic), key, value == null ? null : Json.write(value)))
                .get();
    }
}
