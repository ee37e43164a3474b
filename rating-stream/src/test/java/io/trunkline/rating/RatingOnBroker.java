package io.trunkline.rating;

import io.trunkline.customers.CustomersFollower;
import io.trunkline.customers.FreeNumbers;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.protocol.event.EndCallOrder;
import io.trunkline.protocol.event.PutBackOrder;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.protocol.event.Rounding;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real broker with all topics, who writes what collector and API write, and who reads what others would read. */
final class RatingOnBroker implements AutoCloseable {

    static final String NUMBER = "31201000";
    private static final int PARTITIONS = 2;

    private final EmbeddedKafka broker;
    private final KafkaAddress kafka;
    private final CustomersFollower followed;
    private final KafkaProducer<String, byte[]> producer;
    private long index;

    RatingOnBroker(Path directory) throws Exception {
        broker = EmbeddedKafka.start(directory, 0);
        kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
        createTopics(kafka);
        var settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrap());
        followed = CustomersFollower.start(kafka, new FreeNumbers(FreeNumbers.EMERGENCY), (record, why) -> {});
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private void createTopics(KafkaAddress address) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic ->
                                    new NewTopic(address.name(topic), PARTITIONS, (short) 1).configs(topic.settings()))
                            .toList())
                    .all()
                    .get();
        }
    }

    KafkaAddress kafka() {
        return kafka;
    }

    /** The process's index of customers. */
    CustomersFollower followed() {
        return followed;
    }

    private void put(Topic topic, String key, Object value) {
        send(new ProducerRecord<>(kafka.name(topic), key, Json.write(value)));
    }

    /** Writes a record as it is. */
    void send(ProducerRecord<String, byte[]> message) {
        var _ = producer.send(message);
    }

    void flush() {
        producer.flush();
    }

    /** The account {@code acme}, which goes below zero, and its card. */
    void customers() {
        put(Topic.ACCOUNTS, "acme", ExampleCustomers.acme(BalanceManagement.SOFT, "100"));
        put(
                Topic.RATE_CARDS,
                RateCardKey.chunk("retail", "v1", 0),
                new RateChunk("retail", "v1", 0, List.of(ExampleCustomers.NETHERLANDS)));
        put(Topic.RATE_CARDS, "retail", ExampleCustomers.CARD);
        flush();
    }

    /**
     * {@code acme} below {@code mid} below {@code top}, and {@code carrier} to which their calls go, all of whom pay
     * afterwards; mid has free minutes for all calls, top has a few.
     */
    void tieredCustomers(int minutesOfTop) {
        card("retail", "EUR", "0.60");
        card("wholesale", "EUR", "0.48");
        card("cost", "GBP", "0.30");
        put(Topic.PACKAGES, "many", minutes("many", 10_000));
        put(Topic.PACKAGES, "few", minutes("few", minutesOfTop));
        put(Topic.ACCOUNTS, "top", account("top", "few", null));
        put(Topic.ACCOUNTS, "mid", account("mid", "many", "top"));
        put(
                Topic.ACCOUNTS,
                "acme",
                ExampleCustomers.acme(BalanceManagement.NONE, "0").below("mid"));
        put(Topic.ACCOUNTS, "carrier", account("carrier", null, null).carrying("198.51.100.1", "192.0.2.10"));
        flush();
    }

    private void card(String id, String currency, String perMinute) {
        var rate =
                new Rate("31", "Netherlands", new BigDecimal(perMinute), BigDecimal.ZERO, 1, 1, 0, 0, null, null, null);
        put(Topic.RATE_CARDS, RateCardKey.chunk(id, "v1", 0), new RateChunk(id, "v1", 0, List.of(rate)));
        put(Topic.RATE_CARDS, id, new RateCard(id, id, currency, "UTC", 6, Rounding.HALF_UP, "v1", 1, 1));
    }

    private static CallPackage minutes(String id, int freeMinutes) {
        return new CallPackage(
                id,
                id,
                "wholesale",
                null,
                null,
                0,
                List.of(),
                null,
                false,
                freeMinutes,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                false);
    }

    private static Account account(String id, String packageId, String parentId) {
        return new Account(
                id,
                id,
                packageId == null ? "GBP" : "EUR",
                BalanceManagement.NONE,
                BigDecimal.ZERO,
                null,
                null,
                packageId == null ? "cost" : null,
                List.of(),
                List.of(),
                List.of(),
                1,
                null,
                packageId,
                parentId,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    /** A second set of topics with the captured messages and the accounts, each record where it was. */
    KafkaAddress copyOfWhatCameIn(String prefix) throws Exception {
        var copy = new KafkaAddress(broker.bootstrap(), prefix);
        createTopics(copy);
        for (Topic topic : List.of(Topic.ACCOUNTS, Topic.SIP_MESSAGES)) {
            read(kafka.name(topic))
                    .forEach(record -> send(new ProducerRecord<>(
                            copy.name(topic),
                            record.partition(),
                            record.timestamp(),
                            record.key(),
                            record.value(),
                            record.headers())));
        }
        flush();
        return copy;
    }

    void pays(String id, String amount) {
        put(
                Topic.ACCOUNT_COMMANDS,
                "acme",
                new AccountCommand.Payment(id, "acme", new BigDecimal(amount), "", Instant.now()));
        flush();
    }

    /** An operator wants calls {@code call-from} to {@code call-(to-1)} ended. */
    void orderEnd(int from, int to) {
        for (int i = from; i < to; i++) {
            String callId = "call-" + i;
            put(Topic.CALL_COMMANDS, callId, new EndCallOrder(callId, callId, "operator noc", true, Instant.now()));
        }
        flush();
    }

    void putsBack(DeadLetter letter) {
        put(
                Topic.PUT_BACK_ORDERS,
                letter.accountId(),
                new PutBackOrder(letter.id(), letter.accountId(), "noc", Instant.now()));
        flush();
    }

    private void sees(String callId, String sip, boolean fromAlice, Instant at) {
        index++;
        send(new ProducerRecord<>(
                kafka.name(Topic.SIP_MESSAGES),
                null,
                at.toEpochMilli(),
                callId,
                Packets.hep(sip, fromAlice, at),
                Packets.headers(index, at)));
    }

    /** Calls {@code call-from} to {@code call-(to-1)} are answered now. */
    void answer(int from, int to) {
        for (int i = from; i < to; i++) {
            String callId = "call-" + i;
            Instant now = Instant.now();
            sees(callId, Packets.invite(callId, NUMBER), true, now);
            sees(callId, Packets.response(200, callId, NUMBER), false, now.plusMillis(1));
        }
        flush();
    }

    /** A call rings whose INVITE bears a header. */
    void ring(String callId, String header) {
        String invite = Packets.invite(callId, NUMBER).replace("Content-Length", header + "\nContent-Length");
        sees(callId, invite, true, Instant.now());
        flush();
    }

    /** By their capture times, they end ten seconds later. */
    void end(int from, int to) {
        for (int i = from; i < to; i++) {
            String callId = "call-" + i;
            Instant at = Instant.now().plusSeconds(10);
            sees(callId, Packets.bye(callId, NUMBER), true, at);
            sees(callId, Packets.byeAnswer(200, callId, NUMBER), false, at);
        }
        flush();
    }

    /** All that a {@code read_committed} reader sees of a topic. */
    <T> List<T> all(Topic topic, Class<T> type) {
        return all(kafka, topic, type);
    }

    /** The same of another set of topics. */
    <T> List<T> all(KafkaAddress address, Topic topic, Class<T> type) {
        return read(address.name(topic)).stream()
                .filter(record -> record.value() != null)
                .map(record -> Json.read(record.value(), type))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic) {
        var settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrap());
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
        followed.close();
        broker.close();
    }
}
