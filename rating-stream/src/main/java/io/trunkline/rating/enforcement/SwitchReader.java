package io.trunkline.rating.enforcement;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic for the switch on a virtual thread of its own, turn by turn, until it is closed. A turn that fails at
 * Kafka is taken again after a pause.
 */
final class SwitchReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SwitchReader.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Polls, acts and commits once. */
    interface Turn {
        void take() throws InterruptedException;
    }

    private final Consumer<byte[], byte[]> consumer;
    private final Turn turn;
    private final Runnable atTheEnd;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Reads nothing yet.
     *
     * @param name of the thread
     * @param consumer closed at the end
     * @param atTheEnd closes what the turns used
     */
    SwitchReader(String name, Consumer<byte[], byte[]> consumer, Turn turn, Runnable atTheEnd) {
        this.consumer = consumer;
        this.turn = turn;
        this.atTheEnd = atTheEnd;
        thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Whether a turn that is under way should come to an end. */
    boolean isClosed() {
        return closed;
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                try {
                    turn.take();
                } catch (WakeupException e) {
                    LOG.debug("woken up to stop");
                } catch (KafkaException e) {
                    LOG.warn("{} cannot read or write, trying again: {}", thread.getName(), e.getMessage());
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atTheEnd.run();
        }
    }

    /** Waits for the turn that is under way. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
