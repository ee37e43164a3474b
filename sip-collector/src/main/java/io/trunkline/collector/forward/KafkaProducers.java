package io.trunkline.collector.forward;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producers of the collector, whose memory is bounded. */
public final class KafkaProducers {

    /** What {@link ForwardingSession} has gathered goes in one request: it takes no longer to hand all of it on. */
    private static final int LINGER_MILLIS = 5;

    private static final int BATCH_BYTES = 256 << 10;
    private static final long MEMORY_BYTES = 32L << 20;
    private static final long REPORT_MEMORY_BYTES = 8L << 20;
    private static final Duration REPORT_BLOCK = Duration.ofSeconds(1);
    private static final Duration REPORT_REQUEST = Duration.ofSeconds(3);
    private static final Duration REPORT_DELIVERY = Duration.ofSeconds(4);

    private KafkaProducers() {}

    /** For the forwarder: in order, without duplicates of its own, never giving up. */
    public static Producer<byte[], byte[]> open(String bootstrap, String collector) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "trunkline-collector-" + collector);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        // Kafka may be away for days: a send then waits for room, it does not fail.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Duration.ofDays(3_650).toMillis());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY_BYTES);
        return open(settings);
    }

    /** For reports, of which only the newest matters: what Kafka does not take within seconds is let go. */
    public static Producer<byte[], byte[]> forReports(String bootstrap, String collector) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "trunkline-collector-" + collector + "-reports");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REPORT_BLOCK.toMillis());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REPORT_REQUEST.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) REPORT_DELIVERY.toMillis());
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, REPORT_MEMORY_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, (int) REPORT_MEMORY_BYTES);
        return open(settings);
    }

    private static Producer<byte[], byte[]> open(Map<String, Object> settings) {
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000L);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
