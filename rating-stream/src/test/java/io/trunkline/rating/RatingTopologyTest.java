package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BindingRemoval;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndCallOrder;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.call.CallQuestion;
import io.trunkline.rating.call.CallTopology;
import io.trunkline.rating.call.CallVerdict;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;

class RatingTopologyTest extends DrivenRating {

    @Test
    void shouldRateACallFromItsPacketsToTheLedger() {
        pays("p1", "10");
        call("one", NUMBER, 65);
        List<Call> calls = values(Topic.CALLS, Call.class);
        assertInstanceOf(Call.Ringing.class, calls.getFirst());
        assertInstanceOf(Call.Ended.class, calls.getLast());
        List<KeyValue<String, Cdr>> cdrs = output(Topic.CDRS, Cdr.class);
        assertEquals(1, cdrs.size());
        assertEquals("acme", cdrs.getFirst().key);
        assertEquals(65_000, cdrs.getFirst().value.durationMillis());
        assertEquals(new BigDecimal("0.65"), cdrs.getFirst().value.price());
        List<LedgerEntry> entries = values(Topic.LEDGER, LedgerEntry.class);
        assertEquals(
                List.of("acme-1", "acme-2"),
                entries.stream().map(LedgerEntry::id).toList());
        assertEquals(new BigDecimal("9.35"), entries.getLast().balanceAfter());
        pass(0.2);
        assertEquals(
                new BigDecimal("9.35"),
                values(Topic.BALANCES, Balance.class).getLast().balance());
    }

    @Test
    void shouldTellTheBalanceOfABusyAccountOnlyEverySoOftenAndItsStatusAtOnce() {
        pays("p1", "10");
        pass(1);
        values(Topic.BALANCES, Balance.class);
        for (int i = 0; i < 20; i++) {
            answered("call-" + i, NUMBER);
        }
        List<Balance> balances = values(Topic.BALANCES, Balance.class);
        assertEquals(1, balances.size());
        assertEquals(1, balances.getFirst().liveCalls());
        pass(0.2);
        balances = values(Topic.BALANCES, Balance.class);
        assertEquals(1, balances.size());
        assertEquals(20, balances.getFirst().liveCalls());
        put(Topic.ACCOUNT_COMMANDS, "acme", new AccountCommand.Charge("c1", "acme", BigDecimal.TEN, "", now));
        assertEquals(
                Balance.Status.SUSPENDED,
                values(Topic.BALANCES, Balance.class).getLast().status());
    }

    @Test
    void shouldMakeTheRecordOfACallThatNobodyPaysWhereItEnds() {
        sees("lost", Packets.invite("lost", NUMBER).replace("alice", "mallory"), false);
        sees("lost", Packets.response(486, "lost", NUMBER).replace("alice", "mallory"), true);
        List<KeyValue<String, Cdr>> cdrs = output(Topic.CDRS, Cdr.class);
        assertEquals(1, cdrs.size());
        assertEquals("", cdrs.getFirst().key);
        assertNull(cdrs.getFirst().value.accountId());
        assertEquals(Cdr.Rating.NOT_CHARGED, cdrs.getFirst().value.rating());
        assertTrue(driver.createOutputTopic(
                        RatingTopology.callEvents(KAFKA), new StringDeserializer(), new StringDeserializer())
                .isEmpty());
    }

    @Test
    void shouldForgetACallSomeTimeAfterItsEnd() {
        call("one", NUMBER, 5);
        pass(60);
        List<KeyValue<String, Call>> calls = output(Topic.CALLS, Call.class);
        assertEquals("one", calls.getLast().key);
        assertNull(calls.getLast().value);
    }

    @Test
    void shouldEndACallWhenItsAccountHasNothingLeft() {
        pays("p1", "1");
        answered("one", NUMBER);
        pass(99);
        assertTrue(values(Topic.SWITCH_COMMANDS, SwitchCommand.class).stream()
                .noneMatch(SwitchCommand.EndCall.class::isInstance));
        pass(1);
        List<KeyValue<String, SwitchCommand>> commands = output(Topic.SWITCH_COMMANDS, SwitchCommand.class);
        assertEquals("acme", commands.getFirst().key);
        assertInstanceOf(SwitchCommand.Block.class, commands.getFirst().value);
        assertEquals("one", commands.getLast().key);
        var end = assertInstanceOf(SwitchCommand.EndCall.class, commands.getLast().value);
        assertEquals("a-one", end.fromTag());
        assertEquals("b-one", end.toTag());
        assertEquals(
                AccountEvent.Type.SUSPENDED,
                values(Topic.ACCOUNT_EVENTS, AccountEvent.class).getLast().type());
    }

