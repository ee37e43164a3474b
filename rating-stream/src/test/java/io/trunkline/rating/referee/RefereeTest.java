package io.trunkline.rating.referee;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Some thousand flows, the same at each build; {@code bin/referee} plays others for as long as one likes. jqwik prints the
 * smallest plan that fails.
 */
class RefereeTest {

    private static final int TRIES = 800;

    private static final String SEED = "20261121";

    @Provide
    Arbitrary<Plan> honest() {
        return Plans.honest();
    }

    @Provide
    Arbitrary<Plan> attacked() {
        return Plans.attacked();
    }

    @Provide
    Arbitrary<Plan> disturbed() {
        return Plans.disturbed().filter(plan -> !NotReached.has(plan));
    }

    @Provide
    Arbitrary<Plan> skewed() {
        return Plans.skewed().filter(plan -> !NotReached.has(plan));
    }

    @Property(tries = TRIES, seed = SEED)
    void everyCallIsToldAsItWas(@ForAll("honest") Plan plan) {
        assertRight(plan);
    }

    @Property(tries = TRIES, seed = SEED)
    void nobodyCanLieToIt(@ForAll("attacked") Plan plan) {
        assertRight(plan);
    }

    @Property(tries = TRIES, seed = SEED)
    void whatIsLostIsKnownToBeUnknown(@ForAll("disturbed") Plan plan) {
        assertRight(plan);
    }

    @Property(tries = TRIES, seed = SEED)
    void clocksThatDifferChangeNoPriceUnsaid(@ForAll("skewed") Plan plan) {
        assertRight(plan);
    }

    private static void assertRight(Plan plan) {
        Match match = Match.play(plan);
        assertTrue(!match.isLost(), match::ladder);
    }
}
