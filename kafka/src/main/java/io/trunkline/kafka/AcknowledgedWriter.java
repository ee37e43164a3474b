package io.trunkline.kafka;

import io.trunkline.protocol.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Writes to topics and returns when all replicas have what was written, or throws after ten seconds. Any thread may
 * call. Where a method throws, some of the records may be there all the same, but for {@link #writeTogether}.
 */
public final class AcknowledgedWriter implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaAddress kafka;
    private final String name;
    private final Producer<String, byte[]> producer;

    private AcknowledgedWriter(KafkaAddress kafka, String name) {
        this.kafka = kafka;
        this.name = name;
        producer = KafkaClients.producer(kafka, name);
    }

    /**
     * A writer that is ready to write; Kafka is reached when it does.
     *
     * @param name for the logs of clients and brokers
     */
    public static AcknowledgedWriter open(KafkaAddress kafka, String name) {
        return new AcknowledgedWriter(kafka, name);
    }

    /**
     * Writes one value.
     *
     * @param value null deletes the key from a compacted topic
     * @throws KafkaException when Kafka did not take it in time
     */
    public RecordMetadata write(Topic topic, String key, byte[] value) throws InterruptedException {
        return written(producer.send(record(topic, key, value)));
    }

    /**
     * Writes one value to a partition of a topic that is not one of all.
     *
     * @param topic full name
     * @throws KafkaException when Kafka did not take it in time
     */
    public RecordMetadata write(String topic, int partition, String key, byte[] value) throws InterruptedException {
        return written(producer.send(new ProducerRecord<>(topic, partition, key, value)));
    }

    /**
     * Writes many values, in no order among each other.
     *
     * @param values by key, made one by one
     * @throws KafkaException when Kafka did not take one of them in time
     */
    public List<RecordMetadata> writeAll(Topic topic, Iterable<Map.Entry<String, byte[]>> values)
            throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (Map.Entry<String, byte[]> each : values) {
            sent.add(producer.send(record(topic, each.getKey(), each.getValue())));
        }
        return written(sent);
    }

    /**
     * Writes many values in one transaction: all of them, or none. It takes a producer of its own, made for the
     * occasion: this is seldom, and one that is kept would need its transactions to be guarded from each other.
     *
     * @throws KafkaException when Kafka did not take it in time; none of the values is to be seen then
     */
    public List<RecordMetadata> writeTogether(Topic topic, Map<String, byte[]> values) throws InterruptedException {
        Producer<String, byte[]> together = KafkaClients.transactional(kafka, name + "-" + UUID.randomUUID());
        try {
            together.initTransactions();
            together.beginTransaction();
            var sent = new ArrayList<Future<RecordMetadata>>(values.size());
            values.forEach((key, value) -> sent.add(together.send(record(topic, key, value))));
            together.flush();
            List<RecordMetadata> written = written(sent);
            together.commitTransaction();
            return written;
        } finally {
            // What is not committed is aborted by this, or by the brokers when the transaction's time is over.
            together.close(CLOSE_WITHIN);
        }
    }

    /**
     * Deletes keys from a compacted topic.
     *
     * @throws KafkaException when Kafka did not take one of the deletions in time
     */
    public void delete(Topic topic, Collection<String> keys) throws InterruptedException {
        written(keys.stream()
                .map(key -> producer.send(record(topic, key, null)))
                .toList());
    }

    private ProducerRecord<String, byte[]> record(Topic topic, String key, byte[] value) {
        return new ProducerRecord<>(kafka.name(topic), key, value);
    }

    private static List<RecordMetadata> written(List<Future<RecordMetadata>> sent) throws InterruptedException {
        var written = new ArrayList<RecordMetadata>(sent.size());
        for (Future<RecordMetadata> each : sent) {
            written.add(written(each));
        }
        return written;
    }

    private static RecordMetadata written(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
