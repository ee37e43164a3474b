package io.trunkline.live.stream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What changed between two beats of a hub, made into events once for all who watch. Each batch knows the one after
 * it, as soon as there is one: a client remembers the last one that it was sent, and what no client waits for any
 * more is garbage.
 */
final class Batch {

    /** What became of one row. */
    sealed interface Event {
        /** Of the row. */
        String id();

        /** As it goes over the wire. */
        byte[] frame();
    }

    /**
     * It has come, or looks different now.
     *
     * @param owner id of the account to which it belongs; null when it belongs to nobody
     * @param ownersFrame as it goes to a scope that does not cover everything
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares events, and nobody changes a frame.
    record Shown(String id, String owner, byte[] frame, byte[] ownersFrame) implements Event {}

    /** It went. */
    @SuppressWarnings("ArrayRecordComponent") // As above.
    record Gone(String id, byte[] frame) implements Event {}

    private final List<Event> events;
    private final byte[] bytes;
    private final long end;
    private final CompletableFuture<Batch> next = new CompletableFuture<>();

    private Batch(List<Event> events, byte[] bytes, long end) {
        this.events = events;
        this.bytes = bytes;
        this.end = end;
    }

    /** What is before the first one. */
    static Batch none() {
        return new Batch(List.of(), new byte[0], 0);
    }

    /** Puts a batch of these events behind this one; nothing when the stream has ended. */
    Batch followedBy(List<Event> more) {
        int length = more.stream().mapToInt(event -> event.frame().length).sum();
        ByteBuffer together = ByteBuffer.allocate(length);
        more.forEach(event -> together.put(event.frame()));
        var batch = new Batch(List.copyOf(more), together.array(), end + length);
        next.complete(batch);
        return batch;
    }

    /** Nothing follows this one: who waits for it is told that the stream has ended. */
    void last() {
        next.cancel(false);
    }

    /**
     * Waits for the batch after this one.
     *
     * @return empty when none came within the time
     * @throws InterruptedException when the stream has ended
     */
    Optional<Batch> next(Duration timeout) throws InterruptedException {
        try {
            return Optional.of(next.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (CancellationException e) {
            throw ended(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InterruptedException ended(CancellationException cause) {
        var ended = new InterruptedException("the stream was closed");
        ended.initCause(cause);
        return ended;
    }

    /** The events, each of another row. */
    List<Event> events() {
        return events;
    }

    /** All events one behind another, as they go over the wire. */
    byte[] bytes() {
        return bytes;
    }

    /** Bytes of this batch and all before it. */
    long end() {
        return end;
    }
}
