package io.trunkline.rating.call;

import static io.trunkline.rating.call.CallScene.moment;
import static io.trunkline.rating.call.Message.bye;
import static io.trunkline.rating.call.Message.byeAnswer;
import static io.trunkline.rating.call.Message.invite;
import static io.trunkline.rating.call.Message.reInvite;
import static io.trunkline.rating.call.Message.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.CaptureGap.Reason;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Telemetry;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What a gap in the capture makes of the calls that were up across it: the real processor with a clock moved by hand. */
class UncertainCallTest {

    private static final String ID = Message.CALL_ID;

    private final Telemetry telemetry = new Telemetry();
    private final DrivenContext context = new DrivenContext(CallScene.START);
    private final CallProcessor processor = new CallProcessor(
            new CallTracker(CallTimes.DEFAULT, ExampleCustomers.customers(), Platform.UNKNOWN),
            new LateReads(),
            new RatingMetrics(telemetry));

    UncertainCallTest() {
        processor.init(context);
    }

    private void take(Object input) {
        processor.process(new Record<>(ID, input, context.now().toEpochMilli()));
    }

    private UncertainCallTest at(double seconds, Message message) {
        context.moveTo(moment(seconds));
        CallMessage captured = message.at(moment(seconds));
        take(captured);
        return this;
    }

    private void gap(double from, double until) {
        context.moveTo(moment(until + 1));
        take(new CaptureGap("collector", List.of("edge"), moment(from), moment(until), Reason.AWAY, 0));
    }

    private void answered(double seconds) {
        at(0, invite()).at(seconds, response(200));
    }

    private List<CallQuestion> questions() {
        return forwarded(CallQuestion.class);
    }