    /** A hundred seconds are paid, and the lead is half a second. */
    @Test
    void shouldBurnFromTheMomentAtWhichAnAnswerThatComesLateWasCaptured() {
        pays("p1", "1");
        sees("one", Packets.invite("one", NUMBER), true);
        sees("one", Packets.response(180, "one", NUMBER), false);
        Instant answered = now;
        pass(16);
        seesLate("one", Packets.response(200, "one", NUMBER), false, answered);
        pass(0.3);
        Balance balance = values(Topic.BALANCES, Balance.class).getLast();
        assertEquals(answered.plusSeconds(100), balance.exhaustsAt());
        assertEquals(1, balance.liveCalls());
        assertTrue(balance.reserved().compareTo(new BigDecimal("0.17")) >= 0, balance::toString);
        pass(83);
        assertTrue(values(Topic.SWITCH_COMMANDS, SwitchCommand.class).stream()
                .noneMatch(SwitchCommand.EndCall.class::isInstance));
        pass(0.3);
        assertInstanceOf(
                SwitchCommand.EndCall.class,
                values(Topic.SWITCH_COMMANDS, SwitchCommand.class).getLast());
    }

    @Test
    void shouldBookACommandOnceHoweverOftenItComes() {
        pays("p1", "10");
        pays("p1", "10");
        pays("p1", "99");
        assertEquals(1, values(Topic.LEDGER, LedgerEntry.class).size());
        assertTrue(telemetry.text().contains("trunkline_repeated_account_commands_total 2.0"));
    }

    @Test
    void shouldPassOverMessagesThatACollectorSendsAgain() {
        call("one", NUMBER, 5);
        for (long again = 1; again <= index; again++) {
            sees(again, "one", Packets.invite("one", NUMBER), true);
        }
        assertEquals(1, values(Topic.CDRS, Cdr.class).size());
        assertTrue(telemetry.text().contains("trunkline_rating_messages_total{kind=\"duplicate\"} 5.0"));
    }

    @Test
    void shouldCountAnAnsweredCallWithoutARate() {
        call("far", "8613800000000", 5);
        assertEquals(
                Cdr.Rating.UNRATED, values(Topic.CDRS, Cdr.class).getFirst().rating());
        assertTrue(telemetry.text().contains("trunkline_unrated_calls_total 1.0"));
    }

    @Test
    void shouldPassOverRecordsThatCannotBeRead() {
        input(Topic.ACCOUNTS).pipeInput("acme", "{".getBytes(StandardCharsets.UTF_8));
        input(Topic.ACCOUNT_COMMANDS).pipeInput("acme", "{\"type\":\"gift\"}".getBytes(StandardCharsets.UTF_8));
        input(Topic.SIP_MESSAGES).pipeInput("one", new byte[] {1, 2, 3});
        sees("one", "not SIP at all", true);
        pays("p1", "1");
        assertEquals(1, values(Topic.LEDGER, LedgerEntry.class).size());
        assertTrue(telemetry.text().contains("trunkline_rating_bad_records_total{topic=\"trunkline.accounts\"} 1.0"));
    }

