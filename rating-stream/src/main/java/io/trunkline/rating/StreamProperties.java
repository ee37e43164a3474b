package io.trunkline.rating;

import static org.apache.kafka.streams.StreamsConfig.APPLICATION_ID_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.COMMIT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.EXACTLY_ONCE_V2;
import static org.apache.kafka.streams.StreamsConfig.GROUP_PROTOCOL_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.NUM_STREAM_THREADS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PROCESSING_GUARANTEE_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATE_DIR_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Topic;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.run.Runs;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of the role in Kafka's words. */
final class StreamProperties {

    /** Two beats may be lost before a member is taken for dead. */
    private static final int HEARTBEATS_A_SESSION = 3;

    /** How often a stream at rest asks; what asks the same broker for something else waits as long. */
    private static final int FETCH_WAIT_MILLIS = 250;

    private StreamProperties() {}

    static Properties of(
            RatingSettings settings, KafkaAddress kafka, Runs runs, RatingMetrics metrics, StreamFailures failures) {
        var properties = new Properties();
        properties.put(APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.put(STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(PROCESSING_GUARANTEE_CONFIG, EXACTLY_ONCE_V2);
        properties.put(ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);
        properties.put(ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // The new group protocol takes four times as long to start, and lacks static membership before 4.4.
        properties.put(GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonedMessages.class);
        properties.put(PoisonedMessages.METRICS, metrics);
        properties.put(PoisonedMessages.FAILURES, failures);
        properties.put(PoisonedMessages.MESSAGES, kafka.name(Topic.SIP_MESSAGES));
        properties.put(Runs.SETTING, runs);
        properties.put(mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG), Runs.Gatherer.class.getName());
        // What was captured while this role was away is money: it is read from where the group stood, and by a new one
        // from the start.
        properties.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        long sessionMillis = settings.sessionTimeout().toMillis();
        properties.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), Math.toIntExact(sessionMillis));
        properties.put(
                consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(sessionMillis / HEARTBEATS_A_SESSION));
        // The stores keep what has changed until the commit themselves.
        properties.put(STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        // Messages are gathered by who writes them, and all else by the commit: the broker has nothing to wait for.
        properties.put(consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 1);
        properties.put(consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MILLIS);
        tune(properties, settings.tuning());
        return properties;
    }

    private static void tune(Properties properties, StreamTuning tuning) {
        properties.put(NUM_STREAM_THREADS_CONFIG, tuning.threads());
        properties.put(COMMIT_INTERVAL_MS_CONFIG, tuning.commitInterval().toMillis());
        properties.put(
                producerPrefix(ProducerConfig.LINGER_MS_CONFIG), tuning.linger().toMillis());
        properties.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), tuning.batchBytes());
        properties.put(producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), tuning.compression());
        properties.put(consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), tuning.pollRecords());
    }
}
