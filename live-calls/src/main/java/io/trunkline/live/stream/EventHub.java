package io.trunkline.live.stream;

import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.protocol.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Hands the changes of one list to everybody who watches: first a {@code snapshot}, then an event for each row that
 * changed and {@code gone} for each that went, of what the client's scope covers. May be used by any thread.
 *
 * <p>A change costs the writer of the list a look at whether anybody watches, and if so one id in a set. At each
 * beat the rows with these ids are looked up as they stand then, and made into events once, however many watch. Each
 * client is written to by the thread of its own request: one that is slow hears the newest state of each row and not
 * every one, and one that does not read is closed.
 *
 * @param <R> a row
 */
public final class EventHub<R> implements AutoCloseable {

    /** The list that is watched. Asked by any thread. */
    public interface Rows<R> {
        /** The rows that a scope covers, for a snapshot. */
        List<R> rows(Scope scope);

        /** A row as it stands now, whosever it is; empty when it is gone. */
        Optional<Row<R>> row(String id);

        /** Names a row. */
        String id(R row);
    }

    /**
     * A row and whose it is.
     *
     * @param owner id of the account to which it belongs; null when it belongs to nobody
     * @param toOwner the row as a scope shows it that does not cover everything
     */
    public record Row<R>(R row, String owner, R toOwner) {

        /** One that looks the same to everybody. */
        public Row(R row, String owner) {
            this(row, owner, row);
        }
    }

    /** Clients at once; the next one is told to come back later. */
    static final int MOST_CLIENTS = 256;

    /** A client that is so many bytes behind does not read any more, or far too slowly. */
    static final long MOST_BYTES_BEHIND = 64 << 20;

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(15);

    private final Duration longestWrite;
    private final String event;
    private final String idField;
    private final Rows<R> rows;
    private final Set<String> touched = ConcurrentHashMap.newKeySet();
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private volatile Batch newest = Batch.none();

    /**
     * A hub that nobody watches yet.
     *
     * @param event name of the event that tells of a change
     * @param idField name of the id in the event that tells that something went
     * @param rows what is watched
     */
    public EventHub(String event, String idField, Rows<R> rows) {
        this(event, idField, rows, LONGEST_WRITE);
    }

    /** As above, for a test that does not want to wait so long for a client that does not read. */
    EventHub(String event, String idField, Rows<R> rows, Duration longestWrite) {
        this.event = event;
        this.idField = idField;
        this.rows = rows;
        this.longestWrite = longestWrite;
    }

    /** A row has come, changed or gone. To be called when the list says so already. */
    public void touched(String id) {
        if (watched()) {
            touched.add(id);
        }
    }

    /** Whether anybody watches; if not, nothing need be told. */
    public boolean watched() {
        return !watchers.isEmpty();
    }

    /** Number of clients that watch. */
    public int watchers() {
        return watchers.size();
    }

    /**
     * Tells what was touched since the last beat, and closes who does not read. To be called by one thread, some times
     * a second.
     *
     * @return the number of rows of which it told
     */
    public int beat() {
        var events = new ArrayList<Batch.Event>();
        try {
            for (var ids = touched.iterator(); ids.hasNext(); ) {
                String id = ids.next();
                // Removed before the row is looked up: what changes from now on is touched again.
                ids.remove();
                events.add(event(id));
            }
        } finally {
            // Also when a row cannot be shown: the others are told now, or by the next beat.
            if (!events.isEmpty()) {
                newest = newest.followedBy(events);
            }
        }
        long oldest = newest.end() - MOST_BYTES_BEHIND;
        watchers.forEach(watcher -> watcher.closeIfStuck(longestWrite, oldest));
        return events.size();
    }

    private Batch.Event event(String id) {
        return rows.row(id)
                .<Batch.Event>map(found -> shown(id, found))
                .orElseGet(() -> new Batch.Gone(id, Frame.gone(idField, id)));
    }

    private Batch.Shown shown(String id, Row<R> found) {
        byte[] frame = Frame.of(event, found.row());
        boolean same = found.row().equals(found.toOwner());
        return new Batch.Shown(id, found.owner(), frame, same ? frame : Frame.of(event, found.toOwner()));
    }

    /**
     * The stream of one client.
     *
     * @param scope what it may see
     * @param stillAllowed asked at every heartbeat and batch: whether the client may go on watching
     */
    public Answer stream(Scope scope, BooleanSupplier stillAllowed) {
        if (watchers.size() >= MOST_CLIENTS) {
            throw ApiError.unavailable(MOST_CLIENTS + " clients watch already; try again later")
                    .with("Retry-After", "10");
        }
        return Answer.streamed("text/event-stream", out -> write(out, scope, stillAllowed));
    }

    private void write(OutputStream out, Scope scope, BooleanSupplier stillAllowed)
            throws IOException, InterruptedException {
        var watcher = new Watcher(scope, out);
        // Watching begins before the snapshot is taken: what changes in between is told twice and not never.
        watchers.add(watcher);
        try {
            Batch sent = newest;
            List<R> all = rows.rows(scope);
            watcher.begin(
                    sent,
                    Frame.of("snapshot", Map.of("items", all)),
                    all.stream().map(rows::id).toList());
            while (stillAllowed.getAsBoolean()) {
                List<Batch> more = after(sent);
                if (more.isEmpty()) {
                    watcher.heartbeat();
                } else {
                    watcher.send(more, idField);
                    sent = more.getLast();
                }
            }
        } finally {
            watchers.remove(watcher);
        }
    }

    /** All batches behind one, waited for; none when it was quiet for the time of a heartbeat. */
    private static List<Batch> after(Batch sent) throws InterruptedException {
        var more = new ArrayList<Batch>();
        Optional<Batch> next = sent.next(HEARTBEAT);
        while (next.isPresent()) {
            more.add(next.get());
            next = next.get().next(Duration.ZERO);
        }
        return more;
    }

    /** Ends all streams. No beat may follow. */
    @Override
    public void close() {
        newest.last();
        watchers.forEach(Watcher::close);
    }
}
