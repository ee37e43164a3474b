package io.trunkline.live.view;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.protocol.KafkaAddress;
import io.trunkline.protocol.Topic;
import io.trunkline.telemetry.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole topics, all partitions and without a consumer group, so that every process sees everything.
 * Committed records only. One platform thread of its own reads and hands the records on; Kafka's client blocks
 * in the selector, which would hold a virtual thread's carrier.
 */
public final class TopicFollower implements AutoCloseable {

    /** Where reading a topic begins. */
    public enum From {
        /** With everything that it holds. */
        BEGINNING,
        /** With what comes after the follower has started. */
        END
    }

    /**
     * A topic to follow.
     *
     * @param topic which
     * @param from where reading begins
     * @param sink called by the follower's thread for each record, in the order of its partition; an exception
     *     says that the record cannot be read: it is counted and passed over
     */
    public record Followed(Topic topic, From from, Sink sink) {}

    /** Takes records. */
    @FunctionalInterface
    public interface Sink {
        /** Takes one; its value is null where the key was deleted. */
        void accept(ConsumerRecord<String, byte[]> record);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(5);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CONSUMER_CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final int API_TIMEOUT_MILLIS = 10_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long LOG_BAD_RECORDS_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final KafkaAddress kafka;
    private final Map<String, Followed> topics = new HashMap<>();
    private final Counter unreadable;
    private final Thread thread;

    private final Positions positions = new Positions();
    private volatile Map<TopicPartition, Long> endsAtStart;
    private volatile boolean caughtUp;
    private volatile Instant lastContact = Instant.now();
    private volatile KafkaConsumer<String, byte[]> consumer;
    private volatile boolean closed;

    /** Of the follower's thread alone. */
    private boolean away;

    private long badRecordLoggedAt = System.nanoTime() - LOG_BAD_RECORDS_EVERY_NANOS;

    private TopicFollower(String name, KafkaAddress kafka, List<Followed> followed, Counter unreadable) {
        this.name = name;
        this.kafka = kafka;
        this.unreadable = unreadable;
        followed.forEach(each -> topics.put(kafka.name(each.topic()), each));
        thread = Thread.ofPlatform().name("follow-" + name).daemon().unstarted(this::run);
    }

    /**
     * Starts reading. Does not wait for Kafka, nor for the topics to exist.
     *
     * @param name for logs
     * @param unreadable counts records that cannot be read, by topic
     */
    public static TopicFollower start(String name, KafkaAddress kafka, List<Followed> followed, Counter unreadable) {
        var follower = new TopicFollower(name, kafka, followed, unreadable);
        follower.thread.start();
        return follower;
    }

    /** Whether everything that the topics held at the start has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /**
     * Waits until a record has been read.
     *
     * @return false when the time ran out first
     */
    public boolean await(TopicPartition partition, long offset, Duration timeout) throws InterruptedException {
        return positions.await(partition, offset, timeout);
    }

    /** The follower's word on itself. */
    public Health.Part health() {
        if (lastContact.isBefore(Instant.now().minus(SILENCE))) {
            return Health.Part.degraded("Kafka has not answered since " + lastContact + ": what is shown may be old");
        }
        return caughtUp ? Health.Part.up() : Health.Part.starting("still reading the topics");
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<String, byte[]> reading = consumer;
        if (reading != null) {
            // Not an interrupt: Kafka's client would fail to close in order.
            reading.wakeup();
        }
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            var reading = newConsumer();
            consumer = reading;
            try {
                if (!closed && assign(reading)) {
                    follow(reading);
                }
            } catch (WakeupException | InterruptException | InterruptedException e) {
                // Closed, or the loop goes on.
                LOG.trace("{} was woken", name, e);
            } catch (KafkaException e) {
                if (!away) {
                    LOG.warn("Reading Kafka for {} failed and is tried again until it works: {}", name, e.toString());
                }
                away = true;
                pause();
            } finally {
                reading.close(CloseOptions.timeout(CONSUMER_CLOSE_TIMEOUT));
            }
        }
    }

    private KafkaConsumer<String, byte[]> newConsumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrap(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "trunkline-live-" + name,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                API_TIMEOUT_MILLIS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                8 * 1024 * 1024);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Takes all partitions of all topics, where it left off or where it is to begin; false when it was closed. */
    private boolean assign(KafkaConsumer<String, byte[]> reading) throws InterruptedException {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : topics.keySet()) {
            List<PartitionInfo> found = reading.partitionsFor(topic);
            while ((found == null || found.isEmpty()) && !closed) {
                Thread.sleep(POLL);
                found = reading.partitionsFor(topic);
            }
            if (closed) {
                return false;
            }
            found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        reading.assign(partitions);
        Map<TopicPartition, Long> beginnings = reading.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            From from = topics.get(partition.topic()).from();
            Map<TopicPartition, Long> begin = from == From.BEGINNING ? beginnings : ends;
            reading.seek(partition, positions.next(partition, () -> begin.get(partition)));
        }
        if (endsAtStart == null) {
            endsAtStart = ends;
        }
        return true;
    }

    private void follow(KafkaConsumer<String, byte[]> reading) {
        var partitions = new ArrayList<>(reading.assignment());
        Instant nextCheck = Instant.now().plus(CHECK_EVERY);
        while (!closed) {
            for (ConsumerRecord<String, byte[]> record : reading.poll(POLL)) {
                handOn(record);
            }
            moved(reading, partitions);
            if (Instant.now().isAfter(nextCheck)) {
                // A consumer waits in silence when the brokers are away: asking for something tells.
                reading.endOffsets(partitions, CHECK_TIMEOUT);
                contact();
                nextCheck = lastContact.plus(CHECK_EVERY);
            }
        }
    }

    private void contact() {
        lastContact = Instant.now();
        if (away) {
            LOG.info("Reading Kafka for {} works again", name);
            away = false;
        }
    }

    private void handOn(ConsumerRecord<String, byte[]> record) {
        try {
            topics.get(record.topic()).sink().accept(record);
        } catch (RuntimeException e) {
            unreadable.labelValues(record.topic()).inc();
            if (System.nanoTime() - badRecordLoggedAt >= LOG_BAD_RECORDS_EVERY_NANOS) {
                badRecordLoggedAt = System.nanoTime();
                LOG.warn(
                        "The record at {}-{} offset {} cannot be read and is passed over: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
    }

    private void moved(KafkaConsumer<String, byte[]> reading, List<TopicPartition> partitions) {
        var read = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> read.put(partition, reading.position(partition)));
        positions.move(read);
        if (!caughtUp && partitions.stream().allMatch(each -> read.get(each) >= endsAtStart.get(each))) {
            contact();
            caughtUp = true;
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            // Closed: the loop sees it.
            LOG.trace("{} was woken", name, e);
        }
    }
}
