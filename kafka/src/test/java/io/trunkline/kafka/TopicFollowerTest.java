package io.trunkline.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.TopicFollower.Followed;
import io.trunkline.kafka.TopicFollower.From;
import io.trunkline.kafka.TopicFollower.Unreadable;
import io.trunkline.protocol.Topic;
import io.trunkline.telemetry.Health;
import io.trunkline.testing.Until;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Followers of topics on a real broker. */
@Timeout(300)
class TopicFollowerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Unreadable NONE = (record, why) -> {
        throw new AssertionError(record.topic() + " could not be read", why);
    };

    @TempDir
    Path data;

    private final Map<String, String> accounts = new ConcurrentHashMap<>();
    private final List<String> entries = new CopyOnWriteArrayList<>();

    private void account(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            accounts.remove(record.key());
        } else {
            accounts.put(record.key(), text(record.value()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static KafkaAddress topics(EmbeddedKafka broker) throws InterruptedException {
        var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
        try (KafkaTopics topics = KafkaTopics.open(kafka)) {
            topics.make(2);
        }
        return kafka;
    }

    private static void await(TopicFollower follower, RecordMetadata written) throws InterruptedException {
        assertTrue(
                follower.await(new TopicPartition(written.topic(), written.partition()), written.offset(), PATIENCE));
    }

    @Test
    void shouldReadWhatWasThereAndWhatComes() throws InterruptedException {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, 0)) {
            KafkaAddress kafka = topics(broker);
            try (var writer = AcknowledgedWriter.open(kafka, "test")) {
                writer.write(Topic.ACCOUNTS, "acme", bytes("old"));
                writer.write(Topic.ACCOUNTS, "gone", bytes("old"));
                writer.write(Topic.ACCOUNTS, "gone", null);
                writer.write(Topic.LEDGER, "acme", bytes("before the start"));
                var followed = List.of(
                        new Followed(Topic.ACCOUNTS, From.BEGINNING, this::account),
                        new Followed(Topic.LEDGER, From.END, record -> entries.add(text(record.value()))));
                try (var follower = TopicFollower.start("test", kafka, followed, NONE)) {
                    assertTrue(follower.awaitCaughtUp(PATIENCE));
                    assertEquals(Map.of("acme", "old"), accounts);
                    assertEquals(Health.Status.UP, follower.health().status());

                    await(follower, writer.write(Topic.ACCOUNTS, "acme", bytes("new")));
                    assertEquals(Map.of("acme", "new"), accounts);
                    await(follower, writer.write(Topic.LEDGER, "acme", bytes("after it")));
                    assertEquals(List.of("after it"), entries);
                    Until.holds("nothing is left to read", () -> follower.lag() == 0);
                }
            }
        }
    }

    @Test
    void shouldWaitForKafkaAndForItsTopicsAndGoOnAfterAnOutage() throws InterruptedException {
        EmbeddedKafka broker = EmbeddedKafka.start(data, 0);
        int port = URI.create("kafka://" + broker.bootstrap()).getPort();
        var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
        broker.close();
        var read = new AtomicInteger();
        var followed = List.of(new Followed(Topic.ACCOUNTS, From.BEGINNING, record -> {
            read.incrementAndGet();
            account(record);
        }));
        try (var follower = TopicFollower.start("test", kafka, followed, NONE)) {
            broker = EmbeddedKafka.start(data, port);
            assertFalse(follower.caughtUp(), "the topic is not there yet");
            topics(broker);
            assertTrue(follower.awaitCaughtUp(PATIENCE));
            try (var writer = AcknowledgedWriter.open(kafka, "test")) {
                await(follower, writer.write(Topic.ACCOUNTS, "acme", bytes("before")));
                broker.close();
                Until.fits("it says that Kafka is away", follower::health, part -> part.detail()
                        .contains("Kafka has not answered"));
                broker = EmbeddedKafka.start(data, port);
                await(follower, writer.write(Topic.ACCOUNTS, "acme", bytes("after")));
            }
            assertEquals(Map.of("acme", "after"), accounts);
            assertEquals(2, read.get(), "nothing is read twice");
            Until.fits("all is well again", follower::health, part -> part.status() == Health.Status.UP);
        } finally {
            broker.close();
        }
    }

    @Test
    void shouldPassOverWhatCannotBeReadAndWhatWasAborted() throws InterruptedException {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, 0)) {
            KafkaAddress kafka = topics(broker);
            var unreadable = new CopyOnWriteArrayList<String>();
            try (var writer = AcknowledgedWriter.open(kafka, "test");
                    var transactions = KafkaClients.transactional(kafka, "test-transactions")) {
                transactions.initTransactions();
                transactions.beginTransaction();
                var sent =
                        transactions.send(new ProducerRecord<>(kafka.name(Topic.ACCOUNTS), "never", bytes("aborted")));
                transactions.flush();
                assertTrue(sent.isDone());
                transactions.abortTransaction();
                writer.write(Topic.ACCOUNTS, "bad", bytes("bad"));
                writer.write(Topic.ACCOUNTS, "good", bytes("good"));
                var followed = List.of(new Followed(Topic.ACCOUNTS, From.BEGINNING, record -> {
                    if (record.key().equals("bad")) {
                        throw new IllegalArgumentException("bad");
                    }
                    account(record);
                }));
                try (var follower = TopicFollower.start(
                        "test", kafka, followed, (record, why) -> unreadable.add(record.key() + why.getMessage()))) {
                    assertTrue(follower.awaitCaughtUp(PATIENCE));
                    assertEquals(Map.of("good", "good"), accounts);
                    assertEquals(List.of("badbad"), unreadable);
                }
            }
        }
    }

    @Test
    void shouldEndEachBatchBeforeItSaysThatItIsRead() throws InterruptedException {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, 0)) {
            KafkaAddress kafka = topics(broker);
            var ended = new ConcurrentHashMap<String, String>();
            var failures = new AtomicInteger(1);
            try (var writer = AcknowledgedWriter.open(kafka, "test")) {
                writer.writeAll(
                        Topic.ACCOUNTS,
                        Map.of("one", bytes("1"), "two", bytes("2")).entrySet());
                var followed = List.of(new Followed(Topic.ACCOUNTS, From.BEGINNING, this::account));
                try (var follower = TopicFollower.start("test", kafka, followed, NONE, () -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not this time");
                    }
                    ended.putAll(accounts);
                })) {
                    assertTrue(follower.awaitCaughtUp(PATIENCE));
                    assertEquals(Map.of("one", "1", "two", "2"), ended);
                    await(follower, writer.write(Topic.ACCOUNTS, "one", bytes("more")));
                    assertEquals("more", ended.get("one"));
                    assertNull(ended.get("three"));
                    for (RecordMetadata each :
                            writer.writeTogether(Topic.ACCOUNTS, Map.of("three", bytes("3"), "four", bytes("4")))) {
                        await(follower, each);
                    }
                    assertEquals(Map.of("one", "more", "two", "2", "three", "3", "four", "4"), ended);
                }
            }
        }
    }
}
