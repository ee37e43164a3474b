package io.trunkline.rating.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.rating.referee.Disturbance.Captured;
import io.trunkline.rating.referee.Packet.Role;
import java.util.List;
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
        return Plans.disturbed();
    }

    @Provide
    Arbitrary<Plan> skewed() {
        return Plans.skewed();
    }

    @Provide
    Arbitrary<Plan> attackedAndDisturbed() {
        return Plans.attackedAndDisturbed();
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

    @Property(tries = TRIES, seed = SEED)
    void nobodyCanLieAboutWhatIsLost(@ForAll("attackedAndDisturbed") Plan plan) {
        assertRight(plan);
    }

    /** What the trace of a call marks as a stray moves nothing, and nothing else is one. */
    @Property(tries = TRIES, seed = SEED)
    void theTraceCallsStrayWhatMovesNothing(@ForAll("attacked") Plan plan) {
        Match match = Match.play(plan);
        List<Captured> strays = Trace.strays(match.capture());
        for (Captured stray : strays) {
            assertEquals(Role.FORGED, stray.packet().mark().role(), () -> stray + "\n" + match.ladder());
        }
        List<Captured> rest =
                match.capture().stream().filter(each -> !strays.contains(each)).toList();
        List<Ruling> without =
                new RatingUnderTest().rule(rest.stream().map(Captured::received).toList(), plan.networksSet());
        assertEquals(match.rulings(), without, () -> strays + "\n" + match.ladder());
    }

    private static void assertRight(Plan plan) {
        Match match = Match.play(plan);
        assertTrue(!match.isLost(), match::ladder);
    }
}
