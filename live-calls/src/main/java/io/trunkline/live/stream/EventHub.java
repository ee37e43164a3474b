package io.trunkline.live.stream;

import io.trunkline.live.board.Changes;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Hands the changes of one kind of thing to everybody who watches: first a {@code snapshot}, then an event for
 * each thing that changed and {@code gone} for each that went. A change is made into JSON once, however many
 * watch. May be used by any thread.
 *
 * <p>Each client is written to at most four times a second, by the thread of its own request, and then hears the
 * newest state of each thing. One that does not read is closed.
 */
public final class EventHub<T> implements Changes<T>, AutoCloseable {

    /** Clients at once; the next one is told to come back later. */
    static final int MOST_CLIENTS = 256;

    private static final Duration PACE = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(15);

    private final Duration longestWrite;
    private final String event;
    private final String idField;
    private final Set<Subscription> clients = ConcurrentHashMap.newKeySet();

    /**
     * A hub that nobody watches yet.
     *
     * @param event name of the event that tells of a change
     * @param idField name of the id in the event that tells that something went
     */
    public EventHub(String event, String idField) {
        this(event, idField, LONGEST_WRITE);
    }

    /** As above, for a test that does not want to wait so long for a client that does not read. */
    EventHub(String event, String idField, Duration longestWrite) {
        this.event = event;
        this.idField = idField;
        this.longestWrite = longestWrite;
    }

    @Override
    public void changed(String id, T now) {
        publish(id, Frame.of(event, Answer.bytes(now)));
    }

    @Override
    public void gone(String id) {
        if (heard()) {
            publish(id, Frame.of("gone", Answer.bytes(Map.of(idField, id))));
        }
    }

    @Override
    public boolean heard() {
        return !clients.isEmpty();
    }

    /** Number of clients that watch. */
    public int clients() {
        return clients.size();
    }

    /**
     * The stream of one client.
     *
     * @param all what there is now, for the snapshot; asked on the client's thread
     * @param stillAllowed asked at every heartbeat: whether the client may go on watching
     */
    public Answer stream(Supplier<List<T>> all, BooleanSupplier stillAllowed) {
        if (clients.size() >= MOST_CLIENTS) {
            throw ApiError.unavailable(MOST_CLIENTS + " clients watch already; try again later")
                    .with("Retry-After", "10");
        }
        return Answer.streamed("text/event-stream", out -> write(out, all, stillAllowed));
    }

    private void write(OutputStream out, Supplier<List<T>> all, BooleanSupplier stillAllowed)
            throws IOException, InterruptedException {
        var client = new Subscription(Thread.currentThread());
        // Watching begins before the snapshot is taken: what changes in between is told twice and not never.
        clients.add(client);
        try {
            send(client, out, List.of(Frame.of("snapshot", Answer.bytes(Map.of("items", all.get())))));
            while (stillAllowed.getAsBoolean()) {
                List<byte[]> frames = client.take(HEARTBEAT);
                send(client, out, frames.isEmpty() ? List.of(Frame.HEARTBEAT) : frames);
                Thread.sleep(PACE);
            }
        } finally {
            clients.remove(client);
        }
    }

    private static void send(Subscription client, OutputStream out, List<byte[]> frames) throws IOException {
        client.writes();
        try {
            for (byte[] frame : frames) {
                out.write(frame);
            }
            out.flush();
        } finally {
            client.wrote();
        }
    }

    private void publish(String id, byte[] frame) {
        clients.forEach(client -> client.offer(id, frame));
    }

    /** Closes the clients that have not read for too long. To be called about once a second. */
    public void closeStuck() {
        clients.forEach(client -> client.abandonIfStuck(longestWrite));
    }

    /** Ends all streams. */
    @Override
    public void close() {
        clients.forEach(Subscription::close);
    }
}
