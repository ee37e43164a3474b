package io.trunkline.live.stream;

import io.trunkline.protocol.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client of a hub. Its own thread writes; the hub's notices when it does not read, and closes it. The lock makes
 * sure that the thread is interrupted only while it writes for this client.
 */
final class Watcher {

    private final Scope scope;
    private final OutputStream out;
    private final Thread writer = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();

    /** Ids of the rows that a client was shown who may not see all: what goes is told of these alone. */
    private final Set<String> shown = new HashSet<>();

    private boolean closed;
    private boolean writing;
    private long writingSinceNanos;
    private volatile long sentTo;

    /** For the client that the thread serves. */
    Watcher(Scope scope, OutputStream out) {
        this.scope = scope;
        this.out = out;
    }

    /** Begins to watch behind a batch, with a snapshot that shows these rows. */
    void begin(Batch behind, byte[] snapshot, Iterable<String> ids) throws IOException, InterruptedException {
        switch (scope) {
            case Scope.Everything everything -> {}
            case Scope.Below below -> ids.forEach(shown::add);
        }
        sentTo = behind.end();
        write(snapshot);
    }

    /** Sends a comment. */
    void heartbeat() throws IOException, InterruptedException {
        write(Frame.HEARTBEAT);
    }

    /**
     * Sends what these batches say, in their order: of each row only the newest state.
     *
     * @param idField name of the id in an event that tells that a row went
     */
    void send(List<Batch> batches, String idField) throws IOException, InterruptedException {
        byte[] bytes =
                switch (scope) {
                    case Scope.Everything everything
                    when batches.size() == 1 -> batches.getFirst().bytes();
                    case Scope.Everything everything -> together(newest(batches));
                    case Scope.Below below -> covered(newest(batches), idField);
                };
        if (bytes.length > 0) {
            write(bytes);
        }
        sentTo = batches.getLast().end();
    }

    private static Iterable<Batch.Event> newest(List<Batch> batches) {
        var newest = new LinkedHashMap<String, Batch.Event>();
        for (Batch batch : batches) {
            for (Batch.Event event : batch.events()) {
                newest.put(event.id(), event);
            }
        }
        return newest.values();
    }

    private static byte[] together(Iterable<Batch.Event> events) {
        var bytes = new ByteArrayOutputStream();
        events.forEach(event -> bytes.writeBytes(event.frame()));
        return bytes.toByteArray();
    }

    /** A row that belongs to another now is gone, if it was shown; one that never was shown is not spoken of. */
    private byte[] covered(Iterable<Batch.Event> events, String idField) {
        var bytes = new ByteArrayOutputStream();
        for (Batch.Event event : events) {
            if (event instanceof Batch.Shown now && scope.covers(now.owner())) {
                shown.add(event.id());
                bytes.writeBytes(now.ownersFrame());
            } else if (shown.remove(event.id())) {
                bytes.writeBytes(Frame.gone(idField, event.id()));
            }
        }
        return bytes.toByteArray();
    }

    private void write(byte[] bytes) throws IOException, InterruptedException {
        startWriting();
        try {
            out.write(bytes);
            out.flush();
        } finally {
            endWriting();
        }
    }

    private void endWriting() {
        lock.lock();
        try {
            writing = false;
        } finally {
            lock.unlock();
        }
    }

    private void startWriting() throws InterruptedException {
        lock.lock();
        try {
            if (closed) {
                throw new InterruptedException("the stream was closed");
            }
            writingSinceNanos = System.nanoTime();
            writing = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the client when it reads too slowly.
     *
     * @param longestWrite a single write may last so long
     * @param oldest what lies before this byte of the stream must have been sent
     */
    void closeIfStuck(Duration longestWrite, long oldest) {
        lock.lock();
        try {
            if (writing && (System.nanoTime() - writingSinceNanos > longestWrite.toNanos() || sentTo < oldest)) {
                close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream. A virtual thread's blocked write ends when it is interrupted. */
    void close() {
        lock.lock();
        try {
            closed = true;
            if (writing) {
                writer.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