    private <T> List<T> forwarded(Class<T> type) {
        return context.forwarded().stream()
                .map(DrivenContext.Forwarded::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private void says(boolean up, double seconds) {
        says(up, up ? Message.CALLEE_TAG : null, seconds);
    }

    /** What the switch says. */
    private void says(boolean up, String answeredBy, double seconds) {
        context.moveTo(moment(seconds));
        take(new CallVerdict(questions().getLast(), up, answeredBy, moment(seconds)));
    }

    private void rings() {
        at(0, invite()).at(1, response(180));
    }

    /** The call as it is shown; as it ended when it has. */
    private Call shown() {
        return forwarded(Call.class).getLast();
    }

    private Call.Ended ended() {
        return (Call.Ended) shown();
    }

    private Call.Answered up() {
        return (Call.Answered) shown();
    }

    @Test
    void shouldDoubtACallThatWasUpAcrossAGapAndAskForIt() {
        answered(1);
        gap(60, 63);
        assertEquals(moment(60), up().uncertainSince());
        assertEquals(
                new CallQuestion(ID, 0, ID, Message.CALLER_TAG, moment(60), moment(60), moment(64)),
                questions().getFirst());
        assertEquals(up(), forwarded(CallEvent.Revised.class).getFirst().call());
        assertTrue(telemetry.text().contains("trunkline_uncertain_calls_total 1.0"));
    }

    @Test
    void shouldDoubtNoCallOfAnotherAgentOrOfAnotherTime() {
        answered(70);
        gap(60, 63);
        context.moveTo(moment(80));
        take(new CaptureGap("collector", List.of("far"), moment(75), moment(78), Reason.OWN_DROPS, 3));
        at(85, reInvite());
        take(new CaptureGap("collector", List.of("edge"), moment(75), moment(78), Reason.KERNEL_DROPS, 3));
        assertNull(up().uncertainSince());
        assertTrue(questions().isEmpty());
    }

    @Test
    void shouldEndACallThatTheSwitchHasNoMoreWhereItWasKnownToBeUpLast() {
        answered(1);
        gap(60, 63);
        says(false, 80);
        assertEquals(moment(60), ended().endedAt());
        assertEquals(EndedBy.NO_BYE, ended().endedBy());
        assertEquals(Cause.Code.NO_BYE, ended().cause().code());
        assertEquals(List.of(Call.Ended.CAPTURE_GAP), ended().flags());
        assertEquals(moment(80), forwarded(CallEvent.Ended.class).getFirst().receivedAt());
    }

    @Test
    void shouldGoOnWithACallThatTheSwitchHas() {
        answered(1);
        gap(60, 63);
        says(true, 70);
        assertNull(up().uncertainSince());
        assertEquals(2, forwarded(CallEvent.Revised.class).size());
        at(100, bye()).at(100.1, byeAnswer(200));
        assertEquals(moment(100), ended().endedAt());
        assertEquals(List.of(), ended().flags());
    }

    @Test
    void shouldKnowThatACallIsUpByAnySignOfLife() {
        answered(1);
        gap(60, 63);
        at(70, reInvite());
        assertNull(up().uncertainSince());
        says(false, 80);
        assertEquals(moment(1), up().answeredAt(), "the answer to a doubt that is over says nothing");
    }

    @Test
    void shouldEndAtTheByeThatComesAfterTheGap() {
        answered(1);
        gap(60, 63);
        at(65, bye()).at(65.1, byeAnswer(200));
        assertEquals(moment(65), ended().endedAt());
        assertEquals(Cause.Code.NORMAL, ended().cause().code());
        says(false, 80);
        assertEquals(moment(65), ended().endedAt());
    }

    @Test
    void shouldTakeALaterSignOfLifeForTheLastMomentAtWhichItWasUp() {
        answered(1);
        at(61, reInvite());
        gap(60, 63);
        assertEquals(moment(61), up().uncertainSince());
        says(false, 80);
        assertEquals(moment(61), ended().endedAt());
    }

    @Test
    void shouldKeepTheFirstOfSeveralGapsAndTakeNoGapTwice() {
        answered(1);
        gap(60, 63);
        gap(60, 63);
        gap(70, 71);
        assertEquals(1, questions().size());
        assertEquals(moment(60), up().uncertainSince());
    }

    @Test
    void shouldNotBelieveAnAnswerToAnEarlierDoubt() {
        answered(1);
        gap(60, 63);
        CallQuestion first = questions().getFirst();
        at(70, reInvite());
        gap(80, 81);
        take(CallVerdict.gone(first, moment(82)));
        assertEquals(moment(80), up().uncertainSince());
        assertEquals(2, questions().size());
    }

    @Test
    void shouldAskAgainWhileTheByeMayStillWaitToBeRead() {
        answered(1);
        gap(60, 63);
        // What was received half a minute ago is read now: there is a backlog.
        context.moveTo(moment(95));
        take(bye().toTag("stranger").at(moment(64)));
        says(false, 95.5);
        assertEquals(moment(60), up().uncertainSince());
        assertEquals(2, questions().size());
        assertEquals(moment(95.5), questions().getLast().at());
        at(96, bye().toTag("stranger"));
        says(false, 97);
        assertEquals(moment(60), ended().endedAt());
    }

    /** Without a switch the next session refresh decides, or that none comes. */
    @Test
    void shouldGiveUpAnUncertainCallWhenItsSessionTimerRunsOutAndChargeItUpToTheGap() {
        at(0, invite()).at(1, response(200).sessionExpires(120));
        gap(60, 63);
        context.moveTo(moment(154));
        context.moveTo(moment(155));
        assertEquals(moment(60), ended().endedAt());
        assertEquals(List.of(Call.Ended.CAPTURE_GAP), ended().flags());
    }

    @Test
    void shouldDoubtTheSameCallsAfterARestart() {
        answered(1);
        gap(60, 63);
        processor.close();
        processor.init(context);
        gap(60, 63);
        says(false, 80);
        assertEquals(moment(60), ended().endedAt());
    }

    @Test
    void shouldAskForACallThatRangWhenTheGapBegan() {
        rings();
        gap(2, 5);
        assertEquals(
                List.of(new CallQuestion(ID, 0, ID, Message.CALLER_TAG, moment(2), moment(2), moment(6))), questions());
        assertInstanceOf(Call.Ringing.class, shown());
        gap(2, 5);
        context.moveTo(moment(9));
        take(new CaptureGap("collector", List.of("far"), moment(7), moment(8), Reason.OWN_DROPS, 3));
        assertEquals(1, questions().size());
    }

    /** The earliest moment of which nobody can say that it was not answered yet. */
    @Test
    void shouldTakeACallThatTheSwitchHasAnsweredForAnsweredWhenTheGapWasOver() {
        rings();
        gap(2, 5);
        says(true, 11);
        assertEquals(moment(5), up().answeredAt());
        CallEvent.Answered told = forwarded(CallEvent.Answered.class).getFirst();
        assertEquals(moment(5), told.since());
        assertEquals(moment(11), told.receivedAt());
        at(11.5, response(200)).at(60, bye()).at(60.1, byeAnswer(200));
        assertEquals(moment(5), ended().answeredAt());
        assertEquals(moment(60), ended().endedAt());
        assertEquals(Cause.Code.NORMAL, ended().cause().code());
        assertEquals(List.of(Call.Ended.CAPTURE_GAP), ended().flags());
        assertEquals("acme", ended().setup().accountId());
    }

    @Test
    void shouldLetTheSourceAloneSayWhoPaysWhereOnlyARefusedInviteWasSeen() {
        at(0, invite()).at(0.1, response(407));
        gap(2, 5);
        says(true, 11);
        at(60, bye()).at(60.1, byeAnswer(200));
        assertEquals("acme", ended().setup().accountId(), "by its network");
        assertEquals(List.of(Call.Ended.CAPTURE_GAP, Call.Ended.INVITE_UNKNOWN), ended().flags());
    }

    @Test
    void shouldEndUnansweredACallThatRangAndThatTheSwitchHasNoMore() {
        rings();
        gap(2, 5);
        says(false, 21);
        assertNull(ended().answeredAt());
        assertEquals(moment(2), ended().endedAt());
        assertEquals(Outcome.NO_ANSWER, ended().outcome());
        assertEquals(Cause.Code.OTHER, ended().cause().code());
        assertEquals(List.of(Call.Ended.CAPTURE_GAP), ended().flags());
    }

    @Test
    void shouldBelieveThe2xxOfACallThatSeemedToHaveEndedInTheGap() {
        rings();
        gap(2, 5);
        says(false, 21);
        at(22, response(200)).at(60, bye()).at(60.1, byeAnswer(200));
        assertEquals(moment(22), ended().answeredAt());
        assertEquals(List.of(), ended().flags());
    }

    @Test
    void shouldRingOnWhileTheSwitchSaysThatItDoes() {
        rings();
        gap(2, 5);
        says(true, null, 11);
        at(20, response(200)).at(60, bye()).at(60.1, byeAnswer(200));
        assertEquals(moment(20), ended().answeredAt());
        assertEquals(List.of(), ended().flags());
    }

    @Test
    void shouldTakeWhatWasSeenOfACallThatRangBeforeTheSwitchesWord() {
        rings();
        gap(2, 5);
        at(7, response(200));
        says(true, 11);
        assertEquals(moment(7), up().answeredAt());
        assertEquals(1, forwarded(CallEvent.Answered.class).size());
    }

    @Test
    void shouldChargeACallThatRangAcrossSeveralGapsFromTheEndOfTheLast() {
        rings();
        gap(2, 5);
        gap(7, 8);
        assertEquals(1, questions().size());
        says(true, 14);
        assertEquals(moment(8), up().answeredAt());
    }

    @Test
    void shouldRememberOverARestartThatACallRangAcrossAGap() {
        rings();
        gap(2, 5);
        processor.close();
        processor.init(context);
        says(true, 11);
        assertEquals(moment(5), up().answeredAt());
    }
}
