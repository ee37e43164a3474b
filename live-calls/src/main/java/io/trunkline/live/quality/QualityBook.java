package io.trunkline.live.quality;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The minutes of everything of one kind: of every trunk, say. Bounded: once a minute those that had no call for an hour go,
 * and of more than {@link QualityBy#mostKept} those with the fewest attempts; in between no more than twice as many are
 * taken. Not for several threads.
 */
final class QualityBook {

    private final QualityBy by;
    private final Map<String, Minutes> kept = new HashMap<>();
    private long trimmedAt = Long.MIN_VALUE;
    private long passedOver;

    QualityBook(QualityBy by) {
        this.by = by;
    }

    /** Counts something of a key, unless there are too many. */
    void count(String key, long nowMinute, Consumer<Minutes> what) {
        if (nowMinute > trimmedAt) {
            trimmedAt = nowMinute;
            trim(nowMinute);
        }
        Minutes minutes = kept.get(key);
        if (minutes == null && kept.size() >= 2 * by.mostKept()) {
            passedOver++;
            return;
        }
        if (minutes == null) {
            minutes = new Minutes();
            kept.put(key, minutes);
        }
        what.accept(minutes);
    }

    private void trim(long nowMinute) {
        long oldest = nowMinute - Minutes.KEPT + 1;
        kept.values().removeIf(minutes -> minutes.newest() < oldest);
        if (kept.size() <= by.mostKept()) {
            return;
        }
        var attempts = new HashMap<String, Integer>();
        kept.forEach((key, minutes) ->
                attempts.put(key, minutes.sum(oldest, nowMinute).attempts()));
        List<String> fewest = attempts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .limit(kept.size() - by.mostKept())
                .map(Map.Entry::getKey)
                .toList();
        fewest.forEach(kept::remove);
    }

    Map<String, Minutes> kept() {
        return kept;
    }

    /** How many calls were counted nowhere because there were too many keys. */
    long passedOver() {
        return passedOver;
    }
}
