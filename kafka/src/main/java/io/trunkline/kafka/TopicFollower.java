package io.trunkline.kafka;

import io.trunkline.kafka.KafkaClients.Fetching;
import io.trunkline.protocol.Topic;
import io.trunkline.telemetry.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole topics, all partitions and without a consumer group, so that every process sees everything. Committed
 * records only. Kafka may be away, at the start or later: it is asked again until it answers, and reading goes on
 * where it stood.
 *
 * <p>One platform thread of its own reads and hands the records on; Kafka's client blocks in the selector, which would
 * hold a virtual thread's carrier. All public methods may be called from any thread.
 */
public final class TopicFollower implements AutoCloseable {

    /** Where reading a topic begins. */
    public enum From {
        /** With everything that it holds. */
        BEGINNING,
        /** With what was written in the hour before the follower has started. */
        LAST_HOUR,
        /** With what comes after the follower has started. */
        END
    }

    /**
     * A topic to follow.
     *
     * @param topic which
     * @param from where reading begins
     * @param sink called by the follower's thread for each record, in the order of its partition; an exception
     *     says that the record cannot be read: it is passed over
     */
    public record Followed(Topic topic, From from, Sink sink) {}

    /** Takes records. */
    @FunctionalInterface
    public interface Sink {
        /** Takes one; its value is null where the key was deleted. */
        void accept(ConsumerRecord<String, byte[]> record);
    }

