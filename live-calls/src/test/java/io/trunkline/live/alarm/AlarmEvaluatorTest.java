package io.trunkline.live.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.AlarmRule;
import io.trunkline.protocol.event.AlarmRule.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When alarms are raised and cleared, by examples. */
class AlarmEvaluatorTest {

    private static final AlarmRule ASR = rule("asr", Kind.ASR, "0.4", 20);
    private static final AlarmRule SPEND = rule("spend", Kind.SPEND, "10", 1);

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final AlarmEvaluator evaluator = new AlarmEvaluator();

    @Test
    void shouldRaiseAtOnceWithTheCallsThatRaisedItAndOnlyOnce() {
        List<Alarm> raised = look(ASR, reading("trunk", "0.25", 20));
        assertEquals(1, raised.size());
        assertEquals("trunk", raised.getFirst().key());
        assertEquals(new BigDecimal("0.25"), raised.getFirst().value());
        assertEquals(new BigDecimal("0.4"), raised.getFirst().threshold());
        assertEquals(List.of("call-1", "call-2"), raised.getFirst().calls());
        assertTrue(raised.getFirst().isUp());
        assertEquals(List.of(), look(ASR, reading("trunk", "0.20", 25)));
    }

    @Test
    void shouldSayNothingOfTooFewCallsOrOfWhatIsJustAllowed() {
        assertEquals(List.of(), look(ASR, reading("trunk", "0.0", 19)));
        assertEquals(List.of(), look(ASR, reading("trunk", "0.4", 20)));
        assertEquals(List.of(), look(SPEND, reading("account", "10", 1)));
        assertEquals(1, look(SPEND, reading("account", "10.01", 1)).size());
    }

    @Test
    void shouldClearWhenAllWasWellForAMinuteAndNotBefore() {
        look(ASR, reading("trunk", "0.25", 20));
        after(59);
        assertEquals(List.of(), look(ASR, reading("trunk", "0.8", 20)));
        after(1);
        List<Alarm> cleared = look(ASR, reading("trunk", "0.8", 20));
        assertEquals(1, cleared.size());
        assertEquals(now, cleared.getFirst().clearedAt());
        assertEquals(List.of("call-1", "call-2"), cleared.getFirst().calls(), "it keeps what raised it");
    }

    @Test
    void shouldNotFlapAboutAThreshold() {
        look(ASR, reading("trunk", "0.39", 20));
        for (int each = 0; each < 100; each++) {
            after(30);
            assertEquals(List.of(), look(ASR, reading("trunk", each % 2 == 0 ? "0.41" : "0.39", 20)));
        }
        after(60);
        assertEquals(List.of(), look(ASR, reading("trunk", "0.43", 20)), "less than a tenth better is not well");
        after(60);
        assertEquals(1, look(ASR, reading("trunk", "0.44", 20)).size());
    }

    @Test
    void shouldClearWhatIsNotMeasuredAnyMore() {
        look(ASR, reading("trunk", "0.25", 20));
        after(60);
        List<Alarm> cleared = look(ASR);
        assertFalse(cleared.getFirst().isUp());
    }

    @Test
    void shouldRaiseAgainAsAnotherAlarm() {
        String first = look(ASR, reading("trunk", "0.25", 20)).getFirst().id();
        after(60);
        look(ASR);
        assertNotEquals(
                first, look(ASR, reading("trunk", "0.25", 20)).getFirst().id());
    }

    @Test
    void shouldRaiseForMoreAndForFewerCallsThanUsual() {
        AlarmRule attempts = rule("attempts", Kind.ATTEMPTS, "3", 30);
        assertEquals(List.of(), look(attempts, reading("a", "3", 30), reading("b", "0.34", 30)));
        assertEquals(
                2,
                look(attempts, reading("a", "3.01", 30), reading("b", "0.33", 30))
                        .size());
    }

    @Test
    void shouldClearAtOnceWhatARuleThatIsTurnedOffRaised() {
        look(ASR, reading("trunk", "0.25", 20));
        var off = new AlarmRule("asr", "asr", Kind.ASR, false, new BigDecimal("0.4"), 20, 5, null, null, "UTC");
        assertEquals(1, look(off, reading("trunk", "0.25", 20)).size());
        assertEquals(List.of(), look(off, reading("trunk", "0.25", 20)));
    }

    @Test
    void shouldGoOnWithWhatWasUpBeforeARestart() {
        Alarm before = look(ASR, reading("trunk", "0.25", 20)).getFirst();
        var restarted = new AlarmEvaluator();
        restarted.adopt(before, now);
        assertEquals(List.of(), restarted.evaluate(List.of(ASR), (r, at) -> List.of(reading("trunk", "0.2", 20)), now));
        after(60);
        assertEquals(
                before.cleared(now),
                restarted.evaluate(List.of(ASR), (r, at) -> List.of(), now).getFirst());
    }

    @Test
    void shouldNotTakeUpAgainWhatItHasClearedItself() {
        Alarm before = look(ASR, reading("trunk", "0.25", 20)).getFirst();
        after(60);
        assertEquals(1, look(ASR).size());
        evaluator.adopt(before, now);
        after(60);
        assertEquals(List.of(), look(ASR));
    }

    @Test
    void shouldHoldBackARuleThatIsBrokenEverywhere() {
        Reading[] all = IntStream.range(0, 500)
                .mapToObj(each -> reading("account-" + each, "11", 1))
                .toArray(Reading[]::new);
        assertEquals(AlarmEvaluator.MOST_OF_A_RULE, look(SPEND, all).size());
    }

    @Test
    void shouldGainWhateverOrderItsRecordsAreReadIn() {
        Alarm raised = look(ASR, reading("trunk", "0.25", 20)).getFirst();
        Alarm cleared = raised.cleared(now.plusSeconds(60));
        Alarm seen = raised.acknowledged("noc", now.plusSeconds(5));
        assertEquals(cleared.with(seen), seen.with(cleared));
        assertEquals(cleared.with(seen), cleared.with(seen).with(raised));
    }

    @Test
    void shouldKnowANightThatPassesMidnight() {
        var night = new AlarmRule(
                "night", "n", Kind.NIGHT_DESTINATION, true, BigDecimal.ONE, 1, 1, "22:00", "06:00", "Europe/Berlin");
        assertTrue(LiveReadings.isNight(night, Instant.parse("2026-11-21T21:00:00Z")));
        assertTrue(LiveReadings.isNight(night, Instant.parse("2026-11-21T04:59:59Z")));
        assertFalse(LiveReadings.isNight(night, Instant.parse("2026-11-21T05:00:00Z")));
        assertFalse(LiveReadings.isNight(night, Instant.parse("2026-11-21T20:59:59Z")));
    }

    private List<Alarm> look(AlarmRule rule, Reading... readings) {
        return evaluator.evaluate(List.of(rule), (asked, at) -> new ArrayList<>(List.of(readings)), now);
    }

    private void after(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private static Reading reading(String key, String value, int counted) {
        return new Reading(
                key, null, new BigDecimal(value), counted, "something was measured", List.of("call-1", "call-2"));
    }

    private static AlarmRule rule(String id, Kind kind, String threshold, int least) {
        return new AlarmRule(id, id, kind, true, new BigDecimal(threshold), least, 5, null, null, "UTC");
    }
}
