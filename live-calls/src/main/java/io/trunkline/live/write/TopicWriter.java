package io.trunkline.live.write;

import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.view.Views;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the topics that the API is the source of, acknowledged by all replicas, and waits until what was
 * written is in this process's own views: who has an answer finds it in the next one. May be used by any thread.
 */
public final class TopicWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

    private final Views views;
    private final AcknowledgedWriter writer;

    /**
     * A writer that is ready to write; Kafka is reached when it does.
     *
     * @param views in which what was written must appear
     */
    public TopicWriter(KafkaAddress kafka, Views views) {
        this.views = views;
        writer = AcknowledgedWriter.open(kafka, "trunkline-live");
    }

    /**
     * Writes one value and waits for it to be seen.
     *
     * @throws ApiError 503 when Kafka does not take it; what to do then is in its message
     */
    public void write(Topic topic, String key, Object value) throws InterruptedException {
        try {
            awaitVisible(List.of(writer.write(topic, key, Json.write(value))));
        } catch (KafkaException e) {
            throw notWritten(e);
        }
    }

    /**
     * Writes many values, in no order among each other, and waits until all are acknowledged and seen.
     *
     * @param values by key, made one by one
     */
    public void writeAll(Topic topic, Iterable<Map.Entry<String, byte[]>> values) throws InterruptedException {
        try {
            awaitVisible(writer.writeAll(topic, values));
        } catch (KafkaException e) {
            throw notWritten(e);
        }
    }

    /**
     * Writes many values in one transaction and waits until they are seen: all of them are, or none.
     *
     * @param values by key
     */
    public void writeTogether(Topic topic, Map<String, byte[]> values) throws InterruptedException {
        try {
            awaitVisible(writer.writeTogether(topic, values));
        } catch (KafkaException e) {
            throw notWritten(e);
        }
    }

    /** Deletes keys from a compacted topic. What cannot be deleted now is left for another time, and logged. */
    public void delete(Topic topic, List<String> keys) throws InterruptedException {
        try {
            writer.delete(topic, keys);
        } catch (KafkaException e) {
            LOG.warn(
                    "{} keys of {} that nothing needs any more may still be there: {}",
                    keys.size(),
                    topic,
                    e.toString());
        }
    }

    private static ApiError notWritten(KafkaException cause) {
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
        writer.close();
    }
}
