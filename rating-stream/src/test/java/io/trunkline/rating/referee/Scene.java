package io.trunkline.rating.referee;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plays a plan: who talked to whom, and each packet of it. */
final class Scene {

    /** What comes before has room for an adversary who begins early. */
    static final long START_MICROS = 60_000_000;

    private Scene() {}

    static Flow play(Plan plan) {
        var chance = new Random(plan.seed());
        var wire = new Wire(chance, plan.networkLossPercent());
        var calls = new ArrayList<Truth.Call>();
        long over = play(plan, wire, chance, 0, START_MICROS, calls);
        if (plan.callAgain()) {
            play(again(plan), wire, chance, 1, over + wire.between(1_000, 39_000), calls);
        }
        new Adversary(plan, wire, chance).plays();
        return Flow.of(plan, wire.packets(), new Truth(List.copyOf(calls)));
    }

    private static long play(Plan plan, Wire wire, Random chance, int call, long at, List<Truth.Call> calls) {
        var setup = new Setup(plan, wire, chance, call);
        Setup.Result result = setup.play(at);
        calls.addAll(setup.truth());
        return result.dialogs().isEmpty()
                ? result.atMicros()
                : new Talking(plan, wire, result.dialogs()).play(result.atMicros());
    }

    /** The second call of a Call-ID is a plain one. */
    private static Plan again(Plan plan) {
        return Plan.PLAIN
                .with(Plan.PLAIN.start().with(plan.start().admission()))
                .withSeed(plan.seed());
    }
}
