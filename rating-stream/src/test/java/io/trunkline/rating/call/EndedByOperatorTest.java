package io.trunkline.rating.call;

import static io.trunkline.rating.call.CallScene.moment;
import static io.trunkline.rating.call.Message.bye;
import static io.trunkline.rating.call.Message.byeAnswer;
import static io.trunkline.rating.call.Message.invite;
import static io.trunkline.rating.call.Message.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.CaptureGap.Reason;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.EndCallOrder;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Telemetry;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** An operator wants a call ended: what the switch is told, and what the record says. The real processor with a clock moved by hand. */
class EndedByOperatorTest {

    private static final String ID = Message.CALL_ID;

    private final DrivenContext context = new DrivenContext(CallScene.START);
    private final CallProcessor processor = new CallProcessor(
            new CallTracker(CallTimes.DEFAULT, ExampleCustomers.customers(), Platform.UNKNOWN),
            new LateReads(),
            new RatingMetrics(new Telemetry()));

    EndedByOperatorTest() {
        processor.init(context);
    }

    private void take(Object input) {
        processor.process(new Record<>(ID, input, context.now().toEpochMilli()));
    }

    private EndedByOperatorTest at(double seconds, Message message) {
        context.moveTo(moment(seconds));
        take(message.at(moment(seconds)));
        return this;
    }

    private void orders(double seconds, boolean bySwitch) {
        context.moveTo(moment(seconds));
        take(new EndCallOrder(ID, ID, "noc", bySwitch, moment(seconds)));
    }

    private void gap(double from, double until) {
        context.moveTo(moment(until + 1));
        take(new CaptureGap("collector", List.of("edge"), moment(from), moment(until), Reason.AWAY, 0));
    }

    private <T> List<T> forwarded(Class<T> type) {
        return context.forwarded().stream()
                .map(DrivenContext.Forwarded::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private Call shown() {
        return forwarded(Call.class).getLast();
    }

    private Call.Ended ended() {
        return (Call.Ended) shown();
    }

    private void answered() {
        at(0, invite()).at(1, response(200));
    }

    /** What the platform sends to the caller in the called side's name. */
    private static Message byeOfPlatform() {
        return bye().callees();
    }

    @Test
    void shouldHaveTheSwitchEndItAndSayWhoWantedIt() {
        answered();
        orders(60.5, true);
        assertEquals(
                List.of(new SwitchCommand.EndCall(
                        ID, Message.CALLER_TAG, Message.CALLEE_TAG, "ended by operator", moment(60.5), "noc")),
                forwarded(SwitchCommand.EndCall.class));
        at(61, byeOfPlatform()).at(61.1, byeAnswer(200).callees());
        assertEquals(Cause.Code.ENDED_BY_OPERATOR, ended().cause().code());
        assertEquals("ended by operator noc at 12:01:00", ended().cause().text());
        assertEquals(EndedBy.PLATFORM, ended().endedBy());
        assertEquals(moment(61), ended().endedAt());
        assertEquals(List.of(), ended().flags());
    }

    @Test
    void shouldRememberTheOrderOverARestart() {
        answered();
        orders(60, true);
        processor.close();
        processor.init(context);
        at(61, byeOfPlatform()).at(61.1, byeAnswer(200).callees());
        assertEquals(Cause.Code.ENDED_BY_OPERATOR, ended().cause().code());
    }

    @Test
    void shouldNotTakeForTheOperatorsWhatTheCallerEnds() {
        answered();
        orders(60, true);
        at(61, bye()).at(61.1, byeAnswer(200));
        assertEquals(Cause.Code.NORMAL, ended().cause().code());
        assertEquals(EndedBy.CALLER, ended().endedBy());
    }

    @Test
    void shouldNotTakeForTheOperatorsWhatEndsLongAfterACommandThatFailed() {
        answered();
        orders(60, true);
        at(200, byeOfPlatform()).at(200.1, byeAnswer(200).callees());
        assertEquals(Cause.Code.NORMAL, ended().cause().code());
    }

    @Test
    void shouldOrderNothingOfACallThatRingsOrIsOver() {
        at(0, invite());
        orders(1, true);
        at(2, response(486));
        orders(3, true);
        assertEquals(List.of(), forwarded(SwitchCommand.EndCall.class));
    }

    @Test
    void shouldCloseAnUncertainCallInTheBooksWhereNoSwitchTakesCommands() {
        answered();
        gap(60, 63);
        orders(100, false);
        assertEquals(moment(60), ended().endedAt());
        assertEquals(EndedBy.NO_BYE, ended().endedBy());
        assertEquals(Cause.Code.NO_BYE, ended().cause().code());
        assertTrue(
                ended().cause().text().contains("closed by operator noc at 12:01:40"),
                ended().cause().text());
        assertEquals(List.of(Call.Ended.CAPTURE_GAP, Call.Ended.CLOSED_BY_OPERATOR), ended().flags());
        assertEquals(List.of(), forwarded(SwitchCommand.EndCall.class));
    }

    @Test
    void shouldNotCloseACertainCallWhereNoSwitchTakesCommands() {
        answered();
        orders(100, false);
        assertTrue(shown() instanceof Call.Answered);
    }

    /** A switch that was restarted has forgotten its calls: an operator decides that they are over. */
    @Test
    void shouldAskTheSwitchOnceMoreForAnUncertainCall() {
        answered();
        gap(60, 63);
        orders(70, true);
        assertEquals(1, forwarded(SwitchCommand.EndCall.class).size());
        CallQuestion again = forwarded(CallQuestion.class).getLast();
        assertEquals(moment(70), again.gapBegan());
        context.moveTo(moment(85));
        take(CallVerdict.gone(again, moment(85)));
        assertEquals(moment(60), ended().endedAt());
        assertEquals(List.of(Call.Ended.CAPTURE_GAP, Call.Ended.CLOSED_BY_OPERATOR), ended().flags());
    }
}
