package io.trunkline.live.board;

import io.trunkline.live.access.UserRole;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.Listing;
import io.trunkline.live.stream.EventHub;
import io.trunkline.live.stream.Paced;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A live list: filled from a topic, listed at a path of the API, and streamed to who watches. Who reads it says by
 * which scope. A follower's thread calls {@link #accept}, another {@link #beat} and {@link #everySecond}; every
 * thread may ask.
 *
 * @param <T> what is kept of a row, from which its row at a moment is made
 * @param <R> a row as the API shows it
 */
public abstract class Board<T, R> implements Paced, AutoCloseable {

    /**
     * Where a board is found, and by what names.
     *
     * @param topic what fills it
     * @param path the list; the stream is below it
     * @param roles who may see it, beside the admin
     * @param event name of the event that tells of a row
     * @param idField name of the id in the event that tells that a row went
     */
    public record Place(Topic topic, String path, Set<UserRole> roles, String event, String idField) {

        /** Takes a copy. */
        public Place {
            roles = Set.copyOf(roles);
        }
    }

    private final Map<String, T> kept = new ConcurrentHashMap<>();
    private final Place place;
    private final EventHub<R> hub;

    /** An empty board. */
    Board(Place place) {
        this.place = place;
        hub = new EventHub<>(place.event(), place.idField(), new Watched());
    }

    /** Takes a record of the board's topic. One that cannot be read raises an exception and changes nothing. */
    public abstract void accept(ConsumerRecord<String, byte[]> record);

    /** The row as it looks now. */
    abstract R row(T what);

    /** The row as a scope shows it: with nothing in it that is another's. */
    R within(Scope scope, R row) {
        return row;
    }

    /** Names a row within the board. */
    abstract String id(R row);

    /** The account to which it belongs; null when it belongs to nobody. */
    abstract String owner(T what);

    /** The text by which rows are ordered; unique. */
    public abstract String order(R row);

    @Override
    public void everySecond() {}

    /** Brings up to date what does not come by the topic, before it is read. */
    void refresh() {}

    final void put(String id, T what) {
        kept.put(id, what);
        hub.touched(id);
    }

    final void remove(String id) {
        if (kept.remove(id) != null) {
            hub.touched(id);
        }
    }

    /** The row looks different now. */
    final void touched(String id) {
        hub.touched(id);
    }

    /** What is kept, by id. */
    final Map<String, T> kept() {
        return kept;
    }

    /** Whether anybody watches. */
    final boolean watched() {
        return hub.watched();
    }

    /** The rows that the scope covers, as they stand now, in no order. */
    public List<R> rows(Scope scope) {
        refresh();
        return kept.values().stream()
                .filter(what -> scope.covers(owner(what)))
                .map(what -> within(scope, row(what)))
                .toList();
    }

    /** One row as it stands now; empty when there is none, or the scope does not cover it. */
    public Optional<R> row(Scope scope, String id) {
        refresh();
        return Optional.ofNullable(kept.get(id))
                .filter(what -> scope.covers(owner(what)))
                .map(what -> within(scope, row(what)));
    }

    /**
     * The stream of what the scope covers: a snapshot, then what changes and what goes.
     *
     * @param stillAllowed asked now and then: whether the client may go on watching
     */
    public final Answer stream(Scope scope, BooleanSupplier stillAllowed) {
        return hub.stream(scope, stillAllowed);
    }

    /** Where it is found. */
    public final Place place() {
        return place;
    }

    /** Number of rows, for gauges. */
    public final int size() {
        return kept.size();
    }

    /** Number of clients that watch. */
    public final int watchers() {
        return hub.watchers();
    }

    @Override
    public final int beat() {
        return hub.beat();
    }

    /** Ends all streams. */
    @Override
    public final void close() {
        hub.close();
    }

    /** What the hub asks. */
    private final class Watched implements EventHub.Rows<R> {

        @Override
        public List<R> rows(Scope scope) {
            return Listing.sorted(Board.this.rows(scope), Board.this::order);
        }

        @Override
        public Optional<EventHub.Row<R>> row(String id) {
            return Optional.ofNullable(kept.get(id)).map(this::row);
        }

        private EventHub.Row<R> row(T what) {
            R row = Board.this.row(what);
            String owner = owner(what);
            return new EventHub.Row<>(row, owner, owner == null ? row : within(new Scope.Below(owner), row));
        }

        @Override
        public String id(R row) {
            return Board.this.id(row);
        }
    }
}
