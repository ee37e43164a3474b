package io.trunkline.benchmarks.pipeline.books;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What does not agree: counted by kind, the first few in words. For one thread. */
public final class Differences {

    private static final int MOST_TOLD = 3;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, List<String>> told = new LinkedHashMap<>();
    private final List<String> agreed = new ArrayList<>();

    /** Notes something that is not as it must be. */
    void add(String kind, String what) {
        counts.merge(kind, 1L, Long::sum);
        var some = told.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (some.size() < MOST_TOLD) {
            some.add(what);
        }
    }

    /** Compares two figures that must be the same, and notes either that they are or that they are not. */
    <T extends Comparable<T>> void compare(String what, T expected, T found) {
        if (expected.compareTo(found) == 0) {
            agreed.add(what + ": " + found);
        } else {
            add(what, "expected " + expected + ", found " + found);
        }
    }

    /** Whether there are none. */
    public boolean none() {
        return counts.isEmpty();
    }

    /** Figures that agreed, with their values. */
    public List<String> agreed() {
        return agreed;
    }

    /** A line for each kind of difference. */
    public List<String> lines() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue() + " times: "
                        + String.join("; ", told.get(entry.getKey())))
                .toList();
    }
}
