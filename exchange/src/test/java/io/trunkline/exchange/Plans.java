package io.trunkline.exchange;

import io.trunkline.exchange.CallPlan.Ending;
import java.util.SplittableRandom;

/** Plans of calls for tests, each with one thing that matters. */
final class Plans {

    static final Population POPULATION = Population.of(1, 60);
    private static final Subscriber CALLER = POPULATION.of(Customer.ALL.get(1)).getFirst();
    private static final Subscriber CALLEE = POPULATION.of(Customer.ALL.get(2)).getFirst();
    private static final Destination TRUNK = Destination.PREPAID;

    private Plans() {}

    static CallPlan throughTrunk(Ending ending) {
        return plan(null, ending, true, -1, false, false, false, false);
    }

    static CallPlan onNet(Ending ending, boolean forked) {
        return plan(CALLEE, ending, true, -1, false, false, forked, false);
    }

    static CallPlan unchallenged() {
        return plan(null, Ending.ANSWERED, false, -1, false, false, false, false);
    }

    static CallPlan withHoldAndRepetitions() {
        return plan(null, Ending.ANSWERED, true, 4_000, true, true, false, true);
    }

    static CallPlan drawn(long seed) {
        return CallPlan.draw(POPULATION, new SplittableRandom(seed));
    }

    private static CallPlan plan(
            Subscriber callee,
            Ending ending,
            boolean challenged,
            long holdAfterMillis,
            boolean inviteSentTwice,
            boolean answerSentTwice,
            boolean forked,
            boolean calleeHangsUp) {
        return new CallPlan(
                CALLER,
                callee,
                callee == null ? TRUNK : null,
                "+447700900123",
                "447700900123",
                ending,
                challenged,
                1_000,
                5_000,
                20_000,
                calleeHangsUp,
                holdAfterMillis,
                inviteSentTwice,
                answerSentTwice,
                forked,
                42);
    }
}
