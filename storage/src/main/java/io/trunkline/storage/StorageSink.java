package io.trunkline.storage;

import io.trunkline.protocol.KafkaAddress;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the topics {@code sip.messages}, {@code cdrs} and {@code ledger} to the store, each on a thread of its
 * own: a flood of messages does not hold up money. Several processes may do so: the consumer groups share the
 * partitions out.
 */
public final class StorageSink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StorageSink.class);

    /** Each table has a group of its own: a rebalance of one must not wait for an insert of another. */
    private static final String GROUP_PREFIX = "trunkline-storage-";

    /** A process that was killed gives up its partitions after this. */
    private static final String SESSION_TIMEOUT_MILLIS = "10000";

    private static final String HEARTBEAT_MILLIS = "3000";
    private static final String MAX_POLL_RECORDS = "5000";

    /** Bounds what the three consumers hold in memory. */
    private static final String FETCH_BYTES = Integer.toString(8 << 20);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);
    private static final double MILLIS_IN_A_SECOND = 1_000;

    private final List<TopicSink> sinks;
    private final List<Thread> threads;

    private StorageSink(List<TopicSink> sinks) {
        this.sinks = sinks;
        this.threads = sinks.stream()
                .map(sink -> Thread.ofPlatform().name(sink.name()).daemon().unstarted(sink))
                .toList();
    }

    /**
     * Starts to read at once. Kafka or the store may be away, now or later: the sink waits for them.
     *
     * @param store must have been migrated; is not closed with the sink
     * @param health gets the part {@code storage}: degraded while something cannot be stored, with since when
     */
    public static StorageSink start(
            SinkSettings settings, Store store, KafkaAddress kafka, Telemetry telemetry, Health health) {
        var metrics = new SinkMetrics(telemetry);
        var sinks = List.of(new MessageTable(), new CdrTable(), new LedgerTable()).stream()
                .map(table -> new TopicSink(
                        table,
                        kafka.name(table.topic()),
                        settings,
                        store,
                        metrics,
                        () -> consumer(kafka, GROUP_PREFIX + table.name())))
                .toList();
        telemetry.gauge(
                "trunkline_storage_lag_records",
                "Records that wait in Kafka to be written to ClickHouse",
                () -> sinks.stream().mapToLong(TopicSink::lag).sum());
        telemetry.gauge(
                "trunkline_storage_last_insert_timestamp_seconds",
                "When rows were last written to ClickHouse; 0 for not yet",
                () -> sinks.stream()
                                .mapToLong(TopicSink::lastInsertMillis)
                                .max()
                                .orElse(0)
                        / MILLIS_IN_A_SECOND);
        health.part("storage", () -> worst(sinks));
        var sink = new StorageSink(sinks);
        sink.threads.forEach(Thread::start);
        return sink;
    }

    private static Health.Part worst(List<TopicSink> sinks) {
        return sinks.stream()
                .map(TopicSink::health)
                .filter(part -> part.status() != Health.Status.UP)
                .findFirst()
                .orElseGet(Health.Part::up);
    }

    private static Consumer<byte[], byte[]> consumer(KafkaAddress kafka, String group) {
        var properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // Eager: at a rebalance every partition is given back, and a batch need not be taken apart.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Stops reading, at once or after the inserts that are under way, within 8 seconds. */
    @Override
    public void close() {
        sinks.forEach(TopicSink::stop);
        long until = System.nanoTime() + STOP_WITHIN.toNanos();
        for (Thread thread : threads) {
            try {
                if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                    LOG.warn(
                            "{} still waits for an insert; what it writes is written again at the next start",
                            thread.getName());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
