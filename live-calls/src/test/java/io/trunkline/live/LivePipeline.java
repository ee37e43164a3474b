package io.trunkline.live;

import io.trunkline.customers.CustomersFollower;
import io.trunkline.customers.FreeNumbers;
import io.trunkline.embedded.clickhouse.EmbeddedClickHouse;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.live.access.Grant;
import io.trunkline.live.access.UserRole;
import io.trunkline.live.collector.LocalCollector;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.storage.StorageSink;
import io.trunkline.storage.Store;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.sink.SinkSettings;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
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
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The API over a real Kafka and a real ClickHouse in this process, with a ledger that books what is ordered. It
 * is started once for all tests; each test uses accounts, cards and calls of its own.
 */
public final class LivePipeline implements AutoCloseable {

    public static final String TOKEN = "token-of-the-tests";
    private static final int PARTITIONS = 3;
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

    private final EmbeddedKafka broker;
    private final EmbeddedClickHouse clickHouse;
    private final KafkaAddress kafka;
    private final Store store;
    private final StorageSink sink;
    private final KafkaProducer<String, byte[]> producer;
    private final TestLedger ledger;
    private final LiveCalls live;
    private final List<CustomersFollower> customers = new CopyOnWriteArrayList<>();
    private final AtomicLong journalIndex = new AtomicLong();
    private volatile LocalCollector collector;

    /** Hands the one pipeline to tests that ask for it by a parameter. */
    public static final class Extension implements ParameterResolver {

        /** Closed by JUnit when all tests are done. */
        private record Running(LivePipeline pipeline) implements AutoCloseable {
            @Override
            public void close() {
                pipeline.close();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == LivePipeline.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(LivePipeline.class))
                    .getOrComputeIfAbsent(Running.class, type -> new Running(new LivePipeline()), Running.class)
                    .pipeline();
        }
    }

    private LivePipeline() {
        try {
            Path directory = Files.createTempDirectory("live");
            broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
            clickHouse = EmbeddedClickHouse.start(directory.resolve("clickhouse"), 0);
            kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            createTopics(kafka);
            store = Store.open(StoreSettings.withDefaults(clickHouse.jdbcUrl()));
            store.migrate();
            sink = StorageSink.start(SinkSettings.defaults(), store, kafka, new Telemetry(), new Health());
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new ByteArraySerializer());
            ledger = TestLedger.start(kafka, producer);
            live = start(new Telemetry());
            if (!live.awaitReady(STARTED_WITHIN)) {
                throw new IllegalStateException("the API did not become ready");
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another process of the API over the same topics and store. Its customers are let go with this pipeline. */
    public LiveCalls start(Telemetry telemetry) {
        return start(telemetry, false);
    }

    /** The same where a switch takes commands; nobody carries them out. */
    public LiveCalls startWithSwitch() {
        return start(new Telemetry(), true);
    }

    private LiveCalls start(Telemetry telemetry, boolean withSwitch) {
        CustomersFollower followed =
                CustomersFollower.start(kafka, new FreeNumbers(FreeNumbers.EMERGENCY), (record, why) -> {});
        customers.add(followed);
        return LiveCalls.start(
                LiveSettings.withDefaults("127.0.0.1", 0, TOKEN).withSwitch(withSwitch),
                store,
                kafka,
                followed,
                () -> Optional.ofNullable(collector),
                telemetry,
                healthOfOneThatServes());
    }

    /** As it is once a whole process serves, of which the API is only a part. */
    static Health healthOfOneThatServes() {
        var health = new Health();
        health.started();
        return health;
    }

    /** Puts a collector into the process of the API; null takes it away. */
    public void collector(LocalCollector here) {
        collector = here;
    }

    public LiveCalls live() {
        return live;
    }

    public TestLedger ledger() {
        return ledger;
    }

    /** Where the store is. */
    String jdbcUrl() {
        return clickHouse.jdbcUrl();
    }

    public KafkaAddress kafka() {
        return kafka;
    }

    public ApiClient stranger() {
        return ApiClient.stranger(live.httpPort());
    }

    public ApiClient admin() {
        return stranger().withToken(TOKEN);
    }

    /** A browser of a role, at one process of the API. */
    static ApiClient withRole(LiveCalls api, UserRole role) {
        String session = api.sessions().open(Grant.of(role));
        return ApiClient.stranger(api.httpPort())
                .with("Cookie", "trunkline-session=" + session)
                .with("X-Requested-With", "test");
    }

    /** The values that were written to a topic so far. */
    <T> List<T> read(Topic topic, Class<T> type) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(kafka.name(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var values = new ArrayList<T>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(Json.read(record.value(), type)));
            }
            return values;
        }
    }

    /** A browser that may do what the admin may, and sees only what a scope covers. */
    public ApiClient admin(Scope scope) {
        return stranger().with("Cookie", "trunkline-session=" + live.sessions().open(new Grant(UserRole.ADMIN, scope)));
    }

    public void put(Call call) {
        write(Topic.CALLS, call.setup().callId(), Json.write(call));
    }

    public void put(CallLink link) {
        write(Topic.CALL_LINKS, link.value(), Json.write(link));
    }

    public void put(Registration registration) {
        write(Topic.REGISTRATIONS, registration.aor() + ' ' + registration.contact(), Json.write(registration));
    }

    public void put(CollectorReport report) {
        write(Topic.COLLECTORS, report.collector(), Json.write(report));
    }

    public void put(Cdr cdr) {
        write(Topic.CDRS, cdr.accountId() == null ? "" : cdr.accountId(), Json.write(cdr));
    }

    public void put(LedgerEntry entry) {
        write(Topic.LEDGER, entry.accountId(), Json.write(entry));
    }

    /** A message as the collector writes it. */
    public void putMessage(String callId, HepPacket packet) {
        byte[] value = HepEncoder.encode(packet);
        var sent = new ProducerRecord<>(kafka.name(Topic.SIP_MESSAGES), callId, value);
        new MessageHeaders(
                        "test",
                        journalIndex.incrementAndGet(),
                        "agent-1",
                        packet.capturedAtMicros(),
                        MessageHeaders.NOT_CLAMPED,
                        MessageHeaders.MAY_BILL)
                .writeTo(sent.headers());
        await(producer.send(sent));
    }

    /** Writes a record; null deletes the key. */
    public void write(Topic topic, String key, byte[] value) {
        await(producer.send(new ProducerRecord<>(kafka.name(topic), key, value)));
    }

    /** Writes many records, by key, and waits for all of them together. */
    public void write(Topic topic, Map<String, byte[]> values) {
        values.entrySet().stream()
                .map(each -> producer.send(new ProducerRecord<>(kafka.name(topic), each.getKey(), each.getValue())))
                .toList()
                .forEach(LivePipeline::await);
    }

    /** Writes a record as if it had been written then. */
    public void write(Topic topic, String key, byte[] value, long atMillis) {
        await(producer.send(new ProducerRecord<>(kafka.name(topic), null, atMillis, key, value)));
    }

    static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static void createTopics(KafkaAddress kafka) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            List<NewTopic> topics = Arrays.stream(Topic.values())
                    .map(topic -> new NewTopic(kafka.name(topic), PARTITIONS, (short) 1).configs(topic.settings()))
                    .toList();
            await(admin.createTopics(topics).all().toCompletionStage().toCompletableFuture());
        }
    }

    @Override
    public void close() {
        live.close();
        customers.forEach(CustomersFollower::close);
        ledger.close();
        producer.close();
        sink.close();
        store.close();
        clickHouse.close();
        broker.close();
    }
}
