package io.trunkline.live.quality;

import io.trunkline.live.http.Answer;
import io.trunkline.live.http.Listing;
import io.trunkline.live.stream.EventHub;
import io.trunkline.protocol.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells who watches of figures that changed, by calls or by the clock. {@link #look} and {@link #beat} are of one thread. */
final class QualityStream {

    /** Figures are read by people, and their hour goes with each. */
    private static final int SECONDS_BETWEEN_LOOKS = 3;

    private final Quality quality;
    private final QualityBy by;
    private final int minutes;
    private final EventHub<QualityRow> hub = new EventHub<>("quality", "key", new Watched());
    private volatile Map<String, QualityRow> shown = Map.of();
    private int seconds;

    QualityStream(Quality quality, QualityBy by, int minutes) {
        this.quality = quality;
        this.by = by;
        this.minutes = minutes;
    }

    boolean is(QualityBy wanted, int wantedMinutes) {
        return by == wanted && minutes == wantedMinutes;
    }

    Answer stream(Scope scope, BooleanSupplier stillAllowed) {
        return hub.stream(scope, stillAllowed);
    }

    /** To be called once a second. */
    void look() {
        seconds = (seconds + 1) % SECONDS_BETWEEN_LOOKS;
        if (seconds != 0 || !hub.watched()) {
            return;
        }
        Map<String, QualityRow> before = shown;
        shown = quality.rows(new Scope.Everything(), by, minutes).stream()
                .collect(Collectors.toMap(QualityRow::key, Function.identity()));
        var keys = new HashSet<>(before.keySet());
        keys.addAll(shown.keySet());
        keys.stream()
                .filter(key -> shown.get(key) == null || !shown.get(key).equals(before.get(key)))
                .forEach(hub::touched);
    }

    int beat() {
        return hub.beat();
    }

    void close() {
        hub.close();
    }

    /** What the hub asks. */
    private final class Watched implements EventHub.Rows<QualityRow> {

        @Override
        public List<QualityRow> rows(Scope scope) {
            return Listing.sorted(quality.rows(scope, by, minutes), QualityRow::order);
        }

        @Override
        public Optional<EventHub.Row<QualityRow>> row(String id) {
            return Optional.ofNullable(shown.get(id)).map(row -> new EventHub.Row<>(row, Quality.owner(by, id)));
        }

        @Override
        public String id(QualityRow row) {
            return row.key();
        }
    }
}
