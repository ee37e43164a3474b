package io.trunkline.rating.call;

import static io.trunkline.rating.call.Message.bye;
import static io.trunkline.rating.call.Message.byeAnswer;
import static io.trunkline.rating.call.Message.invite;
import static io.trunkline.rating.call.Message.response;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.call.Message.Leg;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261, 15: which BYE ends a call, and when. */
class ByeTest {

    private static final String ID = Message.CALL_ID;

    private final CallScene scene = new CallScene();

    private void answered(double seconds) {
        scene.at(0, invite()).at(seconds, response(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 483, 407, 500})
    void shouldGoOnAfterAByeThatWasRefused(int status) {
        answered(1);
        scene.at(3, bye()).at(3.1, byeAnswer(status));
        scene.waitUntil(40).assertAnswered(ID);
        scene.at(41, bye().cseq(3)).at(41.1, response(200, SipMethod.BYE).cseq(3));
        scene.assertPays("acme", ID, 1, 41);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 408, 481})
    void shouldEndByAByeThatIsAcceptedOrKnowsNoDialog(int status) {
        answered(1);
        scene.at(61, bye()).at(61.1, byeAnswer(status));
        scene.assertPays("acme", ID, 1, 61);
    }

    @Test
    void shouldEndByAByeThatNobodyAnswersAfter64T1AtItsOwnTime() {
        answered(1);
        scene.at(61, bye()).waitUntil(92).assertAnswered(ID);
        scene.waitUntil(94);
        scene.assertPays("acme", ID, 1, 61);
    }

    @Test
    void shouldWaitForTheFateOfTheFirstByeWhenALaterOneIsAccepted() {
        answered(1);
        scene.at(10, bye()).at(10.02, bye().cseq(3)).at(10.03, byeAnswer(200).cseq(3));
        scene.assertAnswered(ID);
        scene.at(10.05, byeAnswer(500));
        scene.assertPays("acme", ID, 1, 10.02);
    }

    @Test
    void shouldEndByTheFirstByeWhenNobodyEverAnswersItAndALaterOneIsAccepted() {
        answered(1);
        scene.at(10, bye()).at(12, bye().cseq(3)).at(12.1, byeAnswer(200).cseq(3));
        scene.waitUntil(41.9).assertAnswered(ID);
        scene.waitUntil(42);
        scene.assertPays("acme", ID, 1, 10);
    }

    @Test
    void shouldTakeARefusalThatOvertookItsByeForIts() {
        answered(1);
        scene.at(3.1, byeAnswer(403)).at(3.2, bye());
        scene.waitUntil(40).assertAnswered(ID);
    }

    @Test
    void shouldEndAtTheFirstOfTwoByesFromBothSides() {
        answered(1);
        scene.at(61, bye())
                .at(61.01, bye().callees())
                .at(61.1, byeAnswer(481))
                .at(61.2, byeAnswer(200).callees());
        scene.assertPays("acme", ID, 1, 61);
        assertEquals(EndedBy.CALLER, scene.ended(ID).endedBy());
    }

    @Test
    void shouldNotGiveUpARingingCallForAByeOfNoDialog() {
        scene.at(0, invite()).at(1, response(180));
        scene.at(2, bye().toTag("nobody")).at(2.1, byeAnswer(481).toTag("nobody"));
        scene.at(36, response(200)).at(636, bye().cseq(3));
        scene.at(636.1, response(200, SipMethod.BYE).cseq(3));
        scene.assertPays("acme", ID, 36, 636);
    }

    @Test
    void shouldNotGiveUpACallOfWhichOneEarlyDialogIsEnded() {
        scene.at(0, invite()).at(1, response(180)).at(1.1, response(180).toTag("carol-tag"));
        scene.at(2, bye()).at(2.1, byeAnswer(200));
        scene.at(20, response(180).toTag("carol-tag"));
        scene.at(36, response(200).toTag("carol-tag"));
        scene.at(636, bye().cseq(3).toTag("carol-tag"));
        scene.at(636.1, response(200, SipMethod.BYE).cseq(3).toTag("carol-tag"));
        scene.assertPays("acme", ID, 36, 636);
    }

