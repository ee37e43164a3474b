package io.trunkline.collector.report;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.CaptureGap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes gaps to the topic {@code capture-gaps}: to each of its partitions, for the calls of every partition of messages
 * may be meant. One thread at a time.
 */
public final class GapPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GapPublisher.class);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(5);
    private static final Duration LAST_SEND = Duration.ofSeconds(1);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String topic;
    private volatile Producer<byte[], byte[]> producer;

    /**
     * Nothing is published yet.
     *
     * @param producers asked once, when there is a gap to tell
     * @param topic full name of {@code capture-gaps}
     */
    public GapPublisher(Supplier<Producer<byte[], byte[]>> producers, String topic) {
        this.producers = producers;
        this.topic = topic;
    }

    /** Whether Kafka has it in every partition. When it has it in some only, it is told there again. */
    public boolean publish(CaptureGap gap) {
        try {
            if (producer == null) {
                producer = producers.get();
            }
            byte[] key = gap.collector().getBytes(StandardCharsets.UTF_8);
            byte[] value = Json.write(gap);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (var partition : producer.partitionsFor(topic)) {
                sent.add(producer.send(new ProducerRecord<>(topic, partition.partition(), key, value)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.debug("a gap could not be told and is told again", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(LAST_SEND);
        }
    }
}
