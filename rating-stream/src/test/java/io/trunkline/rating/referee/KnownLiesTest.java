package io.trunkline.rating.referee;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.rating.referee.Disturbance.Sides;
import io.trunkline.rating.referee.Disturbance.Skews;
import io.trunkline.rating.referee.Move.Kind;
import io.trunkline.rating.referee.Plan.End;
import io.trunkline.rating.referee.Plan.Forks;
import io.trunkline.rating.referee.Plan.HangUp;
import io.trunkline.rating.referee.Plan.Ringing;
import io.trunkline.rating.referee.Plan.Route;
import io.trunkline.rating.referee.Plan.Start;
import io.trunkline.rating.referee.Plan.Talk;
import io.trunkline.rating.referee.Plan.Within;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flows by which a call once cost nothing, or another paid it; each by several seeds, so at several moments. */
class KnownLiesTest {

    private static final Start PLAIN = Plan.PLAIN.start();
    private static final int SEEDS = 5;

    /** So many choices give each form of each kind at least once, if not each together with each. */
    private static final int FORMS = 12;

    private static void assertRight(Plan plan) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            assertRight(plan, seed);
        }
    }

    private static void assertRight(Plan plan, long seed) {
        Match match = Match.play(plan.withSeed(seed));
        assertTrue(!match.isLost(), match::ladder);
    }

    /** Each kind of move, before, while and after it rings and in the talk, in each of its forms. */
    @ParameterizedTest
    @EnumSource
    void shouldNotBeMovedByWhatOneSideSendsAlone(Kind kind) {
        for (int percent : new int[] {-5, 0, 5, 25, 50, 75, 99, 105}) {
            for (int form = 0; form < FORMS; form++) {
                assertRight(
                        Plan.PLAIN.with(PLAIN.with(Admission.BY_DIGEST)).with(new Move(kind, percent, form)),
                        percent + form);
            }
        }
    }

    /** A decoy in another's name with the most Max-Forwards, refused with 407; then the real INVITE. */
    @Test
    void shouldLetTheCallerPayAndNotTheOneWhomADecoyNames() {
        assertRight(Plan.PLAIN.with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, 0, 0)));
    }

    @Test
    void shouldAnswerACallAfterAStrayFailureWithTheCallersOwnBranch() {
        assertRight(Plan.PLAIN
                .with(new Talk(600, 0, List.of(), HangUp.BY_CALLER))
                .with(new Move(Kind.STRAY_FAILURE, 1, 0)));
    }

    @Test
    void shouldNotLetAStrayAnswerEndATalkByItsShortSession() {
        assertRight(Plan.PLAIN
                .with(new Talk(600, 0, List.of(), HangUp.BY_CALLER))
                .with(new Move(Kind.STRAY_ANSWER_OF_ANOTHER_BRANCH, 1, 0)));
    }

    @Test
    void shouldChargeACallThroughABackToBackUserAgentOnceWhenItKeepsTheCallId() {
        assertRight(Plan.PLAIN.with(PLAIN.with(Route.B2BUA_KEPT)));
    }

    @Test
    void shouldChargeACallThroughABackToBackUserAgentOnceWhenItsLegsShareNothing() {
        assertRight(Plan.PLAIN.with(PLAIN.with(Route.B2BUA_OTHER)).withNetworks());
    }

    @Test
    void shouldGoOnRingingAfterTheByeOfOneEarlyDialog() {
        assertRight(Plan.PLAIN.with(PLAIN.with(Forks.PARALLEL, Ringing.EARLY_BYE)));
    }

    @Test
    void shouldTakeACallIdThatIsUsedAgainForAnotherCall() {
        assertRight(Plan.PLAIN.andCallsAgain());
        assertRight(Plan.PLAIN.with(PLAIN.with(End.BUSY)).andCallsAgain());
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowTheCallerByWhateverCredentials(Admission admission) {
        if (!admission.isContested()) {
            assertRight(Plan.PLAIN.with(PLAIN.with(admission)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Within.class,
            names = {"BYE_FORBIDDEN", "BYE_TOO_MANY_HOPS", "BYE_CHALLENGE_LEFT", "BYE_OUT_OF_ORDER"})
    void shouldGoOnTalkingAfterAByeThatIsRefused(Within bye) {
        assertRight(Plan.PLAIN.with(new Talk(60, 0, List.of(bye), HangUp.BY_CALLER)));
        assertRight(Plan.PLAIN.with(new Talk(60, 0, List.of(bye), HangUp.NEVER)));
    }

    /** What the called side sends in the name of the leg that the platform makes towards it, and nobody answers. */
    @Test
    void shouldChargeNobodyWhomTheCalledSideNames() {
        for (int form = 0; form < FORMS; form++) {
            assertRight(Plan.PLAIN
                    .with(PLAIN.with(Route.B2BUA_KEPT))
                    .with(new Move(Kind.CALLEES_DECOY_IN_ANOTHERS_NAME, 1, form)));
        }
    }

    /** The called side's agent is an hour behind; it is the first to see the called side's BYE. */
    @Test
    void shouldChargeTheTalkOrFlagItWhenAnAgentIsAnHourBehind() {
        assertRight(Plan.PLAIN
                .with(new Talk(60, 0, List.of(), HangUp.BY_CALLEE))
                .with(new Disturbance(List.of(), List.of(), 20, new Skews(0, -3_600), Sides.BOTH)));
    }
}