    @Test
    void shouldChargeWhatIsTalkedAfterAnEarlyByeOfTheSameDialog() {
        scene.at(0, invite()).at(1, response(180)).at(2, bye()).at(2.1, byeAnswer(200));
        scene.at(36, response(200))
                .at(636, bye().cseq(3))
                .at(636.1, response(200, SipMethod.BYE).cseq(3));
        scene.assertPays("acme", ID, 36, 636);
    }

    @Test
    void shouldEndACallWhoseByeCrossedItsAnswer() {
        scene.at(0, invite())
                .at(1, response(180))
                .at(2, bye())
                .at(2.01, response(200))
                .at(2.1, byeAnswer(200));
        scene.assertPays("acme", ID, 2.01, 2.01);
    }

    @Test
    void shouldGoOnInTheOtherForksDialogWhenTheFirstOneIsEnded() {
        answered(1);
        scene.at(1.1, response(200).toTag("carol-tag"));
        scene.at(2, bye()).at(2.1, byeAnswer(200));
        scene.assertAnswered(ID);
        scene.at(602, bye().toTag("carol-tag")).at(602.1, byeAnswer(200).toTag("carol-tag"));
        scene.assertPays("acme", ID, 1, 602);
        assertEquals(2, scene.events.size());
    }

    @Test
    void shouldWaitForASecondAnswerWhenACallerHangsUpAtOnce() {
        answered(1);
        scene.at(1.5, bye()).at(1.6, byeAnswer(200));
        scene.assertAnswered(ID);
        scene.at(2, response(200).toTag("carol-tag"));
        scene.at(602, bye().cseq(3).toTag("carol-tag"));
        scene.at(602.1, byeAnswer(200).cseq(3).toTag("carol-tag"));
        scene.assertPays("acme", ID, 1, 602);
    }

    @Test
    void shouldTakeTheTimeBetweenReceiptsWhenAnotherAgentIsAnHourBehind() {
        answered(1);
        scene.takes(Altered.of(601, bye()).by("far-away", Duration.ofHours(1)).message());
        scene.takes(Altered.of(601.1, byeAnswer(200))
                .by("far-away", Duration.ofHours(1))
                .message());
        scene.assertPays("acme", ID, 1, 601);
        assertEquals(List.of(Call.Ended.CLOCK_SKEW), scene.ended(ID).flags());
    }

    @Test
    void shouldTakeTheMeasuredDifferenceOfTwoClocksOffAlsoWhenAPacketWasLate() {
        answered(1);
        scene.takes(Altered.of(61, bye())
                .by("far-away", Duration.ofSeconds(2))
                .waiting(Duration.ofSeconds(1))
                .message());
        scene.takes(Altered.of(62.1, byeAnswer(200))
                .by("far-away", Duration.ofSeconds(2))
                .message());
        scene.assertPays("acme", ID, 1, 61);
        assertEquals(List.of(), scene.ended(ID).flags());
    }

    @Test
    void shouldMarkACallThatIsShorterThanTwoClocksAreApart() {
        answered(1);
        scene.takes(Altered.of(2, bye()).by("far-away", Duration.ofSeconds(2)).message());
        scene.takes(Altered.of(2.1, byeAnswer(200))
                .by("far-away", Duration.ofSeconds(2))
                .message());
        scene.waitUntil(5.1);
        scene.assertPays("acme", ID, 1, 2);
        assertEquals(List.of(Call.Ended.CLOCK_SKEW), scene.ended(ID).flags());
    }

    @Test
    void shouldLetMoneyBurnFromWhenTheAnswerPassedHoweverLateItComes() {
        scene.at(0, invite());
        scene.takes(Altered.of(1, response(200)).waiting(Duration.ofSeconds(9)).message());
        var answered = (CallEvent.Answered) scene.events.getFirst();
        assertEquals(CallScene.moment(1), answered.since());
        assertEquals(CallScene.moment(10), answered.receivedAt());
    }

    @Test
    void shouldTakeTheByeOfTheAgentThatSawTheAnswer() {
        scene.at(0, invite()).at(0.01, invite().on(Leg.CALLEE));
        scene.at(1, response(200));
        scene.takes(Altered.of(61, bye().callees().on(Leg.CALLEE))
                .by("far-away", Duration.ofSeconds(-2))
                .message());
        scene.at(61.01, bye().callees());
        scene.at(61.1, byeAnswer(200).callees());
        scene.assertPays("acme", ID, 1, 61.01);
        assertEquals(List.of(), scene.ended(ID).flags());
    }
}
