package io.trunkline.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Opens Kafka's clients with the settings that all of this project's have in common: readers see only what is
 * committed and begin with the oldest record, writers wait for all replicas, nobody makes a topic by naming it.
 * None of the methods waits for Kafka.
 */
public final class KafkaClients {

    /**
     * How a reader's fetches are gathered. A broker answers a fetch when it has so many bytes, or after so long.
     *
     * @param minBytes how many bytes make a broker answer at once
     * @param maxBytes bounds what one answer holds in memory
     * @param maxWait how long a broker may wait for {@code minBytes}; also how long a client's close may take, for a
     *     connection's requests are answered one after the other
     * @param maxRecords records of one poll
     */
    public record Fetching(int minBytes, int maxBytes, Duration maxWait, int maxRecords) {

        /** A record is handed out as soon as it is there; a reader at rest asks once in half a second. */
        public static Fetching prompt() {
            return new Fetching(1, 8 << 20, Duration.ofMillis(500), 500);
        }

        /** The same with another longest wait: what a reader at rest costs. */
        Fetching waiting(Duration wait) {
            return new Fetching(minBytes, maxBytes, wait, maxRecords);
        }
    }

    /** A client that lost its broker asks for it at least this often: a pipeline at rest is worth less than a packet. */
    private static final long MOST_BACKOFF_MILLIS = 1_000;

    /** A member that was killed gives up its partitions after this. */
    private static final Duration SESSION = Duration.ofSeconds(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    /** How long a reader waits for an answer that is not a fetch's: of partitions, of offsets. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    /** How long a record may take to be acknowledged, from the call on. */
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(10);

    private static final Duration WRITE_ANSWERED_WITHIN = Duration.ofSeconds(5);

    /** Readers of committed records wait for a transaction that a process left open until this is over. */
    private static final Duration TRANSACTION_WITHIN = Duration.ofSeconds(30);

    /** What is written together is sent together. */
    private static final Duration TRANSACTION_LINGER = Duration.ofMillis(5);

    private KafkaClients() {}

    /** A client for topics and offsets; the caller closes it. */
    public static Admin admin(KafkaAddress kafka) {
        return Admin.create(common(kafka, "trunkline-admin"));
    }

    /**
     * A consumer of no group, which reads the partitions that it is told to and leaves no offsets behind.
     *
     * @param name for the logs of clients and brokers
     */
    public static Consumer<String, byte[]> reader(KafkaAddress kafka, String name, Fetching fetching) {
        Map<String, Object> settings = reading(kafka, name, fetching);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(ANSWER_WITHIN));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A consumer that shares topics with the others of its group and commits what it has done. At a rebalance every
     * partition is given back.
     *
     * @param group the group, also the name in the logs
     */
    public static Consumer<byte[], byte[]> member(KafkaAddress kafka, String group, Fetching fetching) {
        Map<String, Object> settings = reading(kafka, group, fetching);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(HEARTBEAT));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer whose records are in order, once, and with all replicas when they are acknowledged. */
    static Producer<String, byte[]> producer(KafkaAddress kafka, String name) {
        return new KafkaProducer<>(writing(kafka, name), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * A producer of transactions.
     *
     * @param id no other process or thread uses it at the same time
     */
    static Producer<String, byte[]> transactional(KafkaAddress kafka, String id) {
        Map<String, Object> settings = writing(kafka, id);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(TRANSACTION_WITHIN));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, millis(TRANSACTION_LINGER));
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> reading(KafkaAddress kafka, String name, Fetching fetching) {
        Map<String, Object> settings = common(kafka, name);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, fetching.minBytes());
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetching.maxBytes());
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(fetching.maxWait()));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, fetching.maxRecords());
        return settings;
    }

    private static Map<String, Object> writing(KafkaAddress kafka, String name) {
        Map<String, Object> settings = common(kafka, name);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(WRITTEN_WITHIN));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(WRITE_ANSWERED_WITHIN));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(WRITTEN_WITHIN));
        return settings;
    }

    private static Map<String, Object> common(KafkaAddress kafka, String name) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, MOST_BACKOFF_MILLIS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, MOST_BACKOFF_MILLIS);
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
