package io.trunkline.rating.referee;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.rating.referee.Disturbance.Captured;
import io.trunkline.rating.referee.Disturbance.Sides;
import io.trunkline.rating.referee.Disturbance.Skews;
import io.trunkline.rating.referee.Move.Kind;
import io.trunkline.rating.referee.Packet.Role;
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
    private static final int MANY_SEEDS = 50;
    private static final int JITTER_MILLIS = 400;

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

    @ParameterizedTest
    @EnumSource(
            names = {
                "STRAY_FAILURE",
                "STRAY_ANSWER_OF_ANOTHER_BRANCH",
                "STRAY_ANSWER_OF_OWN_BRANCH",
                "BYE_OF_ANOTHER_TAG",
                "BYE_REFUSED_AND_SELF_ANSWERED",
                "CANCEL_OF_ANOTHER_BRANCH",
                "CALLEES_FAILURE_ON_CALLERS_BRANCH",
                "CALLEES_ANSWER_ON_CALLERS_BRANCH",
                "CALLEES_BYE_OF_ANOTHER_TAG",
                "CALLEES_CANCEL"
            })
    void shouldMarkInTheTraceWhatIsOfNoTransactionAndNoDialog(Kind kind) {
        Match match = Match.play(
                Plan.PLAIN.with(new Talk(600, 0, List.of(), HangUp.BY_CALLER)).with(new Move(kind, 50, 0)));
        List<Captured> strays = Trace.strays(match.capture());
        assertTrue(!strays.isEmpty(), match::ladder);
        assertTrue(strays.stream().allMatch(each -> each.packet().mark().role() == Role.FORGED), match::ladder);
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
        assertRight(Plan.PLAIN.with(PLAIN.with(admission)));
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

    private static Disturbance losing(int thousandth) {
        return new Disturbance(List.of(thousandth), List.of(), 0, new Skews(0, 0), Sides.BOTH);
    }

    private static Disturbance overtaking(Sides sides) {
        return new Disturbance(List.of(), List.of(), JITTER_MILLIS, new Skews(0, 0), sides);
    }

    private static Plan answeredByTwo(End end, Route route, Ringing ringing) {
        return Plan.PLAIN.with(PLAIN.with(route).with(Forks.PARALLEL, ringing).with(end));
    }

    /** The BYE of one of two dialogs comes before the 2xx of the other, or is answered before it comes itself. */
    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"ANSWERED_TWICE", "ANSWERED_ANEW"})
    void shouldTalkOnInOneDialogWhenTheOtherEndsAndPacketsOvertakeEachOther(End end) {
        for (Route route : List.of(Route.PROXY, Route.SPIRAL)) {
            for (Ringing ringing : List.of(Ringing.SILENT, Ringing.RELIABLE)) {
                for (Sides sides : List.of(Sides.BOTH, Sides.CALLEE)) {
                    for (int seed = 0; seed < MANY_SEEDS; seed++) {
                        assertRight(answeredByTwo(end, route, ringing).with(overtaking(sides)), seed);
                    }
                }
            }
        }
    }

    /** The 2xx of one of two forks is lost on a hop, or its INVITE, or a BYE. */
    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"ANSWERED_TWICE", "ANSWERED_ANEW"})
    void shouldTalkOnInOneDialogWhenTheOtherEndsAndAPacketIsLost(End end) {
        for (Route route : List.of(Route.PROXY, Route.SPIRAL)) {
            for (int lost = 0; lost < 1_000; lost += 10) {
                assertRight(answeredByTwo(end, route, Ringing.SILENT).with(losing(lost)), lost);
            }
        }
    }

    /** The 407 comes before its INVITE, and before any other; one fork fails before the other is tried. */
    @Test
    void shouldTellWhyACallFailedWhenItsChallengeOvertakesIt() {
        for (int seed = 0; seed < MANY_SEEDS; seed++) {
            assertRight(
                    Plan.PLAIN
                            .with(PLAIN.with(Admission.BY_DIGEST)
                                    .with(Forks.SERIAL, Ringing.SILENT)
                                    .with(End.DECLINED))
                            .with(overtaking(Sides.BOTH)),
                    seed);
        }
    }

    /**
     * The 2xx to the caller is lost on its way here, and it is sent again after the caller has hung up: the talk was
     * between the two. Each packet of the flow is lost in turn, and many are lost in the network.
     */
    @Test
    void shouldChargeATalkThatEndsBeforeItsAnswerIsSentAgain() {
        var start = new Start(
                Route.PROXY,
                Admission.BY_DIGEST,
                List.of(Plan.Detour.REDIRECTED),
                Forks.ONE,
                Ringing.RELIABLE,
                End.ANSWERED);
        for (int lost = 0; lost < 1_000; lost += 4) {
            Plan plan = Plan.PLAIN.with(start).with(new Talk(0, 0, List.of(), HangUp.BY_CALLER));
            assertRight(new Plan(plan.start(), plan.talk(), false, false, 10, List.of(), losing(lost), 143), 143);
        }
    }

    /** Two agents whose clocks are some seconds apart: the difference is measured and taken off. */
    @Test
    void shouldTakeTheDifferenceOfTwoClocksOff() {
        for (HangUp hangUp : List.of(HangUp.BY_CALLER, HangUp.BY_CALLEE, HangUp.BY_BOTH)) {
            for (Skews skews : List.of(new Skews(0, 2), new Skews(-2, 2), new Skews(4, 0), new Skews(0, -4))) {
                for (long seconds : List.of(0L, 3L, 600L)) {
                    assertRight(Plan.PLAIN
                            .with(new Talk(seconds, 0, List.of(), hangUp))
                            .with(new Disturbance(List.of(), List.of(), 20, skews, Sides.BOTH)));
                }
            }
        }
    }

    /** Credentials of another account for another realm, and a decoy that seems to end the call before it is answered. */
    @Test
    void shouldChargeWhomThePlatformAskedWhateverElseTheCallerClaims() {
        for (int percent : new int[] {-5, 0, 1, 5, 50}) {
            for (int form = 0; form < FORMS; form++) {
                assertRight(
                        Plan.PLAIN
                                .with(PLAIN.with(Admission.BY_DIGEST_BESIDE_ANOTHERS))
                                .with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, percent, form)),
                        percent + form);
            }
        }
    }

    /** A decoy of which the refusal is lost, and the caller's own INVITE is lost, too: nobody is charged by its name. */
    @Test
    void shouldChargeNobodyForAnAnswerWhoseInviteWasNotSeen() {
        var start = PLAIN.with(Admission.BY_USER).with(Route.B2BUA_KEPT);
        for (int one = 0; one < 200; one += 5) {
            for (int other = one + 5; other < 300; other += 10) {
                var lost = new Disturbance(List.of(one, other), List.of(), 0, new Skews(0, 0), Sides.BOTH);
                assertRight(
                        Plan.PLAIN
                                .with(start)
                                .with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, 1, 0))
                                .with(lost),
                        one);
            }
        }
    }

    /** A decoy seems to end the call before its first INVITE is read: the challenge to that still says for which realm. */
    @Test
    void shouldRememberForWhichRealmItWasAskedWhenADecoyCameFirst() {
        for (int seed = 0; seed < 4 * MANY_SEEDS; seed++) {
            assertRight(
                    Plan.PLAIN
                            .with(PLAIN.with(Admission.BY_DIGEST_BESIDE_ANOTHERS))
                            .with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, 0, 1))
                            .with(overtaking(Sides.BOTH)),
                    seed);
        }
    }

    /** A BYE is refused, and the refusal comes before it, on both hops. */
    @Test
    void shouldHearARefusalThatOvertookItsBye() {
        for (int seed = 0; seed < 4 * MANY_SEEDS; seed++) {
            assertRight(
                    Plan.PLAIN
                            .with(new Talk(600, 90, List.of(Within.BYE_OUT_OF_ORDER), HangUp.BY_CALLER))
                            .with(overtaking(Sides.BOTH)),
                    seed);
        }
    }

    /** Two answer, the first one's dialog is ended at once, and the other one's 2xx comes only when it is sent again. */
    @Test
    void shouldTalkOnInTheOtherDialogWhereOnlyTheCallersSideIsCaptured() {
        Plan plan = answeredByTwo(End.ANSWERED_ANEW, Route.PROXY, Ringing.SILENT);
        for (int lost = 0; lost < 1_000; lost += 5) {
            var atCaller = new Disturbance(List.of(lost), List.of(), 0, new Skews(0, 0), Sides.CALLER);
            assertRight(new Plan(plan.start(), plan.talk(), false, false, 10, List.of(), atCaller, lost), lost);
        }
    }
}
