package io.trunkline.rating.deadline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** One deadline a key, soonest first. Used by one thread. */
public final class Deadlines {

    /** Later than any deadline, and yet a time that can be written. */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /** Fewer than so many that hold no longer are left where they are. */
    private static final int FEW = 1_000;

    private record Deadline(Instant at, String key) {}

    private final Map<String, Deadline> ofKey = new HashMap<>();

    /** With some that hold no longer: to take one out of the middle of a heap would cost a look at all. */
    private final PriorityQueue<Deadline> inOrder =
            new PriorityQueue<>(Comparator.comparing(Deadline::at).thenComparing(Deadline::key));

    /** No deadlines. */
    public Deadlines() {}

    /** The sooner of two moments; empty when there is neither. */
    public static Optional<Instant> sooner(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** Sets a key's deadline in place of the one that it had. */
    public void set(String key, Instant at) {
        var deadline = new Deadline(at, key);
        ofKey.put(key, deadline);
        inOrder.add(deadline);
        if (inOrder.size() > FEW + 2 * ofKey.size()) {
            inOrder.clear();
            inOrder.addAll(ofKey.values());
        }
    }

    /** Takes a key's deadline away, if it has one. */
    public void clear(String key) {
        ofKey.remove(key);
    }

    /** The first that holds; null when there is none. */
    private Deadline first() {
        Deadline first = inOrder.peek();
        while (first != null && !first.equals(ofKey.get(first.key()))) {
            inOrder.remove();
            first = inOrder.peek();
        }
        return first;
    }

    /** The soonest; empty when there are none. */
    Optional<Instant> soonest() {
        return Optional.ofNullable(first()).map(Deadline::at);
    }

    /** Takes away and gives the keys whose deadline is not after the moment, soonest first. */
    public List<String> due(Instant now) {
        var due = new ArrayList<String>();
        for (Deadline first = first(); first != null && !first.at().isAfter(now); first = first()) {
            clear(first.key());
            due.add(first.key());
        }
        return due;
    }
}
