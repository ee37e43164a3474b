package io.trunkline.app.reconcile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the carrier's clock stands to ours: by the calls that both have, and, where the times are so far apart that few
 * match, by what would. For one thread.
 */
final class Clocks {

    /** By less than this clocks always differ: carriers write whole seconds. */
    private static final long WORTH_TELLING_MILLIS = 1_000;

    private static final long STEP_MILLIS = 10;

    /** Offsets of time zones are multiples of this. */
    private static final long MINUTE_MILLIS = 60_000;

    private static final long FARTHEST_MILLIS = 26 * 60 * MINUTE_MILLIS;
    private static final int MOST_OF_CARRIERS = 2_000;
    private static final int MOST_OF_OURS = 50_000;
    private static final int FEWEST = 3;
    private static final int FEWEST_PAIRS = 10;
    private static final double NEARLY_ALL = 0.9;

    /** How many pairs differ by how much, carrier's time less ours, in steps. */
    private final TreeMap<Long, Long> differences = new TreeMap<>();

    private final List<CarrierCall> missingHere = new ArrayList<>();
    private final Map<String, List<Long>> missingThere = new HashMap<>();
    private int held;
    private long pairs;

    void take(Finding finding) {
        switch (finding) {
            case Finding.Pair pair -> {
                long difference = pair.carriers().atMillis() - pair.ours().atMillis();
                differences.merge(Math.floorDiv(difference, STEP_MILLIS), 1L, Long::sum);
                pairs++;
            }
            case Finding.TheirsAlone theirs -> {
                if (theirs.kind() == Finding.Kind.MISSING_HERE && missingHere.size() < MOST_OF_CARRIERS) {
                    missingHere.add(theirs.carriers());
                }
            }
            case Finding.OursAlone ours -> {
                if (held < MOST_OF_OURS) {
                    held++;
                    missingThere
                            .computeIfAbsent(ours.ours().number(), number -> new ArrayList<>())
                            .add(ours.ours().atMillis());
                }
            }
        }
    }

    /** The middle one of the differences of the pairs, carrier's time less ours, in milliseconds; empty without pairs. */
    Optional<Long> medianMillis() {
        long seen = 0;
        for (Map.Entry<Long, Long> step : differences.entrySet()) {
            seen += step.getValue();
            if (2 * seen >= pairs) {
                return Optional.of(step.getKey() * STEP_MILLIS);
            }
        }
        return Optional.empty();
    }

    /** What is to be said of the clocks, and done, for people; empty when nothing is. */
    Optional<String> advice() {
        Optional<String> apart = farApart();
        return apart.isPresent()
                ? apart
                : medianMillis().filter(this::nearlyAllDifferBy).map(Clocks::slightly);
    }

    private boolean nearlyAllDifferBy(long medianMillis) {
        if (pairs < FEWEST_PAIRS || Math.abs(medianMillis) < WORTH_TELLING_MILLIS) {
            return false;
        }
        long near = differences
                .subMap(
                        (medianMillis - WORTH_TELLING_MILLIS) / STEP_MILLIS,
                        true,
                        (medianMillis + WORTH_TELLING_MILLIS) / STEP_MILLIS,
                        true)
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        return near >= NEARLY_ALL * pairs;
    }

    private static String slightly(long medianMillis) {
        String seconds = Summary.seconds(Math.abs(medianMillis));
        return "the carrier's clock is " + seconds + " s " + (medianMillis > 0 ? "ahead" : "behind")
                + ", on nearly all calls: --shift " + Summary.seconds(-medianMillis) + " takes that off";
    }

    /** Of the first calls that are missing here, whether most would be found at one other offset in whole minutes. */
    private Optional<String> farApart() {
        var fitting = new TreeMap<Long, Integer>();
        for (CarrierCall call : missingHere) {
            missingThere.getOrDefault(call.number(), List.of()).stream()
                    .map(ours -> ours - call.atMillis())
                    .filter(apart -> Math.abs(apart) <= FARTHEST_MILLIS)
                    .map(apart -> Math.round((double) apart / MINUTE_MILLIS))
                    .filter(minutes -> minutes != 0)
                    .distinct()
                    .forEach(minutes -> fitting.merge(minutes, 1, Integer::sum));
        }
        return fitting.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(best -> best.getValue() >= FEWEST && 2 * best.getValue() > missingHere.size())
                .map(best -> best.getValue() + " of the first " + missingHere.size()
                        + " calls that are missing here would be found were the carrier's times "
                        + Math.abs(best.getKey()) + " min " + (best.getKey() > 0 ? "later" : "earlier")
                        + ": is --zone right? (or --shift " + best.getKey() * 60 + ")");
    }
}
