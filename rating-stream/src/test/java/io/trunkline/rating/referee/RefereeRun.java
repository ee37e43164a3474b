package io.trunkline.rating.referee;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Plays flows for some minutes, by random seeds, and tells how many and what the first difference of each kind of flow
 * is: {@code bin/referee MINUTES [KIND] [SEED]}. Exit 1 when there is one.
 */
final class RefereeRun {

    private static final int GEN_SIZE = 1_000;
    private static final int MOST_STEPS = 2_000;

    private final List<String> kinds;
    private final TreeMap<String, Integer> played = new TreeMap<>();
    private final TreeMap<String, Integer> lost = new TreeMap<>();
    private final TreeMap<String, String> first = new TreeMap<>();

    private RefereeRun(List<String> kinds) {
        this.kinds = kinds;
    }

    public static void main(String[] arguments) {
        double minutes = Double.parseDouble(arguments[0]);
        var kinds = arguments.length > 1 && !arguments[1].equals("all")
                ? List.of(arguments[1].split(","))
                : List.of("honest", "attacked", "disturbed", "skewed", "attacked-and-disturbed");
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        var run = new RefereeRun(kinds);
        Duration time = Duration.ofMillis(Math.round(minutes * 60_000));
        System.out.printf("referee: %s for %s, seed %d%n", kinds, time, seed);
        JqwikSession.run(() -> run.play(Instant.now().plus(time), seed));
        System.exit(run.report() ? 0 : 1);
    }

    private static Arbitrary<Plan> plans(String kind) {
        return switch (kind) {
            case "honest" -> Plans.honest();
            case "attacked" -> Plans.attacked();
            case "disturbed" -> Plans.disturbed();
            case "skewed" -> Plans.skewed();
            case "attacked-and-disturbed" -> Plans.attackedAndDisturbed();
            default -> throw new IllegalArgumentException("no kind of flow: " + kind);
        };
    }

    private void play(Instant until, long seed) {
        var generators = kinds.stream()
                .map(kind -> plans(kind).generator(GEN_SIZE, true))
                .toList();
        for (long number = seed; Instant.now().isBefore(until); number++) {
            for (int i = 0; i < kinds.size(); i++) {
                play(kinds.get(i), generators.get(i), number);
            }
        }
    }

    private void play(String kind, RandomGenerator<Plan> generator, long seed) {
        Shrinkable<Plan> plan = generator.next(new Random(seed));
        played.merge(kind, 1, Integer::sum);
        Match match = Match.play(plan.value());
        if (match.isLost()) {
            String word = kind + ": " + kindOfDifference(match);
            if (lost.merge(word, 1, Integer::sum) == 1) {
                first.put(word, "seed " + seed + smallest(plan, word, kind).ladder());
            }
        }
    }

    /** The words before the first number or name, for a count by kind. */
    private static String kindOfDifference(Match match) {
        return match.differences().getFirst().replaceAll("(:| of | at | must| for | was [A-Z]).*", "$1");
    }

    private static Match smallest(Shrinkable<Plan> plan, String word, String kind) {
        Shrinkable<Plan> best = plan;
        int steps = 0;
        boolean smaller = true;
        while (smaller && steps < MOST_STEPS) {
            smaller = false;
            for (Shrinkable<Plan> each : best.shrink().limit(200).toList()) {
                steps++;
                Match match = Match.play(each.value());
                if (match.isLost() && (kind + ": " + kindOfDifference(match)).equals(word)) {
                    best = each;
                    smaller = true;
                    break;
                }
            }
        }
        return Match.play(best.value());
    }

    private boolean report() {
        first.forEach((kind, ladder) -> System.out.printf("%n=== %s (%d)%n%s", kind, lost.get(kind), ladder));
        System.out.printf("%nplayed %s%ndifferences %s%n", played, lost);
        return lost.isEmpty();
    }
}
