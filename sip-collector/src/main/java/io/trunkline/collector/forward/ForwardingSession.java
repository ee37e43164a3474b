package io.trunkline.collector.forward;

import io.trunkline.collector.journal.Journal;
import io.trunkline.collector.journal.JournalReader;
import io.trunkline.collector.journal.JournalRecord;
import io.trunkline.collector.journal.MicroClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwarding with one producer, from one place in the journal on, for as long as that producer works.
 *
 * <p>In a partition the indices must rise, because consumers drop what is not higher than what they have seen.
 * The idempotent producer keeps the order over its own retries. When a record fails for good, the producer is
 * closed there and then, inside the callback, which runs on the only thread that sends: what is already under way
 * behind the failed record is refused by the broker (its sequence number has a gap before it), and nothing else
 * goes out. The next session sends from the failed record on.
 */
final class ForwardingSession {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardingSession.class);
    private static final int MAX_IN_FLIGHT = 1 << 16;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FULL_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    /**
     * Being woken for each message costs this thread, and the one that wakes it, more than the message does, and each
     * request costs broker and readers one of their own: what comes within this time goes together.
     */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final Producer<byte[], byte[]> producer;
    private final Journal journal;
    private final MessageMaker maker;
    private final ForwardMetrics metrics;
    private final MicroClock clock;
    private final Progress progress;
    private final InFlight inFlight;
    private volatile boolean stopping;
    private volatile Exception failure;

    /** Is told, on the session's thread, how far Kafka has got. */
    interface Progress {
        void acknowledged(long index, int records);
    }

    ForwardingSession(
            Producer<byte[], byte[]> producer,
            Journal journal,
            long after,
            MessageMaker maker,
            ForwardMetrics metrics,
            MicroClock clock,
            Progress progress) {
        this.producer = producer;
        this.journal = journal;
        this.maker = maker;
        this.metrics = metrics;
        this.clock = clock;
        this.progress = progress;
        inFlight = new InFlight(MAX_IN_FLIGHT, after);
    }

    /** Forwards until {@link #stop} or until Kafka refuses a record for good; gives the reason then, else null. */
    Exception run() {
        var record = new JournalRecord();
        try (JournalReader reader = journal.readerAfter(inFlight.acknowledgedIndex())) {
            while (!stopping && failure == null) {
                advance();
                if (inFlight.isFull()) {
                    journal.doorbell().arm();
                    journal.doorbell().await(FULL_NANOS);
                } else if (next(reader, record)) {
                    forward(record);
                }
            }
        } catch (KafkaException | IllegalStateException e) {
            // A send that waits when the producer is closed, by us or by a failure, ends like this.
            if (!stopping && failure == null) {
                failure = e;
            }
        }
        return stopping ? null : failure;
    }

    private boolean next(JournalReader reader, JournalRecord record) {
        if (reader.next(record)) {
            return true;
        }
        journal.doorbell().arm();
        if (reader.next(record)) {
            journal.doorbell().disarm();
            return true;
        }
        journal.doorbell().await(IDLE_NANOS);
        LockSupport.parkNanos(this, GATHER_NANOS);
        return false;
    }

    private void forward(JournalRecord record) {
        long ticket = inFlight.add(record.index(), record.receivedAtMicros());
        ProducerRecord<byte[], byte[]> message = maker.make(record);
        if (message == null) {
            inFlight.acknowledge(ticket);
        } else {
            var _ = producer.send(message, new Acknowledgement(ticket, record.receivedAtMicros()));
        }
    }

    /** Passes over what is acknowledged. On the session's thread, or after it has ended. */
    void advance() {
        int records = inFlight.advance();
        if (records > 0) {
            progress.acknowledged(inFlight.acknowledgedIndex(), records);
        }
    }

    /** When the oldest record that waits for Kafka was received, microseconds since the epoch; 0 when none waits. Any thread. */
    long oldestReceivedAtMicros() {
        return inFlight.oldestReceivedAtMicros();
    }

    /** Ends {@link #run} soon. Any thread. */
    void stop() {
        stopping = true;
        journal.doorbell().ring();
    }

    /** Runs on the producer's thread. */
    private final class Acknowledgement implements Callback {

        private final long ticket;
        private final long receivedAtMicros;

        Acknowledgement(long ticket, long receivedAtMicros) {
            this.ticket = ticket;
            this.receivedAtMicros = receivedAtMicros;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception problem) {
            if (problem == null) {
                inFlight.acknowledge(ticket);
                metrics.forwarded.inc();
                metrics.acknowledged().recordMicros(clock.micros() - receivedAtMicros);
                journal.doorbell().ring();
            } else if (problem instanceof RecordTooLargeException) {
                inFlight.acknowledge(ticket);
                metrics.unforwardable.inc();
                LOG.error(
                        "Kafka takes no record of that length: it stays in the journal alone: {}",
                        problem.getMessage());
            } else if (!stopping && failure == null) {
                failure = problem;
                producer.close(Duration.ZERO);
                journal.doorbell().ring();
            }
        }
    }
}
