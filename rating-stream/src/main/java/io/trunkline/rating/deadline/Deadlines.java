package io.trunkline.rating.deadline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One deadline a key, soonest first. Used by one thread. */
public final class Deadlines {

    /** Later than any deadline, and yet a time that can be written. */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private record Deadline(Instant at, String key) {}

    private final Map<String, Deadline> ofKey = new HashMap<>();
    private final TreeSet<Deadline> inOrder =
            new TreeSet<>(Comparator.comparing(Deadline::at).thenComparing(Deadline::key));

    /** No deadlines. */
    public Deadlines() {}

    /** The sooner of two moments; empty when there is neither. */
    public static Optional<Instant> sooner(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** Sets a key's deadline in place of the one that it had. */
    public void set(String key, Instant at) {
        clear(key);
        var deadline = new Deadline(at, key);
        ofKey.put(key, deadline);
        inOrder.add(deadline);
    }

    /** Takes a key's deadline away, if it has one. */
    public void clear(String key) {
        Deadline known = ofKey.remove(key);
        if (known != null) {
            inOrder.remove(known);
        }
    }

    /** The soonest; empty when there are none. */
    Optional<Instant> soonest() {
        return inOrder.isEmpty()
                ? Optional.empty()
                : Optional.of(inOrder.first().at());
    }

    /** Takes away and gives the keys whose deadline is not after the moment, soonest first. */
    public List<String> due(Instant now) {
        var due = new ArrayList<String>();
        while (!inOrder.isEmpty() && !inOrder.first().at().isAfter(now)) {
            String key = inOrder.first().key();
            clear(key);
            due.add(key);
        }
        return due;
    }
}
