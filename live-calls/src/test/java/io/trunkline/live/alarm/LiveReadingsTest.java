package io.trunkline.live.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.live.Examples;
import io.trunkline.live.board.Boards;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.AlarmRule;
import io.trunkline.protocol.event.AlarmRule.Kind;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cdr;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What rules measure, from the records and calls that the topics bring. */
class LiveReadingsTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final String TRUNK = "192.0.2.2";

    private Instant now = START;
    private final Boards boards = new Boards(() -> now, id -> Optional.empty(), List::of, id -> null, () -> true);
    private final LiveReadings readings = new LiveReadings(boards);

    @AfterEach
    void close() {
        boards.close();
    }

    @Test
    void shouldMeasureTheShareOfAnsweredCallsOfATrunkAndNameThoseThatFailed() {
        record(answered("good-1"));
        record(failed("bad-1", now));
        record(failed("bad-2", now));
        record(failed("bad-3", now));
        Reading reading = only(rule(Kind.ASR, 5));
        assertEquals(TRUNK, reading.key());
        assertEquals(new BigDecimal("0.25"), reading.value());
        assertEquals(4, reading.counted());
        assertEquals(List.of("bad-1", "bad-2", "bad-3"), reading.calls());
        assertEquals("the trunk 192.0.2.2 answered 25 % of 4 calls in 5 min", reading.text());
    }

    /** 14 of 47 are 29.8 %: less than 30 %, and shown so. */
    @Test
    void shouldShowOnWhichSideOfItsLimitAFigureLies() {
        IntStream.range(0, 14).forEach(each -> record(answered("good-" + each)));
        IntStream.range(0, 33).forEach(each -> record(failed("bad-" + each, now)));
        assertEquals("the trunk 192.0.2.2 answered 29.8 % of 47 calls in 5 min", asrAgainst("0.3"));
        assertEquals("the trunk 192.0.2.2 answered 29.79 % of 47 calls in 5 min", asrAgainst("0.298"));
        assertEquals("the trunk 192.0.2.2 answered 30 % of 47 calls in 5 min", asrAgainst("0.4"));
    }

    private String asrAgainst(String threshold) {
        AlarmRule rule =
                new AlarmRule("rule", "rule", Kind.ASR, true, new BigDecimal(threshold), 1, 5, null, null, "UTC");
        return only(rule).text();
    }

    @Test
    void shouldMeasureCallsAgainstTheMeanOfTheHourBefore() {
        tenCallsAMinute(0, 20);
        agentSends(0, 26);
        now = minute(10).plusSeconds(5);
        assertEquals(List.of(), readings.of(rule(Kind.ATTEMPTS, 5), now), "too little is known of what is usual");
        now = minute(20).plusSeconds(5);
        assertEquals(new BigDecimal("1.00"), only(rule(Kind.ATTEMPTS, 5)).value());
        assertEquals(50, only(rule(Kind.ATTEMPTS, 5)).counted());
        now = minute(25).plusSeconds(5);
        assertEquals(new BigDecimal("0.00"), only(rule(Kind.ATTEMPTS, 5)).value());
        assertEquals(
                "the trunk 192.0.2.2 had 0 calls in 5 min, usual are 50",
                only(rule(Kind.ATTEMPTS, 5)).text());
    }

    /** From 12:20:30 to 12:30:30: of the minutes at both ends a part is missing. */
    @Test
    void shouldSayNothingOfCallsInMinutesThatNobodySaw() {
        tenCallsAMinute(0, 20);
        agentSends(0, 21);
        now = minute(25).plusSeconds(5);
        assertEquals(new BigDecimal("1.00"), only(rule(Kind.ATTEMPTS, 6)).value(), "of the minute before it only");
        now = minute(29).plusSeconds(5);
        assertEquals(List.of(), readings.of(rule(Kind.ATTEMPTS, 5), now), "nobody sends");

        record(failed("first", minute(30).plusSeconds(50)));
        agentSends(30, 36);
        now = minute(31).plusSeconds(5);
        assertEquals(
                List.of(), readings.of(rule(Kind.ATTEMPTS, 5), now), "one call of ten was seen in the last minute");
        tenCallsAMinute(31, 33);
        now = minute(33).plusSeconds(5);
        assertEquals(
                "the trunk 192.0.2.2 had 20 calls in 2 min, usual are 20",
                only(rule(Kind.ATTEMPTS, 5)).text());
        assertEquals(20, only(rule(Kind.ATTEMPTS, 5)).counted(), "a rule of 30 does not speak yet");
        now = minute(36).plusSeconds(5);
        assertEquals(
                "the trunk 192.0.2.2 had 20 calls in 5 min, usual are 50",
                only(rule(Kind.ATTEMPTS, 5)).text(),
                "what was not seen is not counted as usual either");
    }

    @Test
    void shouldSayNothingOfCallsWithoutAnyAgent() {
        tenCallsAMinute(0, 20);
        now = minute(20).plusSeconds(5);
        assertEquals(List.of(), readings.of(rule(Kind.ATTEMPTS, 5), now));
    }

    /** After a start the topic may have no more than the last report. */
    @Test
    void shouldTakeTimeBeforeTheFirstReportAsSeen() {
        tenCallsAMinute(0, 25);
        agentSends(24, 25);
        now = minute(25).plusSeconds(5);
        assertEquals(new BigDecimal("1.00"), only(rule(Kind.ATTEMPTS, 5)).value());
    }

    private static Instant minute(int after) {
        return START.plus(Duration.ofMinutes(after));
    }

    private void tenCallsAMinute(int from, int until) {
        for (int minute = from; minute < until; minute++) {
            Instant at = minute(minute).plusSeconds(30);
            IntStream.range(0, 10).forEach(each -> record(failed("call-" + at + each, at)));
        }
    }

    /** Reports of a collector, of each minute one. */
    private void agentSends(int from, int until) {
        for (int minute = from; minute < until; minute++) {
            Instant at = minute(minute).plusSeconds(20);
            var report = Examples.report(START, at.plusSeconds(1), at, 9);
            boards.agents().accept(new ConsumerRecord<>("collectors", 0, 0, "site-1", Json.write(report)));
        }
    }

    @Test
    void shouldMeasureShortCallsOfAnAccount() {
        ObjectNode call = tree(Examples.cdr("short-1", "payer", now.minusSeconds(10)));
        call.put("durationMillis", 1_000);
        call.put("endedAt", Json.text(now.minusSeconds(4)));
        record(call);
        record(answered("long-1"));
        Reading reading = only(rule(Kind.SHORT_CALLS, 5));
        assertEquals("payer", reading.accountId());
        assertEquals(BigDecimal.ONE, reading.value());
        assertEquals(List.of("short-1"), reading.calls());
    }

    @Test
    void shouldMeasureWhatCallsThatAreUpCostAMinute() {
        up("one");
        up("two");
        Reading spend = only(rule(Kind.SPEND, 1));
        assertEquals(new BigDecimal("1.20"), spend.value());
        assertEquals(2, spend.counted());
        assertTrue(spend.text().contains("spends 1.20 EUR a minute on 2 calls"), spend.text());
        Reading night = only(rule(Kind.NIGHT_DESTINATION, 1));
        assertEquals(0, night.counted(), "0.60 a minute is less than 1");
    }

    private void up(String id) {
        Call call = Examples.answered(id, "payer", now.minusSeconds(10));
        boards.calls().accept(new ConsumerRecord<>("calls", 0, 0, id, Json.write(call)));
    }

    private Reading only(AlarmRule rule) {
        List<Reading> all = readings.of(rule, now);
        assertEquals(1, all.size(), () -> all.toString());
        return all.getFirst();
    }

    private static AlarmRule rule(Kind kind, int minutes) {
        return new AlarmRule("rule", "rule", kind, true, BigDecimal.ONE, 1, minutes, null, null, "UTC");
    }

    /** A call by the trunk that was answered. */
    private ObjectNode answered(String id) {
        return tree(Examples.cdr(id, "payer", now.minusSeconds(30)));
    }

    /** A call by the trunk that failed at a moment. */
    private static ObjectNode failed(String id, Instant at) {
        ObjectNode call = tree(Examples.cdr(id, "payer", at.minusSeconds(5)));
        call.put("outcome", "failed");
        call.put("endedAt", Json.text(at));
        call.put("durationMillis", 0);
        call.remove(List.of("answeredAt", "price", "currency"));
        return call;
    }

    private static ObjectNode tree(Cdr cdr) {
        ObjectNode tree = Json.mapper().valueToTree(cdr);
        tree.remove("calledAccountId");
        return tree;
    }

    private void record(ObjectNode cdr) {
        boards.quality().accept(new ConsumerRecord<>("cdrs", 0, 0, "payer", Json.write(cdr)));
    }
}
