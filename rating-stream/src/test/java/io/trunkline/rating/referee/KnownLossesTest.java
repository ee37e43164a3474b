package io.trunkline.rating.referee;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.rating.referee.Disturbance.Sides;
import io.trunkline.rating.referee.Disturbance.Skews;
import io.trunkline.rating.referee.Move.Kind;
import io.trunkline.rating.referee.Plan.Detour;
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

/** Flows of which one packet too few came, or one too late, and that were told wrong for it. */
class KnownLossesTest {

    private static final int THOUSANDTHS = 1_000;

    private static void assertRight(Plan plan) {
        Match match = Match.play(plan);
        assertTrue(!match.isLost(), match::ladder);
    }

    private static Plan plan(Start start, Talk talk) {
        return Plan.PLAIN.with(start).with(talk);
    }

    private static Disturbance losing(int thousandth, int jitterMillis, Sides sides) {
        return new Disturbance(List.of(thousandth), List.of(), jitterMillis, new Skews(0, 0), sides);
    }

    private static Plan losingInTheNetwork(Plan plan) {
        return new Plan(
                plan.start(),
                plan.talk(),
                plan.callAgain(),
                plan.networksSet(),
                10,
                plan.moves(),
                plan.disturbance(),
                plan.seed());
    }

    /** Credentials of two accounts, and the challenge that says which of them count is lost. */
    @Test
    void shouldChargeNobodyElseWhenTheChallengeWasNotSeen() {
        var start = new Start(
                Route.SPIRAL, Admission.BY_DIGEST_BESIDE_ANOTHERS, List.of(), Forks.ONE, Ringing.RINGS, End.ANSWERED);
        Plan plan = plan(start, new Talk(75, 90, List.of(), HangUp.BY_BOTH))
                .with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, 3, 0));
        for (int lost = 0; lost < THOUSANDTHS; lost += 7) {
            assertRight(plan.with(losing(lost, 0, Sides.BOTH)).withSeed(lost));
        }
    }

    /** The INVITE that was challenged is lost, and the caller takes longer to try again than a stray challenge waits. */
    @Test
    void shouldChargeNobodyElseWhenOfAChallengeTheInviteWasNotSeen() {
        var start = new Start(
                Route.PROXY, Admission.BY_DIGEST_BESIDE_ANOTHERS, List.of(), Forks.ONE, Ringing.SILENT, End.ANSWERED);
        Plan plan = plan(start, Plan.PLAIN.talk()).with(losing(0, 0, Sides.BOTH));
        for (int seed = 1_200; seed < 1_300; seed++) {
            assertRight(losingInTheNetwork(plan.withSeed(seed)));
        }
    }

    /** The caller's INVITE is lost, and a failure that the called side sends after its own 2xx overtakes that. */
    @Test
    void shouldBelieveA2xxThatALaterFailureOfTheCalledSideOvertook() {
        Plan plan = Plan.PLAIN
                .with(new Talk(600, 0, List.of(), HangUp.BY_CALLER))
                .with(new Move(Kind.CALLEES_LATE_FAILURE, 4, 0))
                .with(losing(0, 400, Sides.BOTH));
        for (int seed = 0; seed < 2_000; seed++) {
            assertRight(plan.withSeed(seed));
        }
    }

    /** Of an INVITE that was redirected and followed only a copy is seen, when the call is over: nobody calls by it. */
    @Test
    void shouldMakeNoSecondRecordOfALateCopyOfAnInviteThatWasFollowed() {
        var start = new Start(
                Route.PROXY,
                Admission.BY_NETWORK,
                List.of(Detour.REDIRECTED),
                Forks.ONE,
                Ringing.SILENT,
                End.NOT_FOUND);
        Plan plan = losingInTheNetwork(plan(start, Plan.PLAIN.talk())
                .with(new Disturbance(List.of(0, 200), List.of(), 0, new Skews(0, 0), Sides.BOTH)));
        assertRight(plan.withSeed(317_811));
        for (int seed = 0; seed < 200; seed++) {
            assertRight(plan.withSeed(seed));
        }
    }

    /** The leg's first call, in which the platform asked, seems to be over by a decoy, and is forgotten by the answer. */
    @Test
    void shouldRememberForWhichRealmThePlatformAskedOnALegHoweverLongItRings() {
        var start = new Start(
                Route.SPIRAL,
                Admission.BY_DIGEST_BESIDE_ANOTHERS,
                List.of(),
                Forks.SERIAL,
                Ringing.RELIABLE,
                End.ANSWERED);
        for (int seed = 0; seed < 100; seed++) {
            assertRight(plan(start, new Talk(20, 0, List.of(), HangUp.BY_CALLER))
                    .with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, 0, 1))
                    .withSeed(seed));
        }
    }

    /** Only the called side is captured, and of the BYE of the fork that nobody talks to only the answer. */
    @Test
    void shouldEndWithTheTalkWhenOnlyTheAnswerToTheOtherForksByeWasSeen() {
        var start = new Start(
                Route.PROXY,
                Admission.BY_NETWORK,
                List.of(Detour.INTERVAL_TOO_SMALL),
                Forks.PARALLEL,
                Ringing.SILENT,
                End.ANSWERED_TWICE);
        var within = List.of(Within.RE_INVITE, Within.RE_INVITE);
        for (int lost = 0; lost < THOUSANDTHS; lost += 12) {
            assertRight(plan(start, new Talk(20, 0, within, HangUp.BY_CALLER))
                    .with(losing(lost, 0, Sides.CALLEE))
                    .withSeed(lost));
        }
    }

    /** Both hang up; of one BYE only the answer is seen, and that of the other overtakes it. */
    @Test
    void shouldEndWhenOfTwoByesOneWasLostAndTheAnswerToTheOtherCameFirst() {
        var start =
                new Start(Route.PROXY, Admission.BY_NETWORK, List.of(), Forks.PARALLEL, Ringing.SILENT, End.ANSWERED);
        for (int lost = 700; lost < THOUSANDTHS; lost += 25) {
            for (int seed = 0; seed < 10; seed++) {
                assertRight(plan(start, new Talk(20, 0, List.of(), HangUp.BY_BOTH))
                        .with(losing(lost, 400, Sides.CALLEE))
                        .withSeed(seed));
            }
        }
    }

    /** The 2xx of a fork is seen first behind an INVITE that was lost: it goes on to the caller. */
    @Test
    void shouldNotMakeTwoCallsOfTwoForksThatAnswerBehindAnInviteThatWasLost() {
        var start = new Start(
                Route.SPIRAL,
                Admission.BY_NETWORK_IN_ANOTHERS_NAME,
                List.of(),
                Forks.PARALLEL,
                Ringing.SILENT,
                End.ANSWERED_TWICE);
        for (int lost = 0; lost < 100; lost += 13) {
            for (int seed = 0; seed < 30; seed++) {
                assertRight(plan(start, new Talk(20, 0, List.of(), HangUp.BY_CALLER))
                        .with(losing(lost, 50, Sides.BOTH))
                        .withSeed(seed));
            }
        }
    }

    /** While it rings, a re-INVITE of the caller's is refused, and three seconds later it is answered. */
    @Test
    void shouldNotLetAFailureOfAnotherTransactionHurryTheAnswer() {
        var start = new Start(
                Route.SPIRAL,
                Admission.BY_DIGEST,
                List.of(Detour.INTERVAL_TOO_SMALL, Detour.REDIRECTED),
                Forks.ONE,
                Ringing.RELIABLE,
                End.ANSWERED);
        assertRight(plan(start, new Talk(3, 0, List.of(), HangUp.UNANSWERED))
                .andCallsAgain()
                .with(new Move(Kind.RE_INVITE_IN_ANOTHERS_NAME, 6, 0))
                .withSeed(109_052));
    }

    /** The first 2xx to the caller is lost, and he hangs up by a BYE that nobody answers before it is sent again. */
    @Test
    void shouldTakeTheCalleesAnswerWhenAByeIsPassedOnBeforeTheCallersIsSeen() {
        var start = new Start(
                Route.PROXY,
                Admission.BY_DIGEST,
                List.of(Detour.REDIRECTED, Detour.INTERVAL_TOO_SMALL),
                Forks.ONE,
                Ringing.MANY_DIALOGS,
                End.ANSWERED_AND_CANCELLED);
        for (int lost = 500; lost < 700; lost++) {
            assertRight(losingInTheNetwork(plan(start, new Talk(20, 0, List.of(), HangUp.UNANSWERED))
                    .with(losing(lost, 0, Sides.BOTH))
                    .withSeed(1_836_311_903)));
        }
    }

    /** A decoy is refused after the call's own INVITE: the last refusal is how the leg failed. */
    @Test
    void shouldTellAFailureThoughADecoyIsRefusedAfterIt() {
        Start start = Plan.PLAIN.start().with(Admission.BY_DIGEST).with(End.NOT_FOUND);
        for (int percent = 0; percent <= 100; percent += 5) {
            assertRight(Plan.PLAIN.with(start).with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, percent, 4)));
        }
    }

    /** The caller's INVITE is lost, the second fork's 2xx comes back to him, and a decoy of his waits for any. */
    @Test
    void shouldNotGiveADecoyTheAnswerOfAForkWhoseInviteWasLost() {
        var start = new Start(
                Route.PROXY, Admission.BY_DIGEST, List.of(), Forks.PARALLEL, Ringing.SILENT, End.ANSWERED_TWICE);
        for (int lost = 0; lost < 300; lost += 20) {
            for (int seed = 0; seed < 10; seed++) {
                assertRight(plan(start, new Talk(20, 0, List.of(), HangUp.NEVER))
                        .with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, 99, 0))
                        .with(losing(lost, 50, Sides.BOTH))
                        .withSeed(seed));
            }
        }
    }

    /** His INVITE and its 2xx are lost; a decoy with another's credentials waits, and nobody answers it. */
    @Test
    void shouldNameNobodyByAnInviteThatNobodyTookAnyFurther() {
        var start =
                new Start(Route.PROXY, Admission.BY_DIGEST_AT_ONCE, List.of(), Forks.ONE, Ringing.SILENT, End.ANSWERED);
        var within = List.of(Within.RE_INVITE);
        for (int choice = 0; choice < 8; choice++) {
            for (int lost = 0; lost < THOUSANDTHS; lost += 40) {
                var twoLost = new Disturbance(List.of(0, 40, lost), List.of(), 0, new Skews(0, 0), Sides.CALLER);
                assertRight(plan(start, new Talk(20, 0, within, HangUp.BY_CALLER))
                        .with(new Move(Kind.DECOY_WITH_ANOTHERS_CREDENTIALS, 0, choice))
                        .with(twoLost)
                        .withSeed(lost));
            }
        }
    }

    /** The caller's INVITE is lost, two forks answer it, and he ends the dialog of the first. */
    @Test
    void shouldGoOnInTheOtherForksDialogThoughTheInviteWasLost() {
        var start = new Start(
                Route.PROXY,
                Admission.BY_NETWORK,
                List.of(Detour.REDIRECTED),
                Forks.PARALLEL,
                Ringing.RINGS,
                End.ANSWERED_ANEW);
        for (int lost = 0; lost < 120; lost += 4) {
            assertRight(plan(start, new Talk(600, 90, List.of(Within.RE_INVITE), HangUp.BY_CALLER))
                    .with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, 1, 0), new Move(Kind.DECOY_IN_ANOTHERS_NAME, 2, 13))
                    .with(losing(lost, 0, Sides.CALLER)));
        }
    }

    /** A decoy had seemed to end the leg's call; of the next one the 2xx is lost, and its early dialog is known. */
    @Test
    void shouldKnowWhoPaysByTheEarlyDialogThoughTheLegHadAnotherCall() {
        var start = new Start(
                Route.PROXY,
                Admission.BY_DIGEST,
                List.of(Detour.REDIRECTED),
                Forks.ONE,
                Ringing.MANY_DIALOGS,
                End.ANSWERED);
        var within = List.of(Within.RE_INVITE, Within.RE_INVITE, Within.UPDATE);
        for (int lost = 400; lost < 600; lost += 5) {
            var disturbance = new Disturbance(List.of(260, lost), List.of(), 0, new Skews(0, 0), Sides.BOTH);
            assertRight(plan(start, new Talk(20, 0, within, HangUp.BY_CALLER))
                    .with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, 0, 1))
                    .with(disturbance)
                    .withSeed(1));
        }
    }

    /** A decoy's refusal ends the leg's call before the caller's INVITE comes, which goes through another server and back. */
    @Test
    void shouldTakeACopyFromBehindAnotherHopForNoCallOfItsOwn() {
        var start = new Start(Route.SPIRAL, Admission.BY_USER, List.of(), Forks.ONE, Ringing.SILENT, End.ANSWERED);
        var disturbance = new Disturbance(List.of(0), List.of(0, 42), 400, new Skews(0, 0), Sides.BOTH);
        for (int seed = 2_427_200; seed < 2_427_300; seed++) {
            assertRight(plan(start, Plan.PLAIN.talk())
                    .with(new Move(Kind.DECOY_IN_ANOTHERS_NAME, 0, 1))
                    .with(disturbance)
                    .withSeed(seed));
        }
    }

    /** The first 2xx to the caller is lost, and the refusal of his BYE comes before the BYE and before the 2xx is seen. */
    @Test
    void shouldRememberARefusalThatOvertookItsByeWhileItSeemedToRing() {
        var start = new Start(
                Route.B2BUA_KEPT, Admission.BY_DIGEST, List.of(), Forks.ONE, Ringing.RINGS, End.ANSWERED_AND_CANCELLED);
        Plan plan = losingInTheNetwork(plan(start, new Talk(20, 0, List.of(), HangUp.CHALLENGED))
                .andCallsAgain()
                .with(new Disturbance(List.of(0, 283), List.of(0), 50, new Skews(0, 0), Sides.BOTH)));
        for (int seed = 97_793_600; seed < 97_793_700; seed++) {
            assertRight(plan.withSeed(seed));
        }
    }
}
