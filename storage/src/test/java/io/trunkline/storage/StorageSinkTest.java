package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.ledger.StatementFilter;
import io.trunkline.storage.sink.SinkSettings;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: what was sent to a real broker is found in a real store. Each test has topics of its own. */
@ExtendWith(ClickHouseServer.class)
class StorageSinkTest {

    private static final SinkSettings SETTINGS =
            new SinkSettings(1_000, 1 << 20, Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(500));

    private static final AtomicInteger RUN = new AtomicInteger();

    private static EmbeddedKafka broker;
    private static KafkaProducer<byte[], byte[]> producer;

    private final Store store;
    private final StoreSettings settings;
    private Telemetry telemetry;
    private final Health health = new Health();
    private KafkaAddress kafka;

    StorageSinkTest(Store store, StoreSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @BeforeAll
    static void startBroker(@TempDir Path directory) {
        broker = EmbeddedKafka.start(directory, 0);
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrap(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "storage-sink-test"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        kafka = new KafkaAddress(broker.bootstrap(), "test" + RUN.incrementAndGet() + ".");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(Stream.of(Topic.SIP_MESSAGES, Topic.CDRS, Topic.LEDGER, Topic.CALL_LINKS)
                            .map(topic -> new NewTopic(kafka.name(topic), 2, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @AfterEach
    void forget() {
        try (var connection = new StoreConnection(settings)) {
            for (String table : List.of("messages", "cdrs", "ledger", "call_links", "unreadable")) {
                connection.execute("TRUNCATE TABLE trunkline." + table);
            }
        }
    }

    @Test
    void shouldStoreWhatTheTopicsCarry() {
        Cdr cdr = Calls.answered("carried", Calls.NOON);
        try (var _ = sink(store)) {
            send(List.of(message(Captured.invite(1, "carried"))));
            send(List.of(json(Topic.CDRS, cdr), json(Topic.LEDGER, entry(1))));

            Until.holds(() -> store.trace(ALL, "carried").size() == 1);
            Until.holds(() -> store.cdr(ALL, "carried").equals(Optional.of(cdr)));
            Until.holds(() -> statement().equals(List.of(entry(1))));
        }
        String metrics = telemetry.text();
        assertTrue(metrics.contains("trunkline_storage_records_total{table=\"cdrs\"} 1.0"), metrics);
        assertTrue(metrics.contains("trunkline_storage_latency_seconds_count 1"), metrics);
        assertTrue(metrics.contains("trunkline_storage_lag_records 0.0"), metrics);
        assertEquals(Health.Status.UP, Health.worst(health.parts()));
    }

    @Test
    void shouldNotStoreWhatWasTakenBack() {
        producer.beginTransaction();
        Future<?> sent = producer.send(json(Topic.LEDGER, entry(1)));
        producer.flush();
        assertTrue(sent.isDone());
        producer.abortTransaction();
        send(List.of(json(Topic.LEDGER, entry(2))));

        try (var _ = sink(store)) {
            Until.holds(() -> statement().equals(List.of(entry(2))));
        }
    }

    @Test
    void shouldShowAMessageOnceThatTheCollectorSentTwice() {
        Captured invite = Captured.invite(1, "sent-twice");
        try (var _ = sink(store)) {
            send(List.of(message(invite)));
            Until.holds(() -> store.trace(ALL, "sent-twice").size() == 1);
            send(List.of(message(invite), message(Captured.response(2, "sent-twice", 200, "OK"))));
            Until.holds(() -> store.trace(ALL, "sent-twice").size() == 2);
        }
        assertEquals(2, Written.countMessages(store));
    }

    @Test
    void shouldLoseNothingAndShowNothingTwiceWhenItIsStoppedInTheMidst() {
        int calls = 3_000;
        int atOnce = 50;
        var small = new SinkSettings(20, 1 << 20, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(500));
        Thread sender = Thread.ofVirtual().start(() -> {
            for (int first = 0; first < calls; first += atOnce) {
                send(IntStream.range(first, first + atOnce)
                        .mapToObj(i -> json(Topic.CDRS, Calls.answered("restart-" + i, Calls.NOON.plusMillis(i))))
                        .toList());
            }
        });
        int restarts = 0;
        while (sender.isAlive()) {
            int before = cdrs();
            try (var _ = StorageSink.start(small, store, kafka, new Telemetry(), new Health())) {
                Until.holds(() -> cdrs() > before || !sender.isAlive());
            }
            restarts++;
        }
        try (var _ = sink(store)) {
            Until.holds(() -> cdrs() == calls);
        }
        assertTrue(restarts > 0);
        assertEquals(calls, cdrs());
    }

    @Test
    void shouldShowABatchOnceThatWasInsertedButNotCommitted() {
        send(List.of(json(Topic.CDRS, Calls.answered("uncommitted", Calls.NOON)), json(Topic.LEDGER, entry(1))));
        try (var _ = sink(store)) {
            Until.holds(() -> cdrs() == 1 && statement().size() == 1);
        }
        // As after a kill between the two: nothing is committed, everything is read again.
        forgetOffsets();
        try (var _ = sink(store)) {
            send(List.of(json(Topic.CDRS, Calls.answered("next", Calls.NOON)), json(Topic.LEDGER, entry(2))));
            Until.holds(() -> cdrs() == 2 && statement().size() == 2);
        }
        assertEquals(List.of(entry(2), entry(1)), statement());
    }

    @Test
    void shouldWaitForTheStoreAndThenStoreEverything() throws IOException {
        try (Gate gate = Gate.openTo(serverPort());
                Store behindGate = behind(gate);
                var _ = sink(behindGate)) {
            send(List.of(json(Topic.CDRS, Calls.answered("before", Calls.NOON))));
            Until.holds(() -> cdrs() == 1);

            gate.shut();
            send(List.of(json(Topic.CDRS, Calls.answered("during", Calls.NOON))));
            Until.holds(() -> Health.worst(health.parts()) == Health.Status.DEGRADED);
            String detail = health.parts().get("storage").detail();
            assertTrue(detail.contains("is not stored since") && detail.contains("does not answer"), detail);
            assertEquals(1, cdrs());

            gate.open();
            Until.holds(() -> cdrs() == 2);
            Until.holds(() -> Health.worst(health.parts()) == Health.Status.UP);
        }
        assertTrue(telemetry.text().contains("trunkline_storage_insert_failures_total{table=\"cdrs\"}"));
    }

    @Test
    void shouldStopWhileTheStoreIsAwayAndGoOnLater() throws IOException {
        try (Gate gate = Gate.openTo(serverPort());
                Store behindGate = behind(gate)) {
            gate.shut();
            send(List.of(json(Topic.CDRS, Calls.answered("left", Calls.NOON))));
            try (var _ = sink(behindGate)) {
                Until.holds(() -> Health.worst(health.parts()) == Health.Status.DEGRADED);
            }
            gate.open();
            try (var _ = sink(behindGate)) {
                Until.holds(() -> store.cdr(ALL, "left").isPresent());
            }
        }
    }

    @Test
    void shouldKeepWhatItCannotReadAndGoOn() {
        try (var _ = sink(store)) {
            send(List.of(
                    text(Topic.CDRS, "{\"callId\":"),
                    text(Topic.CDRS, "{}"),
                    text(Topic.CDRS, "null"),
                    json(
                            Topic.CDRS,
                            Calls.priced(
                                    Calls.answered("too exact", Calls.NOON),
                                    Cdr.Rating.RATED,
                                    new BigDecimal("1e-13"))),
                    json(Topic.CDRS, Calls.answered("good", Calls.NOON)),
                    text(Topic.LEDGER, "[]"),
                    text(Topic.SIP_MESSAGES, "HEP3 without headers")));
            Until.holds(() -> store.cdr(ALL, "good").isPresent() && Written.countUnreadable(store) == 6);
        }
        assertEquals(1, cdrs());
        assertEquals(List.of("field callId is missing"), reasons("{}"));
        assertEquals(
                List.of("a record of sip.messages lacks the header message, and collector"),
                reasons("HEP3 without headers"));
        String metrics = telemetry.text();
        assertTrue(metrics.contains("trunkline_storage_unreadable_total{table=\"cdrs\"} 4.0"), metrics);
    }

    @Test
    void shouldShareThePartitionsWithAnotherProcess() {
        int calls = 400;
        try (var _ = sink(store);
                var _ = StorageSink.start(SETTINGS, store, kafka, new Telemetry(), new Health())) {
            IntStream.range(0, calls)
                    .forEach(i ->
                            send(List.of(json(Topic.CDRS, Calls.answered("shared-" + i, Calls.NOON.plusMillis(i))))));
            Until.holds(() -> cdrs() == calls);
        }
        assertEquals(calls, cdrs());
    }

    private int serverPort() {
        return URI.create(settings.jdbcUrl().substring("jdbc:".length())).getPort();
    }

    private Store behind(Gate gate) {
        return Store.open(
                StoreSettings.withDefaults(settings.jdbcUrl().replace(":" + serverPort(), ":" + gate.port())));
    }

    /** A sink as of a new process. */
    private StorageSink sink(Store target) {
        telemetry = new Telemetry();
        return StorageSink.start(SETTINGS, target, kafka, telemetry, health);
    }

    private int cdrs() {
        return store.cdrs(ALL, CdrFilter.newest(CdrFilter.LARGEST_PAGE)).items().size();
    }

    private List<LedgerEntry> statement() {
        return store.statement(ALL, new StatementFilter("acme", null, null, 100, null))
                .items();
    }

    private List<String> reasons(String value) {
        try (var connection = new StoreConnection(settings)) {
            return connection.rows(
                    Query.of("reasons", "SELECT reason FROM trunkline.unreadable FINAL WHERE value = :value"),
                    Map.of("value", value),
                    row -> row.getString("reason"));
        }
    }

    private static LedgerEntry entry(long sequence) {
        return new LedgerEntry(
                "acme-" + sequence,
                "acme",
                sequence,
                Calls.NOON,
                LedgerEntry.Type.PAYMENT,
                BigDecimal.ONE,
                BigDecimal.valueOf(sequence),
                "EUR",
                "payment",
                "paid");
    }

    private ProducerRecord<byte[], byte[]> message(Captured captured) {
        var sent = captured.sent();
        return new ProducerRecord<>(
                kafka.name(Topic.SIP_MESSAGES), null, sent.timestamp(), sent.key(), sent.value(), sent.headers());
    }

    private ProducerRecord<byte[], byte[]> json(Topic topic, Object value) {
        return new ProducerRecord<>(kafka.name(topic), Json.write(value));
    }

    private ProducerRecord<byte[], byte[]> text(Topic topic, String value) {
        return new ProducerRecord<>(kafka.name(topic), value.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        var sent = records.stream().map(producer::send).toList();
        producer.commitTransaction();
        assertTrue(sent.stream().allMatch(Future::isDone));
    }

    private void forgetOffsets() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.deleteConsumerGroups(List.of("trunkline-storage-cdrs", "trunkline-storage-ledger"))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
