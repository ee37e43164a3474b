package io.trunkline.live.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Looks whether the client of a connection is still there while the thread that serves it waits for something, and interrupts
 * that thread when the client has hung up. For a {@code try} around the waiting; it begins only after a while, so that what is
 * answered quickly costs next to nothing. Once the client has sent more, it is taken to wait for the answer.
 */
final class HangupWatch implements AutoCloseable {

    private static final Duration BEFORE_IT_BEGINS = Duration.ofMillis(200);

    private final ReadAhead reading;
    private final Thread worker = Thread.currentThread();
    private final Thread watcher;

    /** Guarded by this, as below. */
    private boolean over;

    private boolean gone;

    private HangupWatch(ReadAhead reading) {
        this.reading = reading;
        this.watcher = Thread.ofVirtual().unstarted(this::watch);
    }

    /** Watches for the thread that calls this, which serves the connection. */
    static HangupWatch over(ReadAhead reading) {
        var watch = new HangupWatch(reading);
        watch.watcher.start();
        return watch;
    }

    private void watch() {
        try {
            Thread.sleep(BEFORE_IT_BEGINS);
            CompletableFuture<byte[]> next;
            synchronized (this) {
                // Whose waiting is over reads for itself.
                if (over) {
                    return;
                }
                next = reading.begin();
            }
            next.get();
        } catch (ExecutionException e) {
            hungUp();
        } catch (InterruptedException e) {
            // Nobody waits any more.
        }
    }

    private synchronized void hungUp() {
        if (!over) {
            gone = true;
            worker.interrupt();
        }
    }

    /** Whether the client has hung up. */
    synchronized boolean gone() {
        return gone;
    }

    /** Ends the watch; an interruption that came from it goes with it. */
    @Override
    public synchronized void close() {
        over = true;
        watcher.interrupt();
        if (gone) {
            Thread.interrupted();
        }
    }
}