    /** Is told of records that a sink could not read, after which the follower goes on, to count them. */
    @FunctionalInterface
    public interface Unreadable {
        /** Takes the record and what the sink threw. */
        void accept(ConsumerRecord<String, byte[]> record, RuntimeException why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

    /** While topics are read for the first time, what brings no record moves positions too. */
    private static final Duration CATCHING_UP_POLL = Duration.ofMillis(50);

    /** A record ends a poll at once, so this is only how often the thread looks around. */
    private static final Duration POLL = Duration.ofSeconds(5);

    /** What a follower at rest costs: a fetch of nothing each two seconds. */
    private static final Fetching FETCHING = Fetching.prompt().waiting(Duration.ofSeconds(2));

    private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

    /** Longer than a fetch may wait: a connection's requests are answered one after the other. */
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration TOPIC_POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long LOG_BAD_RECORDS_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final KafkaAddress kafka;
    private final Map<String, Followed> topics = new HashMap<>();
    private final Unreadable unreadable;
    private final Runnable batchEnd;
    private final Thread thread;

    private final Positions positions = new Positions();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Map<TopicPartition, Long> endsAtStart;
    private volatile Instant lastContact = Instant.now();
    private volatile Consumer<String, byte[]> consumer;
    private volatile long lag;

    /** Of the follower's thread alone. */
    private boolean away;

    private long badRecordLoggedAt = System.nanoTime() - LOG_BAD_RECORDS_EVERY_NANOS;

    private TopicFollower(
            String name, KafkaAddress kafka, List<Followed> followed, Unreadable unreadable, Runnable batchEnd) {
        this.name = name;
        this.kafka = kafka;
        this.unreadable = unreadable;
        this.batchEnd = batchEnd;
        followed.forEach(each -> topics.put(kafka.name(each.topic()), each));
        thread = Thread.ofPlatform().name("follow-" + name).daemon().unstarted(this::run);
    }

    /**
     * Starts reading. Does not wait for Kafka, nor for the topics to exist.
     *
     * @param name for logs
     */
    public static TopicFollower start(String name, KafkaAddress kafka, List<Followed> followed, Unreadable unreadable) {
        return start(name, kafka, followed, unreadable, () -> {});
    }

    /**
     * Starts reading, for a reader that has something to do when several records were handed on.
     *
     * @param name for logs
     * @param batchEnd called by the follower's thread when everything that the topics held at the start was handed on,
     *     before {@link #caughtUp} says so, and from then on after each batch of records, before {@link #await} says
     *     that they were read. May wait. When it throws it is called again after a second, and nothing is read until
     *     it returns
     */
    public static TopicFollower start(
            String name, KafkaAddress kafka, List<Followed> followed, Unreadable unreadable, Runnable batchEnd) {
        var follower = new TopicFollower(name, kafka, followed, unreadable, batchEnd);
        follower.thread.start();
        return follower;
    }

    /** Whether everything that the topics held at the start has been read. */
    public boolean caughtUp() {
        return caughtUp.getCount() == 0;
    }

    /**
     * Waits until everything that the topics held at the start has been read.
     *
     * @return false when the time ran out first
     */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits until a record has been read.
     *
     * @return false when the time ran out first
     */
    public boolean await(TopicPartition partition, long offset, Duration timeout) throws InterruptedException {
        return positions.await(partition, offset, timeout);
    }

    /** Records that are there and not read yet, as the last answer of the brokers had it. */
    public long lag() {
        return lag;
    }

    /** The follower's word on itself. */
    public Health.Part health() {
        if (lastContact.isBefore(Instant.now().minus(SILENCE))) {
            return Health.Part.degraded("Kafka has not answered since " + lastContact + ": what is shown may be old");
        }
        return caughtUp() ? Health.Part.up() : Health.Part.starting("still reading the topics: " + lag + " to go");
    }

    /** Stops reading and waits until no record is handed on any more, 5 s at most. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<String, byte[]> reading = consumer;
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

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void run() {
        while (!closed()) {
            try {
                read();
            } catch (WakeupException | InterruptException | InterruptedException e) {
                // Closed, or the loop goes on.
                LOG.trace("{} was woken", name, e);
            } catch (RuntimeException e) {
                // Whatever it is, a thread that ended in silence would be worse.
                if (!away) {
                    LOG.warn("Reading Kafka for {} failed and is tried again until it works: {}", name, e.toString());
                }
                away = true;
                pause(RETRY);
            }
        }
    }

    private void read() throws InterruptedException {
        Consumer<String, byte[]> reading = KafkaClients.reader(kafka, "trunkline-" + name, FETCHING);
        consumer = reading;
        try {
            if (!closed() && assign(reading)) {
                follow(reading);
            }
        } finally {
            // At once: there is no group to leave, and a fetch that is under way is nobody's loss.
            reading.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** Takes all partitions of all topics, where it left off or where it is to begin; false when it was closed. */
    private boolean assign(Consumer<String, byte[]> reading) throws InterruptedException {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : topics.keySet()) {
            List<PartitionInfo> found = reading.partitionsFor(topic);
            while ((found == null || found.isEmpty()) && !closed()) {
                pause(TOPIC_POLL);
                found = reading.partitionsFor(topic);
            }
            if (closed()) {
                return false;
            }
            found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        reading.assign(partitions);
        Map<TopicPartition, Long> beginnings = reading.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> hourAgo = anHourAgo(reading, partitions);
        for (TopicPartition partition : partitions) {
            long begin =
                    switch (topics.get(partition.topic()).from()) {
                        case BEGINNING -> beginnings.get(partition);
                        // Null where nothing was written since.
                        case LAST_HOUR ->
                            hourAgo.get(partition) == null
                                    ? ends.get(partition)
                                    : hourAgo.get(partition).offset();
                        case END -> ends.get(partition);
                    };
            reading.seek(partition, positions.next(partition, () -> begin));
        }
        if (endsAtStart == null) {
            endsAtStart = ends;
        }
        return true;
    }

    private Map<TopicPartition, OffsetAndTimestamp> anHourAgo(
            Consumer<String, byte[]> reading, List<TopicPartition> partitions) {
        long since = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
        return reading.offsetsForTimes(partitions.stream()
                .filter(partition -> topics.get(partition.topic()).from() == From.LAST_HOUR)
                .collect(Collectors.toMap(Function.identity(), partition -> since)));
    }

    private void follow(Consumer<String, byte[]> reading) throws InterruptedException {
        var partitions = List.copyOf(reading.assignment());
        Instant nextCheck = Instant.now().plus(CHECK_EVERY);
        read(reading, partitions, true);
        while (!closed()) {
            ConsumerRecords<String, byte[]> records = reading.poll(caughtUp() ? POLL : CATCHING_UP_POLL);
            records.forEach(this::handOn);
            read(reading, partitions, !records.isEmpty());
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
            unreadable.accept(record, e);
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

    /** Everything that was polled has been handed on. */
    private void read(Consumer<String, byte[]> reading, List<TopicPartition> partitions, boolean somethingNew)
            throws InterruptedException {
        if (!somethingNew && caughtUp()) {
            return;
        }
        var next = new HashMap<TopicPartition, Long>();
        long behind = 0;
        for (TopicPartition partition : partitions) {
            long position = reading.position(partition);
            next.put(partition, position);
            behind += reading.currentLag(partition).orElse(Math.max(0, endsAtStart.get(partition) - position));
        }
        lag = behind;
        boolean atEnd = caughtUp() || partitions.stream().allMatch(each -> next.get(each) >= endsAtStart.get(each));
        if (atEnd && !endBatch()) {
            return;
        }
        positions.move(next);
        if (atEnd && !caughtUp()) {
            contact();
            caughtUp.countDown();
        }
    }

    /** Calls the reader until it returns; false when this was closed before. */
    private boolean endBatch() throws InterruptedException {
        while (!closed()) {
            try {
                batchEnd.run();
                return true;
            } catch (WakeupException e) {
                LOG.trace("{} was woken", name, e);
            } catch (RuntimeException e) {
                LOG.warn("What was read for {} could not be finished and is tried again: {}", name, e.toString());
                closing.await(RETRY.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
        return false;
    }

    private void pause(Duration wait) {
        try {
            closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Closed: the loop sees it.
            LOG.trace("{} was woken", name, e);
        }
    }
}
