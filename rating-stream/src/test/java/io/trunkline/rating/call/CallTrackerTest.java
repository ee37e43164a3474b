package io.trunkline.rating.call;

import static io.trunkline.rating.call.Message.bye;
import static io.trunkline.rating.call.Message.byeAnswer;
import static io.trunkline.rating.call.Message.invite;
import static io.trunkline.rating.call.Message.reInvite;
import static io.trunkline.rating.call.Message.request;
import static io.trunkline.rating.call.Message.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.call.Message.Leg;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallTrackerTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private CallScene scene = new CallScene();
    private List<CallEvent> events = scene.events;
    private TrackedCall state = Unknown.NOTHING;

    private void at(double seconds, Message message) {
        scene.at(seconds, message);
        look();
    }

    private void wait(Instant until) {
        scene.waitUntil(until);
        look();
    }

    private void unordered(double seconds, Message message) {
        scene.takesUnordered(message.at(moment(seconds)));
        look();
    }

    private void look() {
        state = scene.call(Message.CALL_ID);
    }

    private static Instant moment(double seconds) {
        return START.plusMillis(Math.round(seconds * 1_000));
    }

    private Call.Ended ended() {
        return assertInstanceOf(TrackedCall.Ended.class, state).call();
    }

    private void assertCall(Outcome outcome, EndedBy by, int status, double endedAt) {
        assertEquals(outcome, ended().outcome());
        assertEquals(by, ended().endedBy());
        assertEquals(status, ended().status());
        assertEquals(moment(endedAt), ended().endedAt());
    }

    @Test
    void shouldFollowACallFromInviteToBye() {
        at(0, invite());
        at(0.01, response(100).toTag(null));
        at(1, response(180));
        at(4, response(200));
        at(4.1, request(SipMethod.ACK));
        at(64, bye());
        at(64.1, response(200, SipMethod.BYE).cseq(2));

        assertCall(Outcome.ANSWERED, EndedBy.CALLER, 200, 64);
        assertEquals(moment(1), ended().ringingAt());
        assertEquals(moment(4), ended().answeredAt());
        assertEquals("acme", ended().setup().accountId());
        assertEquals("globex", ended().setup().calledAccountId());
        assertEquals("31201000", ended().setup().to());
        assertEquals(ExampleCustomers.tariff(), ended().setup().tariff());
        assertEquals(2, events.size());
        assertInstanceOf(CallEvent.Answered.class, events.getFirst());
    }

    @Test
    void shouldSeeBothSidesOfAProxyAsOneCall() {
        at(0, invite());
        at(0.01, invite().on(Leg.CALLEE));
        at(1, response(180).on(Leg.CALLEE));
        at(1.01, response(180));
        at(4, response(200).on(Leg.CALLEE));
        at(4.01, response(200));
        at(64, bye().callees().on(Leg.CALLEE));
        at(64.01, bye().callees());
        at(64.02, byeAnswer(200).callees());
        at(64.03, byeAnswer(200).callees().on(Leg.CALLEE));

        assertCall(Outcome.ANSWERED, EndedBy.CALLEE, 200, 64);
        assertEquals("192.0.2.10:5060", ended().setup().source());
        assertEquals("203.0.113.5:5060", ended().setup().target());
        assertEquals(2, events.size());
    }

    @Test
    void shouldKnowTheCallersSideEvenWhenItsInviteIsSeenLast() {
        at(0.01, invite().on(Leg.CALLEE));
        at(0.02, invite());
        assertEquals("192.0.2.10:5060", setup().source());
        assertEquals("203.0.113.5:5060", setup().target());
        at(1, response(486).on(Leg.CALLEE));
        assertInstanceOf(TrackedCall.Ringing.class, state);
        at(1.01, response(486));
        assertCall(Outcome.BUSY, EndedBy.CALLEE, 486, 1.01);
    }

    private CallSetup setup() {
        return state.visible().orElseThrow().setup();
    }

    @Test
    void shouldTakeARetransmissionForTheSameMessage() {
        at(0, invite());
        TrackedCall before = state;
        at(0.5, invite());
        assertEquals(before, state);
        at(1, response(200));
        at(1.5, response(200));
        at(9, bye());
        at(9.5, bye());
        at(9.6, byeAnswer(200));
        assertEquals(2, events.size());
        assertEquals(moment(9), ended().endedAt());
    }

    @Test
    void shouldGoOnWithTheSameCallAfterAChallenge() {
        at(0, invite().requestUser("31200"));
        at(0.1, response(407));
        at(0.2, request(SipMethod.ACK));
        at(0.3, invite().cseq(2).digestUser("bob").requestUser("31200"));
        at(2, response(200).cseq(2));
        assertEquals(START, setup().startedAt());
        assertEquals("globex", setup().accountId(), "the account of the credentials");
        assertEquals(1, events.size());
    }

    @Test
    void shouldEndACallWhoseChallengeIsNotAnswered() {
        at(0, invite());
        at(0.1, response(401));
        wait(moment(40));
        assertCall(Outcome.REJECTED, EndedBy.PLATFORM, 401, 0.1);
    }

    @Test
    void shouldNotTakeAProxysOwnCredentialsForTheCallers() {
        at(0, invite());
        at(0.01, invite().on(Leg.CALLEE));
        at(0.02, response(407).on(Leg.CALLEE));
        at(0.03, invite().cseq(2).on(Leg.CALLEE).digestUser("bob"));
        at(1, response(200).cseq(2).on(Leg.CALLEE));
        at(1.01, response(200));
        assertEquals("acme", setup().accountId());
        assertEquals(
                moment(1.01),
                assertInstanceOf(TrackedCall.Answered.class, state).call().answeredAt());
    }

    @Test
    void shouldFollowARedirection() {
        at(0, invite());
        at(0.1, response(302));
        at(0.3, invite().cseq(2).requestUser("31209999"));
        at(2, response(200).cseq(2));
        assertEquals("31209999", setup().to());
    }

    @Test
    void shouldLetTheFirstAnswerOfSeveralForksAnswer() {
        at(0, invite());
        at(0.01, invite().on(Leg.CALLEE));
        at(0.02, invite().on(Leg.OTHER_FORK));
        at(1, response(180).on(Leg.CALLEE));
        at(1.1, response(180).on(Leg.OTHER_FORK).toTag("carol-tag"));
        at(3, response(200).on(Leg.OTHER_FORK).toTag("carol-tag"));
        at(3.01, response(200).toTag("carol-tag"));
        at(3.1, response(200).on(Leg.CALLEE));
        at(3.11, response(200));
        at(3.2, bye());
        at(3.21, byeAnswer(200));
        assertInstanceOf(TrackedCall.Answered.class, state, "the other fork's BYE is not this call's");
        assertEquals("carol-tag", setup().toTag());
        at(33, bye().toTag("carol-tag"));
        at(33.1, byeAnswer(200).toTag("carol-tag"));
        assertCall(Outcome.ANSWERED, EndedBy.CALLER, 200, 33);
        assertEquals(2, events.size());
    }

    @Test
    void shouldWaitForAnotherForkWhenOneFails() {
        at(0, invite());
        at(0.01, invite().on(Leg.CALLEE));
        at(1, response(486).on(Leg.CALLEE));
        at(1.1, invite().on(Leg.OTHER_FORK));
        at(2, response(180).on(Leg.OTHER_FORK).toTag("carol-tag"));
        at(100, response(200).on(Leg.OTHER_FORK).toTag("carol-tag"));
        at(100.01, response(200).toTag("carol-tag"));
        assertInstanceOf(TrackedCall.Answered.class, state);
    }

    @Test
    void shouldEndAsTheForkDidWhenTheCallersFailureWasLost() {
        at(0, invite());
        at(0.01, invite().on(Leg.CALLEE));
        at(1, response(486).on(Leg.CALLEE));
        wait(moment(300));
        assertEquals(Unknown.NOTHING, state);
        var last = assertInstanceOf(CallEvent.Ended.class, events.getLast());
        assertEquals(Outcome.BUSY, last.call().outcome());
        assertEquals(moment(1), last.call().endedAt());
    }

    @Test
    void shouldNotAnswerAgainByTheAnswerToAReInvite() {
        at(0, invite());
        at(1, response(200));
        at(10, reInvite());
        at(10.1, response(200).cseq(2));
        at(12, reInvite().cseq(1).callees());
        at(12.1, response(200).callees());
        assertEquals(
                moment(1),
                assertInstanceOf(TrackedCall.Answered.class, state).call().answeredAt());
        assertEquals(1, events.size());
    }

    @Test
    void shouldNotStartACallByAReInvite() {
        at(0, reInvite());
        assertEquals(Unknown.NOTHING, state);
    }

    @Test
    void shouldEndACancelledCallByIts487() {
        at(0, invite());
        at(1, response(180));
        at(5, request(SipMethod.CANCEL));
        at(5.1, response(200, SipMethod.CANCEL));
        assertInstanceOf(TrackedCall.Ringing.class, state);
        at(5.2, response(487));
        assertCall(Outcome.CANCELLED, EndedBy.CALLER, 487, 5.2);
    }

    @Test
    void shouldEndACancelledCallWhose487WasLost() {
        at(0, invite());
        at(5, request(SipMethod.CANCEL));
        wait(moment(40));
        assertCall(Outcome.CANCELLED, EndedBy.CALLER, 487, 5);
    }

    @Test
    void shouldAnswerACallWhoseCancelCameTooLate() {
        at(0, invite());
        at(5, request(SipMethod.CANCEL));
        at(5.1, response(200));
        assertInstanceOf(TrackedCall.Answered.class, state);
    }

    @Test
    void shouldNotTakeTheCancelOfAForkForTheCallers() {
        at(0, invite());
        at(0.01, invite().on(Leg.CALLEE));
        at(20, request(SipMethod.CANCEL).on(Leg.CALLEE));
        at(20.1, response(487).on(Leg.CALLEE));
        at(20.2, response(408));
        assertCall(Outcome.NO_ANSWER, EndedBy.TRUNK, 408, 20.2);
    }

    @Test
    void shouldNameTheOutcomeOfEachFailure() {
        assertEquals(Outcome.BUSY, outcomeOf(486));
        assertEquals(Outcome.BUSY, outcomeOf(600));
        assertEquals(Outcome.NO_ANSWER, outcomeOf(408));
        assertEquals(Outcome.NO_ANSWER, outcomeOf(480));
        assertEquals(Outcome.CANCELLED, outcomeOf(487));
        assertEquals(Outcome.REJECTED, outcomeOf(404));
        assertEquals(Outcome.REJECTED, outcomeOf(603));
        assertEquals(Outcome.FAILED, outcomeOf(503));
    }

    private Outcome outcomeOf(int status) {
        scene = new CallScene();
        events = scene.events;
        at(0, invite());
        at(1, response(status));
        return ended().outcome();
    }

    @Test
    void shouldGiveUpACallThatRingsForTooLong() {
        at(0, invite());
        at(1, response(180));
        wait(moment(202));
        assertCall(Outcome.NO_ANSWER, EndedBy.CALLEE, 0, 200);
        assertNull(ended().answeredAt());
    }

    @Test
    void shouldKeepRingingWhileProvisionalResponsesCome() {
        at(0, invite());
        at(1, response(183));
        at(150, response(183));
        wait(moment(340));
        assertInstanceOf(TrackedCall.Ringing.class, state);
    }

    @Test
    void shouldEndACallWithoutByeWhenItsSessionTimerRunsOutAtItsLastSignOfLife() {
        at(0, invite());
        at(1, response(200).sessionExpires(90));
        at(46, request(SipMethod.UPDATE).cseq(2));
        at(46.1, response(200, SipMethod.UPDATE).cseq(2).sessionExpires(90));
        wait(moment(130));
        assertInstanceOf(TrackedCall.Answered.class, state);
        wait(moment(170));
        assertCall(Outcome.ANSWERED, EndedBy.NO_BYE, 200, 46.1);
    }

    @Test
    void shouldEndACallWithoutByeAtTheLongestDuration() {
        at(0, invite());
        at(1, response(200));
        at(1.1, request(SipMethod.ACK));
        at(600, request(SipMethod.INFO).cseq(3));
        wait(moment(4 * 3_600));
        assertInstanceOf(TrackedCall.Answered.class, state);
        wait(moment(4 * 3_600 + 1));
        assertCall(Outcome.ANSWERED, EndedBy.NO_BYE, 200, 600);
    }

    @Test
    void shouldEndByTheByeEvenWhenItsAnswerWasSeenFirst() {
        at(0, invite());
        at(1, response(200));
        at(61.1, response(200, SipMethod.BYE).cseq(2));
        assertInstanceOf(TrackedCall.Answered.class, state);
        at(61.2, bye());
        assertCall(Outcome.ANSWERED, EndedBy.CALLER, 200, 61.2);
    }

    @Test
    void shouldEndByTheAnswerToAByeThatWasLost() {
        at(0, invite());
        at(1, response(200));
        at(61, response(200, SipMethod.BYE).cseq(2).callees());
        at(61.01, response(200, SipMethod.BYE).cseq(2).callees().on(Leg.CALLEE));
        wait(moment(70));
        assertCall(Outcome.ANSWERED, EndedBy.CALLEE, 200, 61.01);
    }

    @Test
    void shouldPutMessagesInOrderThatOvertookTheInvite() {
        unordered(2, response(200));
        unordered(1, response(180));
        assertFalse(state.visible().isPresent());
        unordered(0, invite());
        var answered = assertInstanceOf(TrackedCall.Answered.class, state);
        assertEquals(moment(1), answered.call().ringingAt());
        assertEquals(moment(2), answered.call().answeredAt());
        assertEquals(1, events.size());
    }

    @Test
    void shouldForgetMessagesWhoseInviteNeverCame() {
        at(0, response(200));
        wait(moment(10));
        assertEquals(Unknown.NOTHING, state);
    }

    @Test
    void shouldNoteTheRingingThatWasOvertakenByTheAnswer() {
        at(0, invite());
        unordered(3, response(200));
        unordered(2, response(180));
        assertEquals(
                moment(2),
                assertInstanceOf(TrackedCall.Answered.class, state).call().ringingAt());
        assertEquals(1, events.size());
    }

    @Test
    void shouldEndACallWhoseByeOvertookItsAnswer() {
        at(0, invite());
        unordered(9, bye());
        unordered(3, response(200));
        assertInstanceOf(TrackedCall.Answered.class, state, "the BYE may yet be refused");
        at(9.1, byeAnswer(200));
        assertCall(Outcome.ANSWERED, EndedBy.CALLER, 200, 9);
        assertEquals(2, events.size());
    }

    @Test
    void shouldSayThatThePlatformEndedACallThatItEndedItself() {
        at(0, invite());
        at(0.01, invite().on(Leg.CALLEE));
        at(1, response(200).on(Leg.CALLEE));
        at(1.01, response(200));
        at(31, bye().callees());
        at(31.1, byeAnswer(200).callees());
        assertCall(Outcome.ANSWERED, EndedBy.PLATFORM, 200, 31);
    }

    @Test
    void shouldChangeNothingByLatePacketsAndForgetTheCallAfterAWhile() {
        at(0, invite());
        at(1, response(200));
        at(9, bye());
        at(9.1, byeAnswer(200));
        TrackedCall over = state;
        at(9.5, request(SipMethod.ACK));
        at(10, response(200));
        at(11, bye().callees());
        assertEquals(over, state);
        wait(moment(60));
        assertEquals(Unknown.NOTHING, state);
    }

    @Test
    void shouldTakeANewInviteOfTheSameCallIdAfterTheEndForAnotherCall() {
        at(0, invite());
        at(1, response(503));
        at(2, invite().cseq(2));
        assertEquals(
                moment(2),
                assertInstanceOf(TrackedCall.Ringing.class, scene.call("call-1;alice-tag"))
                        .call()
                        .setup()
                        .startedAt());
    }

    @Test
    void shouldGiveNoTariffToACallSeenByAnAgentThatMayNotBill() {
        at(0, invite().unbilled());
        at(1, response(200).unbilled());
        assertNull(setup().tariff());
        assertEquals("acme", setup().accountId());
    }

    @Test
    void shouldNotLetAnAgentThatMayNotBillAnswerOrEndAnothersCall() {
        at(0, invite());
        at(1, response(200).unbilled());
        assertInstanceOf(TrackedCall.Ringing.class, state);
        at(2, response(200));
        at(3, bye().unbilled());
        assertInstanceOf(TrackedCall.Answered.class, state);
    }

    @Test
    void shouldBillACallThatAnAgentThatMayNotSawFirst() {
        at(0, invite().unbilled());
        at(0.1, invite());
        at(1, response(200));
        assertEquals(ExampleCustomers.tariff(), setup().tariff());
    }

    @Test
    void shouldFindTheAccountByTheSourceWhenNoUserIsKnown() {
        at(0, invite().digestUser("nobody"));
        assertEquals("acme", setup().accountId());
    }
}
