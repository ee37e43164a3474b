package io.trunkline.benchmarks.pipeline.observe;

import io.trunkline.benchmarks.pipeline.product.ClickHouse;
import io.trunkline.benchmarks.pipeline.traffic.GeneratorProcess;
import java.io.IOException;
import java.time.Duration;

/**
 * Asks the store five times a second how many rows of messages there are. That comes from the list of the table's
 * parts and reads no row. One thread.
 */
public final class StoreWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(200);
    private static final String ROWS =
            "SELECT sum(rows) FROM system.parts" + " WHERE active AND database = 'trunkline' AND table = 'messages'";

    private final ClickHouse store;
    private final CountedMessages messages;
    private final Thread thread;
    private volatile String failure = "";

    /** Begins to ask. The rows that are there already are another run's. */
    public StoreWatch(ClickHouse store, GeneratorProcess generator, Delays delays, long before) {
        this.store = store;
        this.messages = new CountedMessages(Stage.ROW, generator, delays, before);
        this.thread = Thread.ofPlatform().name("store-watch").daemon().start(this::watch);
    }

    /** How many rows there are. */
    public static long rows(ClickHouse store) throws IOException, InterruptedException {
        return store.number(ROWS);
    }

    /** How many of the run's messages are stored. Any thread. */
    public long stored() {
        return messages.seen();
    }

    /** Why it gave up; empty when it has not. Any thread. */
    public String failure() {
        return failure;
    }

    private void watch() {
        try {
            while (true) {
                messages.counted(rows(store));
                Thread.sleep(EVERY);
            }
        } catch (IOException e) {
            failure = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
