package io.trunkline.live.write;

import io.trunkline.live.http.ApiError;
import io.trunkline.live.view.Views;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.KafkaAddress;
import io.trunkline.protocol.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the topics that the API is the source of, acknowledged by all replicas, and waits until what was
 * written is in this process's own views: who has an answer finds it in the next one. May be used by any thread.
 */
public final class TopicWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);
    private static final int SEND_TIMEOUT_MILLIS = 10_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

    /** Readers of committed records wait for a transaction that a process left open until this is over. */
    private static final int TRANSACTION_TIMEOUT_MILLIS = 30_000;

    private static final int BATCH_LINGER_MILLIS = 5;
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final KafkaAddress kafka;
    private final Views views;
    private final KafkaProducer<String, byte[]> producer;

    /**
     * A writer that is ready to write; Kafka is reached when it does.
     *
     * @param views in which what was written must appear
     */
    public TopicWriter(KafkaAddress kafka, Views views) {
        this.kafka = kafka;
        this.views = views;
        producer = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> settings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrap(),
                ProducerConfig.CLIENT_ID_CONFIG,
                "trunkline-live",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                SEND_TIMEOUT_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_TIMEOUT_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                SEND_TIMEOUT_MILLIS);
    }

    /**
     * Writes one value and waits for it to be seen.
     *
     * @throws ApiError 503 when Kafka does not take it; what to do then is in its message
     */
    public void write(Topic topic, String key, Object value) throws InterruptedException {
        awaitVisible(awaitWritten(List.of(send(topic, key, Json.write(value)))));
    }

    /**
     * Writes many values, in no order among each other, and waits until all are acknowledged and seen.
     *
     * @param values by key, made one by one
     */
    public void writeAll(Topic topic, Iterable<Map.Entry<String, byte[]>> values) throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (Map.Entry<String, byte[]> each : values) {
            sent.add(send(topic, each.getKey(), each.getValue()));
        }
        awaitVisible(awaitWritten(sent));
    }

    /**
     * Writes many values in one transaction and waits until they are seen: all of them are, or none. It needs a
     * producer of its own, which is made for the occasion: this is seldom, and a producer that is kept would
     * need its transactions to be guarded from those of other requests.
     *
     * @param values by key
     */
    public void writeTogether(Topic topic, Map<String, byte[]> values) throws InterruptedException {
        var settings = new HashMap<>(settings());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "trunkline-live-" + UUID.randomUUID());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, BATCH_LINGER_MILLIS);
        List<RecordMetadata> written;
        var together = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        try {
            together.initTransactions();
            together.beginTransaction();
            var sent = new ArrayList<Future<RecordMetadata>>(values.size());
            values.forEach(
                    (key, value) -> sent.add(together.send(new ProducerRecord<>(kafka.name(topic), key, value))));
            together.flush();
            written = awaitWritten(sent);
            together.commitTransaction();
        } catch (KafkaException e) {
            throw notWritten(e);
        } finally {
            // What is not committed is aborted by this, or by the brokers when the transaction's time is over.
            together.close(CLOSE_TIMEOUT);
        }
        awaitVisible(written);
    }

    /** Deletes keys from a compacted topic. What cannot be deleted now is left for another time, and logged. */
    public void delete(Topic topic, List<String> keys) throws InterruptedException {
        try {
            awaitWritten(keys.stream().map(key -> send(topic, key, null)).toList());
        } catch (ApiError e) {
            LOG.warn("{} keys of {} that nothing needs any more may still be there", keys.size(), topic);
        }
    }

    private Future<RecordMetadata> send(Topic topic, String key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(kafka.name(topic), key, value));
        } catch (KafkaException e) {
            throw notWritten(e);
        }
    }

    private static List<RecordMetadata> awaitWritten(List<Future<RecordMetadata>> sent) throws InterruptedException {
        var written = new ArrayList<RecordMetadata>(sent.size());
        for (Future<RecordMetadata> each : sent) {
            try {
                written.add(each.get());
            } catch (ExecutionException e) {
                throw notWritten(e.getCause());
            }
        }
        return written;
    }

    private static ApiError notWritten(Throwable cause) {
        LOG.warn("Kafka did not take a record: {}", cause.toString());
        return ApiError.unavailable("Kafka did not confirm this in time; it may be sent again as it is");
    }

    private void awaitVisible(List<RecordMetadata> written) throws InterruptedException {
        for (RecordMetadata each : written) {
            var partition = new TopicPartition(each.topic(), each.partition());
            if (!views.await(partition, each.offset(), VISIBLE_WITHIN)) {
                throw ApiError.unavailable("this was written but is not to be seen yet; it may be sent again as it is");
            }
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