    /** A collector that was away missed the BYE: the money seems to run out, and what did not burn is given back. */
    @Test
    void shouldChargeACallThatEndedInAGapUpToTheGapAndLiftTheSuspensionThatItMade() {
        pays("p1", "1");
        answered("one", NUMBER);
        Instant answeredAt = now;
        pass(60);
        Instant gone = now;
        pass(50);
        assertEquals(
                Balance.Status.SUSPENDED,
                values(Topic.BALANCES, Balance.class).getLast().status(),
                "nobody told of the gap yet");
        put(
                Topic.CAPTURE_GAPS,
                "collector",
                new CaptureGap("collector", List.of("edge"), gone, now, CaptureGap.Reason.AWAY, 0));
        pass(0.2);
        Balance told = values(Topic.BALANCES, Balance.class).getLast();
        assertEquals(Balance.Status.ACTIVE, told.status());
        assertEquals(new BigDecimal("0.61"), told.reserved());
        var shown = assertInstanceOf(
                Call.Answered.class, values(Topic.CALLS, Call.class).getLast());
        assertEquals(gone, shown.uncertainSince());

        CallTopology.Doubts doubts = CallTopology.Doubts.of(KAFKA);
        CallQuestion question = driver.createOutputTopic(
                        doubts.questions(),
                        new StringDeserializer(),
                        Json.serde(CallQuestion.class).deserializer())
                .readValue();
        driver.createInputTopic(doubts.verdicts(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("one", Json.write(CallVerdict.gone(question, now)));
        Cdr cdr = values(Topic.CDRS, Cdr.class).getFirst();
        assertEquals(Duration.between(answeredAt, gone).toMillis(), cdr.durationMillis());
        assertEquals(new BigDecimal("0.6"), cdr.price().stripTrailingZeros());
        assertEquals(List.of(Call.Ended.CAPTURE_GAP), cdr.flags());
        pass(0.2);
        told = values(Topic.BALANCES, Balance.class).getLast();
        assertEquals(Balance.Status.ACTIVE, told.status());
        assertEquals(new BigDecimal("0.4"), told.balance().stripTrailingZeros());
        BigDecimal sum = values(Topic.LEDGER, LedgerEntry.class).stream()
                .map(LedgerEntry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, sum.compareTo(told.balance()));
    }

    @Test
    void shouldBringAnOperatorsOrderToItsCall() {
        pays("p1", "10");
        answered("one", NUMBER);
        put(Topic.CALL_COMMANDS, "one", new EndCallOrder("one", "one", "operator noc", true, now));
        List<KeyValue<String, SwitchCommand>> commands = output(Topic.SWITCH_COMMANDS, SwitchCommand.class);
        assertEquals("one", commands.getLast().key);
        var end = assertInstanceOf(SwitchCommand.EndCall.class, commands.getLast().value);
        assertEquals("operator noc", end.by());
    }

    @Test
    void shouldBringWhatTheSwitchDidToABindingToItsAddress() {
        String contact = "sip:alice@192.0.2.10:5060";
        sees("alice@example.net", Packets.register(1, contact, 60), true);
        sees("alice@example.net", Packets.registered(200, "OK", 1, contact, 60), false);
        Registration registered =
                values(Topic.REGISTRATIONS, Registration.class).getLast();
        pass(1);
        put(
                Topic.BINDING_REMOVALS,
                "alice@example.net",
                new BindingRemoval(registered.id(), "alice@example.net", contact, "operator support", null, now));
        assertEquals(
                Registration.State.REMOVED,
                values(Topic.REGISTRATIONS, Registration.class).getLast().state());
    }

    @Test
    void shouldCountANoticeThatCannotBeReadUnderTheTopicOnWhichItWasTold() {
        pays("p1", "10");
        answered("one", NUMBER);
        input(Topic.CALL_COMMANDS).pipeInput("one", "{".getBytes(StandardCharsets.UTF_8));
        driver.createInputTopic(RatingTopology.notices(KAFKA), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("one", "{}".getBytes(StandardCharsets.UTF_8));
        put(Topic.CALL_COMMANDS, "one", new EndCallOrder("one", "one", "operator noc", true, now));
        assertEquals(
                1,
                values(Topic.SWITCH_COMMANDS, SwitchCommand.class).stream()
                        .filter(SwitchCommand.EndCall.class::isInstance)
                        .count());
        assertTrue(
                telemetry.text().contains("trunkline_rating_bad_records_total{topic=\"trunkline.call-commands\"} 1.0"));
        assertTrue(telemetry
                .text()
                .contains("trunkline_rating_bad_records_total{topic=\"trunkline.rating.notices\"} 1.0"));
    }

    @Test
    void shouldCountLiveCalls() {
        answered("one", NUMBER);
        answered("two", NUMBER);
        pass(10);
        sees("two", Packets.bye("two", NUMBER), true);
        sees("two", Packets.byeAnswer(200, "two", NUMBER), false);
        assertTrue(telemetry.text().contains("trunkline_live_calls 1.0"));
    }

    @Test
    void shouldFollowARegistrationUntilItExpires() {
        String contact = "sip:alice@192.0.2.10:5060";
        sees("alice@example.net", Packets.register(1, contact, 60), true);
        sees("alice@example.net", Packets.registered(200, "OK", 1, contact, 60), false);
        pass(61);
        List<KeyValue<String, Registration>> seen = output(Topic.REGISTRATIONS, Registration.class);
        assertEquals("alice@example.net " + contact, seen.getFirst().key);
        assertEquals(Registration.State.ACTIVE, seen.getFirst().value.state());
        assertEquals("acme", seen.getFirst().value.accountId());
        assertEquals(Registration.State.EXPIRED, seen.getLast().value.state());
    }

    @Test
    void shouldKeepTimeOutsBackWhileMessagesAreStillWaitingToBeRead() {
        answered("one", NUMBER);
        Instant receivedAt = now;
        pass(5 * 3_600);
        // What was received long ago is read now: more of it may wait.
        assertTrue(values(Topic.CDRS, Cdr.class).size() == 1, "read as they come, the longest call is over");
        answered("two", NUMBER);
        now = receivedAt;
        sees("three", Packets.invite("three", NUMBER), true);
        pass(5);
        assertTrue(values(Topic.CDRS, Cdr.class).isEmpty());
        pass(10);
        assertEquals("three", values(Topic.CDRS, Cdr.class).getFirst().callId());
    }
}
