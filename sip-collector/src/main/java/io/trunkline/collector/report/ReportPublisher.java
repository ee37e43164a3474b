package io.trunkline.collector.report;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.CollectorReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes to the topic {@code collectors} how this collector is: every second while something changes, else every
 * five seconds, so that who reads the topic can tell a quiet collector from one that is gone. While Kafka is away
 * nothing is kept: what matters is how things are now. {@link #publish} is called by one thread at a time.
 */
public final class ReportPublisher implements AutoCloseable {

    /** How often {@link #publish} is to be called. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final Duration LAST_SEND = Duration.ofSeconds(1);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String topic;
    private final Supplier<CollectorReport> reports;
    private volatile Producer<byte[], byte[]> producer;
    private CollectorReport last;
    private boolean changing = true;

    /**
     * Nothing is published yet.
     *
     * @param producers asked once, when the first report is published; again after it has failed
     * @param topic full name of {@code collectors}
     * @param reports how the collector is now
     */
    public ReportPublisher(
            Supplier<Producer<byte[], byte[]>> producers, String topic, Supplier<CollectorReport> reports) {
        this.producers = producers;
        this.topic = topic;
        this.reports = reports;
    }

    /** Publishes how the collector is, if it is time to. */
    public void publish() {
        CollectorReport now = reports.get();
        boolean changed = last == null || !last.at(now.publishedAt()).equals(now);
        // Once more after the last change: a rate that went down to nothing is to be seen at once.
        boolean due = changed
                || changing
                || !now.publishedAt().isBefore(last.publishedAt().plus(HEARTBEAT));
        changing = changed;
        if (due) {
            if (producer == null) {
                producer = producers.get();
            }
            byte[] key = now.collector().getBytes(StandardCharsets.UTF_8);
            var _ = producer.send(new ProducerRecord<>(topic, key, Json.write(now)));
            last = now;
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
