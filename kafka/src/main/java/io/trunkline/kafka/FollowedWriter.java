package io.trunkline.kafka;

import io.trunkline.protocol.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to topics that this process follows, and waits until the follower has read what was written: who is told that
 * it is there finds it at the next look. May be used by any thread.
 */
public final class FollowedWriter {

    /** What became of a write. */
    public enum Outcome {
        /** It is in the topic, and its follower has read it. */
        SEEN,
        /** Kafka did not confirm it in time; it may be there all the same, and may be written again as it is. */
        NOT_CONFIRMED,
        /** It is in the topic, but its follower has not come so far in time. */
        NOT_SEEN
    }

    private static final Logger LOG = LoggerFactory.getLogger(FollowedWriter.class);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

    private final AcknowledgedWriter writer;
    private final TopicFollower follower;

    /**
     * A writer to the topics of a follower.
     *
     * @param writer closed by whoever opened it
     */
    public FollowedWriter(AcknowledgedWriter writer, TopicFollower follower) {
        this.writer = writer;
        this.follower = follower;
    }

    /** Writes one value. */
    public Outcome write(Topic topic, String key, byte[] value) throws InterruptedException {
        return await(() -> List.of(writer.write(topic, key, value)));
    }

    /**
     * Writes many values, in no order among each other.
     *
     * @param values by key, made one by one
     */
    public Outcome writeAll(Topic topic, Iterable<Map.Entry<String, byte[]>> values) throws InterruptedException {
        return await(() -> writer.writeAll(topic, values));
    }

    /** Writes many values in one transaction: when they are not confirmed, none of them is there. */
    public Outcome writeTogether(Topic topic, Map<String, byte[]> values) throws InterruptedException {
        return await(() -> writer.writeTogether(topic, values));
    }

    /** Deletes keys from a compacted topic. What cannot be deleted now is left for another time, and logged. */
    public void delete(Topic topic, Collection<String> keys) throws InterruptedException {
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

    private interface Write {
        List<RecordMetadata> run() throws InterruptedException;
    }

    private Outcome await(Write write) throws InterruptedException {
        List<RecordMetadata> written;
        try {
            written = write.run();
        } catch (KafkaException e) {
            LOG.warn("Kafka did not take a record: {}", e.toString());
            return Outcome.NOT_CONFIRMED;
        }
        for (RecordMetadata each : written) {
            var partition = new TopicPartition(each.topic(), each.partition());
            if (!follower.await(partition, each.offset(), SEEN_WITHIN)) {
                return Outcome.NOT_SEEN;
            }
        }
        return Outcome.SEEN;
    }
}
