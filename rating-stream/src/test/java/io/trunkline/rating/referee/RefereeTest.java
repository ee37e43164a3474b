package io.trunkline.rating.referee;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Some thousand flows, by another seed each time; jqwik prints it, and the smallest plan that fails. */
class RefereeTest {

    private static final int TRIES = 800;

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

    @Property(tries = TRIES)
    void everyCallIsToldAsItWas(@ForAll("honest") Plan plan) {
        assertRight(plan);
    }

    @Property(tries = TRIES)
    void nobodyCanLieToIt(@ForAll("attacked") Plan plan) {
        assertRight(plan);
    }

    @Property(tries = TRIES)
    void whatIsLostIsKnownToBeUnknown(@ForAll("disturbed") Plan plan) {
        assertRight(plan);
    }

    @Property(tries = TRIES)
    void clocksThatDifferChangeNoPriceUnsaid(@ForAll("skewed") Plan plan) {
        assertRight(plan);
    }

    private static void assertRight(Plan plan) {
        Match match = Match.play(plan);
        assertTrue(!match.isLost(), match::ladder);
    }
}
