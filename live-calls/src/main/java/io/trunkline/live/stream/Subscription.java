package io.trunkline.live.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent to one client: of each id only the newest state, so that a slow client gets less often
 * and not later. The hub offers from any thread; the client's own thread takes. The lock is held for the time of
 * a map's operation.
 */
final class Subscription {

    /** A client with more than this waiting does not read any more. */
    static final int MOST_WAITING = 50_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Thread writer;
    private Map<String, byte[]> waiting = new LinkedHashMap<>();
    private boolean closed;
    private volatile long writingSinceNanos;
    private volatile boolean writing;

    /** For the client that the thread serves. */
    Subscription(Thread writer) {
        this.writer = writer;
    }

    /** Something changed. */
    void offer(String id, byte[] frame) {
        lock.lock();
        try {
            if (!closed) {
                // Removed first, so that what changed last is sent last.
                waiting.remove(id);
                waiting.put(id, frame);
                if (waiting.size() > MOST_WAITING) {
                    abandon();
                } else {
                    something.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes all that waits, and if nothing does, waits for the first.
     *
     * @return empty when nothing came within the time
     * @throws InterruptedException when the client was given up or the server stops
     */
    List<byte[]> take(Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed && left > 0) {
                left = something.awaitNanos(left);
            }
            if (closed) {
                throw new InterruptedException("the stream was closed");
            }
            List<byte[]> taken = new ArrayList<>(waiting.values());
            waiting = new LinkedHashMap<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** The client's thread starts to write, which may block. */
    void writes() {
        writingSinceNanos = System.nanoTime();
        writing = true;
    }

    /** It has written. */
    void wrote() {
        writing = false;
    }

    /** Gives the client up when it has not read for too long. A virtual thread's blocked write ends when it is interrupted. */
    void abandonIfStuck(Duration longest) {
        if (writing && System.nanoTime() - writingSinceNanos > longest.toNanos()) {
            close();
        }
    }

    /** Ends the stream. */
    void close() {
        lock.lock();
        try {
            abandon();
        } finally {
            lock.unlock();
        }
    }

    private void abandon() {
        if (!closed) {
            closed = true;
            waiting = new LinkedHashMap<>();
            something.signal();
            if (writing) {
                writer.interrupt();
            }
        }
    }
}
