package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.customers.CustomersFollower;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The role on a real broker, stopped and started while calls pass. */
@Timeout(240)
class RatingStreamTest {

    private static final int PARTITIONS = 2;
    private static final int CALLS = 60;
    private static final String NUMBER = "31201000";

    @TempDir
    private Path directory;

    private EmbeddedKafka broker;
    private KafkaAddress kafka;
    private CustomersFollower customers;
    private KafkaProducer<String, byte[]> producer;
    private long index;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic ->
                                    new NewTopic(kafka.name(topic), PARTITIONS, (short) 1).configs(topic.settings()))
                            .toList())
                    .all()
                    .get();
        }
        var settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrap());
        customers = CustomersFollower.start(kafka, (record, why) -> {});
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        customers.close();
        broker.close();
    }

    private RatingStream startRating(String stateDir) throws InterruptedException {
        RatingStream rating = RatingStream.start(
                RatingSettings.in(directory.resolve(stateDir)), kafka, customers, new Telemetry(), new Health());
        Until.holds(rating::ready);
        return rating;
    }

    private void put(Topic topic, String key, Object value) {
        var _ = producer.send(new ProducerRecord<>(kafka.name(topic), key, Json.write(value)));
    }

    private void sees(String key, String sip, boolean fromAlice, Instant at) {
        index++;
        var _ = producer.send(new ProducerRecord<>(
                kafka.name(Topic.SIP_MESSAGES),
                null,
                at.toEpochMilli(),
                key,
                Packets.hep(sip, fromAlice, at),
                Packets.headers(index, at)));
    }

    private void customers() {
        put(Topic.ACCOUNTS, "acme", ExampleCustomers.acme(BalanceManagement.SOFT, "100"));
        put(
                Topic.RATE_CARDS,
                RateCardKey.chunk("retail", "v1", 0),
                new RateChunk("retail", "v1", 0, List.of(ExampleCustomers.NETHERLANDS)));
        put(Topic.RATE_CARDS, "retail", ExampleCustomers.CARD);
        producer.flush();
    }

    /** The calls are answered now and, by their capture times, end ten seconds later. */
    private void answer(int from, int to) {
        for (int i = from; i < to; i++) {
            String callId = "call-" + i;
            Instant now = Instant.now();
            sees(callId, Packets.invite(callId, NUMBER), true, now);
            sees(callId, Packets.response(200, callId, NUMBER), false, now.plusMillis(1));
        }
        producer.flush();
    }

    private void end(int from, int to) {
        for (int i = from; i < to; i++) {
            String callId = "call-" + i;
            sees(callId, Packets.bye(callId, NUMBER), true, Instant.now().plusSeconds(10));
            sees(
                    callId,
                    Packets.byeAnswer(200, callId, NUMBER),
                    false,
                    Instant.now().plusSeconds(10));
        }
        producer.flush();
    }

    private <T> List<T> all(Topic topic, Class<T> type) {
        var settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrap());
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.name(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var values = new ArrayList<T>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(Json.read(record.value(), type)));
            }
            return values;
        }
    }

    @Test
    void shouldLoseNoCallAndBookNoneTwiceWhenStoppedAndStarted() throws Exception {
        customers();
        try (RatingStream first = startRating("first")) {
            put(
                    Topic.ACCOUNT_COMMANDS,
                    "acme",
                    new AccountCommand.Payment("p1", "acme", new BigDecimal("50"), "", Instant.now()));
            answer(0, CALLS / 2);
            end(0, CALLS / 4);
            Until.holds(() -> !all(Topic.CDRS, Cdr.class).isEmpty());
            assertTrue(first.ready());
        }
        answer(CALLS / 2, CALLS);
        put(
                Topic.ACCOUNT_COMMANDS,
                "acme",
                new AccountCommand.Payment("p1", "acme", new BigDecimal("50"), "", Instant.now()));
        // The second finds nothing on disk, as after a crash: all that it knows it reads back from Kafka.
        try (RatingStream second = startRating("second")) {
            end(CALLS / 4, CALLS);
            Until.holds(() -> all(Topic.CDRS, Cdr.class).size() >= CALLS);
            assertTrue(second.ready());
        }
        List<Cdr> cdrs = all(Topic.CDRS, Cdr.class);
        assertEquals(CALLS, cdrs.size());
        assertEquals(CALLS, new HashSet<>(cdrs.stream().map(Cdr::callId).toList()).size());
        List<LedgerEntry> entries = all(Topic.LEDGER, LedgerEntry.class);
        assertEquals(CALLS + 1, entries.size());
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < entries.size(); i++) {
            sum = sum.add(entries.get(i).amount());
            assertEquals(i + 1, entries.get(i).sequence());
        }
        assertEquals(0, sum.compareTo(entries.getLast().balanceAfter()));
        BigDecimal prices = cdrs.stream().map(Cdr::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, new BigDecimal("50").subtract(prices).compareTo(sum));
    }
}
