package io.trunkline.storage.sink;

import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.telemetry.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic and writes it to its table: a batch is inserted, and only then are its offsets committed. What
 * was inserted but not committed when the process ended is inserted again, which the tables bear.
 *
 * <p>While the store is away the same batch is tried for ever. The consumer is paused then, but polled on, so
 * that the group does not take it for dead.
 *
 * <p>{@link #run} owns the consumer and the batch. It runs on a platform thread: Kafka's consumer and the scanning
 * of messages are work for a processor more than waiting. {@link #stop} and the gauges may be called from any.
 */
public final class TopicSink implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSink.class);

    private static final Duration IDLE_POLL = Duration.ofSeconds(1);
    private static final Duration PAUSED_POLL = Duration.ofMillis(100);

    /** For leaving the group, and for the last fetch to be answered: as long as it may wait. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** Attempts that fail are logged once in this time. */
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    /** Since when, and why, the batch cannot be written. */
    private record Outage(Instant since, String reason) {}

    private final SinkTable table;
    private final String topic;
    private final SinkSettings settings;
    private final StoreConnection store;
    private final SinkMetrics metrics;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Batch batch;

    private volatile boolean stopped;
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile Outage outage;
    private volatile long lag;
    private volatile long lastInsertMillis;
    private Instant lastLogged = Instant.EPOCH;

    /**
     * A sink that does nothing yet.
     *
     * @param topic the topic's full name
     * @param consumers makes a consumer: at the start, and after a failure from which the old one cannot recover
     */
    public TopicSink(
            SinkTable table,
            String topic,
            SinkSettings settings,
            StoreConnection store,
            SinkMetrics metrics,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        this.table = table;
        this.topic = topic;
        this.settings = settings;
        this.store = store;
        this.metrics = metrics;
        this.consumers = consumers;
        this.batch = new Batch(table);
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                read();
            } catch (WakeupException e) {
                LOG.debug("Reading of {} was woken", topic);
            } catch (RuntimeException e) {
                // Whatever it is, a thread that ended in silence would be worse.
                failed("cannot read " + topic, e);
                pause(settings.retryAtMost());
            }
        }
    }

    private void read() {
        Consumer<byte[], byte[]> current = consumers.get();
        try {
            consumer = current;
            batch.clear();
            current.subscribe(List.of(topic), new DropWhatIsTaken());
            consume(current);
        } finally {
            current.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    /** Asks the thread to end: at once, or after the insert that is under way. What is not committed is read again. */
    public void stop() {
        stopped = true;
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    /** A name for its thread. */
    public String name() {
        return "storage-" + table.name();
    }

    /** Records of the topic that are not read yet, of the partitions of this process. */
    public long lag() {
        return lag;
    }

    /** When rows were last inserted, milliseconds since the epoch; 0 for not yet. */
    public long lastInsertMillis() {
        return lastInsertMillis;
    }

    /** Up, or since when and why not. */
    public Health.Part health() {
        Outage current = outage;
        return current == null
                ? Health.Part.up()
                : Health.Part.degraded(topic + " is not stored since " + current.since() + ", " + lag
                        + " records wait: " + current.reason());
    }

    private void consume(Consumer<byte[], byte[]> current) {
        while (!stopped) {
            take(current.poll(nextPoll()));
            lag = measureLag(current);
            if (!current.assignment().isEmpty()) {
                recovered();
            }
            if (batch.due(settings)) {
                store(current);
            }
        }
    }

    private Duration nextPoll() {
        if (batch.isEmpty()) {
            return IDLE_POLL;
        }
        long rest = settings.linger().toNanos() - batch.ageNanos();
        return Duration.ofNanos(Math.max(0, rest));
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Optional<String> reason = batch.add(record);
            reason.ifPresent(text -> {
                metrics.unreadable(table);
                LOG.debug("{}-{} offset {}: {}", record.topic(), record.partition(), record.offset(), text);
            });
        }
    }

    /** Writes the batch, however long it takes. A rebalance in between may empty the batch: then it is another's. */
    private void store(Consumer<byte[], byte[]> current) {
        Duration wait = settings.retryAfter();
        while (!stopped && !batch.isEmpty()) {
            try {
                batch.insertInto(store);
                stored(current);
                return;
            } catch (StoreException e) {
                metrics.insertFailed(table);
                failed("cannot write " + table.name(), e);
                waitPaused(current, wait);
                wait = shorter(wait.multipliedBy(2), settings.retryAtMost());
            }
        }
    }

    private void stored(Consumer<byte[], byte[]> current) {
        long now = System.currentTimeMillis();
        metrics.stored(table, batch, now);
        lastInsertMillis = now;
        recovered();
        batch.clear();
        try {
            commit(current);
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
            // The next commit covers this one; or the partitions are another's, who inserts the same rows again.
            LOG.debug("Offsets of {} were not committed: {}", topic, e.getMessage());
        }
    }

    /** Commits the positions: every record that was polled is in the batch that has just been written. */
    private static void commit(Consumer<byte[], byte[]> current) {
        try {
            current.commitSync();
        } catch (WakeupException e) {
            // The sink was stopped during the insert. The wake-up is spent now, and the rows need not be read again.
            current.commitSync(CLOSE_WITHIN);
        }
    }

    private void recovered() {
        if (outage != null) {
            LOG.info("{} is stored again, after an outage since {}", topic, outage.since());
            outage = null;
        }
    }

    private void waitPaused(Consumer<byte[], byte[]> current, Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        while (!stopped && System.nanoTime() - until < 0) {
            // Again and again: a rebalance brings partitions that are not paused.
            current.pause(current.assignment());
            take(current.poll(PAUSED_POLL));
            lag = measureLag(current);
        }
        current.resume(current.assignment());
    }

    private static long measureLag(Consumer<byte[], byte[]> current) {
        return current.assignment().stream()
                .mapToLong(partition -> current.currentLag(partition).orElse(0))
                .sum();
    }

    private void failed(String what, RuntimeException failure) {
        Outage current = outage;
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        outage = new Outage(current == null ? now : current.since(), failure.getMessage());
        if (lastLogged.plus(LOG_INTERVAL).isBefore(now)) {
            lastLogged = now;
            LOG.warn("{}; trying on, nothing is lost meanwhile: {}", what, failure.getMessage());
        }
    }

    private void pause(Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        while (!stopped && System.nanoTime() - until < 0) {
            try {
                Thread.sleep(PAUSED_POLL);
            } catch (InterruptedException e) {
                stopped = true;
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * All partitions are taken at every rebalance (the consumer is set up so), and read again from what was
     * committed: by this process or by another.
     */
    private final class DropWhatIsTaken implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            batch.clear();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.debug("Reading {}", partitions);
        }
    }
}
