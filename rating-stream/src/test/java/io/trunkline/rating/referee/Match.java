package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Disturbance.Captured;
import java.util.List;

/** A plan, played and judged. */
record Match(Flow flow, List<Captured> capture, List<Ruling> rulings, List<String> differences) {

    static Match play(Plan plan) {
        Flow flow = Scene.play(plan);
        List<Captured> capture = plan.disturbance().capture(flow);
        List<Ruling> rulings = new RatingUnderTest()
                .rule(capture.stream().map(Captured::received).toList(), plan.networksSet());
        return new Match(flow, capture, rulings, Judge.differences(flow, capture, rulings));
    }

    boolean isLost() {
        return !differences.isEmpty();
    }

    String ladder() {
        return Ladder.of(flow, capture, rulings, differences);
    }
}
