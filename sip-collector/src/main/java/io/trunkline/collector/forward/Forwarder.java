package io.trunkline.collector.forward;

import io.trunkline.collector.journal.Checkpoint;
import io.trunkline.collector.journal.Journal;
import io.trunkline.collector.journal.MicroClock;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal and writes it to Kafka, in order, on a thread of its own. Kafka may be away as long as the
 * disk has room: the producer retries for ever, its memory is bounded, and then the journal waits.
 *
 * <p>How far Kafka has got is stored twice a second. After a restart what came after that is sent again; consumers
 * know it by (collector, index) and drop it.
 */
public final class Forwarder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final long CHECKPOINT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration LATE = Duration.ofSeconds(10);
    /** Long enough for requests of the closed producer to have reached the broker before their records go out again. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final Journal journal;
    private final Checkpoint checkpoint;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final MessageMaker maker;
    private final ForwardMetrics metrics;
    private final MicroClock clock;
    private final Thread thread;
    private final long backlogAtStart;
    private final AtomicLong passed = new AtomicLong();
    private volatile long acknowledgedIndex;
    private volatile long lastProgressMicros;
    private volatile ForwardingSession session;
    private volatile Producer<byte[], byte[]> producer;
    private volatile boolean stopping;
    private long storedIndex;
    private long storedAtNanos = System.nanoTime();

    private Forwarder(
            Journal journal,
            Checkpoint checkpoint,
            long from,
            Supplier<Producer<byte[], byte[]>> producers,
            MessageMaker maker,
            ForwardMetrics metrics,
            MicroClock clock) {
        this.journal = journal;
        this.checkpoint = checkpoint;
        this.producers = producers;
        this.maker = maker;
        this.metrics = metrics;
        this.clock = clock;
        acknowledgedIndex = from;
        storedIndex = from;
        lastProgressMicros = clock.micros();
        backlogAtStart = journal.countAfter(from) - journal.appended();
        thread = Thread.ofPlatform().name("collector-forwarder").unstarted(this::run);
    }

    /**
     * Starts to forward what comes after the checkpoint.
     *
     * @param producers makes a producer that is idempotent and never gives up; again after one has failed for good
     */
    public static Forwarder start(
            Journal journal,
            Checkpoint checkpoint,
            Supplier<Producer<byte[], byte[]>> producers,
            MessageMaker maker,
            ForwardMetrics metrics,
            MicroClock clock)
            throws IOException {
        var forwarder = new Forwarder(journal, checkpoint, checkpoint.read(), producers, maker, metrics, clock);
        forwarder.thread.start();
        return forwarder;
    }

    private void run() {
        while (!stopping) {
            Exception failure = forward();
            if (failure != null) {
                LOG.error(
                        "forwarding to Kafka failed and starts again from index {}; nothing is lost: {}",
                        acknowledgedIndex,
                        failure.toString());
                pause();
            }
        }
    }

    private Exception forward() {
        Producer<byte[], byte[]> current = null;
        try {
            current = producers.get();
            var started = new ForwardingSession(
                    current, journal, acknowledgedIndex, maker, metrics, clock, this::acknowledged);
            producer = current;
            session = started;
            if (stopping) {
                return null;
            }
            return started.run();
        } catch (RuntimeException e) {
            return e;
        } finally {
            if (current != null) {
                current.close(stopping ? DRAIN : Duration.ZERO);
            }
            ForwardingSession ended = session;
            if (ended != null) {
                ended.advance();
            }
            store();
        }
    }

    private void pause() {
        long end = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
        while (!stopping && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private void acknowledged(long index, int records) {
        acknowledgedIndex = index;
        passed.addAndGet(records);
        lastProgressMicros = clock.micros();
        if (System.nanoTime() - storedAtNanos > CHECKPOINT_NANOS) {
            store();
        }
    }

    private void store() {
        storedAtNanos = System.nanoTime();
        if (acknowledgedIndex == storedIndex) {
            return;
        }
        try {
            checkpoint.write(acknowledgedIndex);
            storedIndex = acknowledgedIndex;
        } catch (IOException e) {
            LOG.warn("cannot store the checkpoint; after a restart more would be sent again: {}", e.toString());
        }
    }

    /** Index up to which Kafka has everything, or {@link Checkpoint#NONE}. Any thread. */
    public long acknowledgedIndex() {
        return acknowledgedIndex;
    }

    /** How many records of the journal Kafka does not have. Any thread. */
    public long backlog() {
        return Math.max(0, backlogAtStart + journal.appended() - passed.get());
    }

    /** How long the oldest record that Kafka does not have has been waiting, in seconds. Any thread. */
    public double lagSeconds() {
        ForwardingSession current = session;
        long oldest = current == null ? 0 : current.oldestReceivedAtMicros();
        return oldest == 0 ? 0 : Math.max(0, clock.micros() - oldest) / 1e6;
    }

    /** Whether Kafka has all that was received up to a moment. Any thread. */
    public boolean hasForwarded(Instant moment) {
        long lagMicros = Math.round(lagSeconds() * 1e6);
        return backlog() == 0
                || (lagMicros > 0 && instant(clock.micros() - lagMicros).isAfter(moment));
    }

    /** The journal's backlog as gauges and as a part of the health. */
    public void report(Telemetry telemetry, Health health) {
        telemetry.gauge(
                "trunkline_collector_backlog_records",
                "Records of the journal that Kafka does not have",
                this::backlog);
        telemetry.gauge(
                "trunkline_collector_lag_seconds", "How long the oldest of them has been waiting", this::lagSeconds);
        health.part("collector-forwarder", this::health);
    }

    private Health.Part health() {
        if (lagSeconds() < LATE.toSeconds()) {
            return Health.Part.up();
        }
        long now = clock.micros();
        long progress = lastProgressMicros;
        if (now - progress > LATE.toNanos() / 1_000) {
            return Health.Part.degraded("Kafka has taken nothing since " + instant(progress) + "; " + backlog()
                    + " messages wait in the journal");
        }
        return Health.Part.degraded(
                "catching up: " + backlog() + " messages, " + Math.round(lagSeconds()) + " s behind");
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    /** Lets what is under way arrive, for at most three seconds, and stores how far Kafka has got. */
    @Override
    public void close() {
        stopping = true;
        ForwardingSession current = session;
        if (current != null) {
            current.stop();
        }
        Producer<byte[], byte[]> sending = producer;
        if (sending != null) {
            // Also ends a send that waits for room or for the broker.
            sending.close(DRAIN);
        }
        try {
            if (!thread.join(DRAIN.plusSeconds(2))) {
                LOG.warn("the forwarder did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
