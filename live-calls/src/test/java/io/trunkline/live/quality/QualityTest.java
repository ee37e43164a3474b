package io.trunkline.live.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.live.Examples;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted of calls, for whom, and for how long. */
class QualityTest {

    private static final Scope ALL = new Scope.Everything();
    private static final Instant NOW = Instant.parse("2026-11-20T10:30:30Z");

    private Instant now = NOW;
    private final List<Call.Answered> up = new ArrayList<>();
    private final Quality quality = new Quality(() -> now, () -> List.copyOf(up));

    @Test
    void shouldCountWhatWasAnsweredAndWhatFailedByTrunk() {
        quality.count(answered("one", "payer", NOW.minusSeconds(60)));
        quality.count(failed("two", "payer", Cause.Code.BUSY, Cause.By.CALLEE));
        quality.count(failed("three", "payer", Cause.Code.TRUNK_FAILURE, Cause.By.TRUNK));
        quality.count(failed("four", "payer", Cause.Code.TRUNK_FAILURE, Cause.By.TRUNK));
        QualityRow trunk = row(QualityBy.TRUNK, "192.0.2.2");
        assertEquals(4, trunk.attempts());
        assertEquals(1, trunk.answered());
        assertEquals(0.25, trunk.asr());
        assertEquals(0.5, trunk.ner(), "busy reached the called side, a failure of the trunk did not");
        assertEquals(12.5, trunk.acdSeconds());
        assertEquals(0.2, trunk.minutes());
        assertEquals(new BigDecimal("0.13"), trunk.revenue());
        assertEquals("EUR", trunk.currency());
        assertTrue(Math.abs(trunk.pddMillisMedian() - 1_000) <= 125, "1 s to an eighth: " + trunk.pddMillisMedian());
    }

    @Test
    void shouldCountNoRefusalOfThePlatformAgainstATrunkOrADestination() {
        quality.count(failed("refused", "payer", Cause.Code.SUSPENDED, Cause.By.PLATFORM));
        assertEquals(List.of(), quality.rows(ALL, QualityBy.TRUNK, 15));
        assertEquals(List.of(), quality.rows(ALL, QualityBy.DESTINATION, 15));
        assertEquals(0.0, row(QualityBy.ACCOUNT, "payer").asr());
    }

    @Test
    void shouldCountACallThroughABackToBackUserAgentOnceForTheTrunkOfItsLastLeg() {
        quality.count(legOf("first", "payer", null));
        quality.count(legOf("second", null, "192.0.2.2"));
        assertEquals(
                List.of("192.0.2.2"),
                quality.rows(ALL, QualityBy.TRUNK, 15).stream()
                        .map(QualityRow::key)
                        .toList());
        assertEquals(1, row(QualityBy.TRUNK, "192.0.2.2").attempts());
        assertEquals(1, row(QualityBy.ACCOUNT, "payer").attempts());
    }

    private static Cdr legOf(String id, String account, String trunk) {
        ObjectNode leg = Json.mapper().valueToTree(answered(id, account, NOW.minusSeconds(60)));
        leg.put("trunk", trunk);
        return Json.mapper().convertValue(leg, Cdr.class);
    }

    @Test
    void shouldCountACallThatIsUpBeforeItEndsAndNotTwice() {
        Call.Answered call = Examples.answered("up", "payer", NOW.minusSeconds(30));
        up.add(call);
        assertEquals(1, row(QualityBy.ACCOUNT, "payer").answered());
        assertNull(row(QualityBy.ACCOUNT, "payer").acdSeconds(), "its length is not known yet");
        up.clear();
        var other = new Quality(() -> now, () -> List.of());
        other.count(answered("up", "payer", NOW.minusSeconds(35)));
        assertEquals(1, row(other, QualityBy.ACCOUNT, "payer").answered());
        assertEquals(12.5, row(other, QualityBy.ACCOUNT, "payer").acdSeconds());
    }

    @Test
    void shouldForgetWhatIsOlderThanTheMinutesAskedFor() {
        quality.count(failed("old", "payer", Cause.Code.BUSY, Cause.By.CALLEE));
        now = NOW.plusSeconds(16 * 60);
        assertEquals(0, row(QualityBy.ACCOUNT, "payer").attempts());
        assertNull(row(QualityBy.ACCOUNT, "payer").asr());
        assertEquals(1, quality.rows(ALL, QualityBy.ACCOUNT, 60).getFirst().attempts());
        assertEquals(
                1,
                row(QualityBy.ACCOUNT, "payer").hour().attempts().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        now = NOW.plusSeconds(62 * 60);
        assertEquals(List.of(), quality.rows(ALL, QualityBy.ACCOUNT, 60));
    }

    @Test
    void shouldSayWhatWasChargedInSeveralCurrenciesByCurrency() {
        quality.count(answered("euros", "payer", NOW.minusSeconds(60)));
        quality.count(priced(answered("pounds", "other", NOW.minusSeconds(60)), "0.20", "GBP"));
        QualityRow trunk = row(QualityBy.TRUNK, "192.0.2.2");
        assertNull(trunk.revenue());
        assertNull(trunk.currency());
        assertEquals(Map.of("EUR", new BigDecimal("0.13"), "GBP", new BigDecimal("0.20")), trunk.revenues());
    }

    @Test
    void shouldShowAnAccountItsOwnFiguresAlone() {
        quality.count(answered("mine", "mine", NOW.minusSeconds(60)));
        quality.count(answered("theirs", "theirs", NOW.minusSeconds(60)));
        var mine = new Scope.Below("mine");
        assertEquals(
                List.of("mine"),
                quality.rows(mine, QualityBy.ACCOUNT, 15).stream()
                        .map(QualityRow::key)
                        .toList());
        assertEquals(List.of(), quality.rows(mine, QualityBy.TRUNK, 15));
        assertEquals(List.of(), quality.calls(mine, QualityBy.ACCOUNT, "theirs"));
        assertEquals(1, quality.calls(mine, QualityBy.ACCOUNT, "mine").size());
    }

    @Test
    void shouldKeepTheBusiestOfMoreAccountsThanItHasRoomFor() {
        int many = 3 * QualityBy.ACCOUNT.mostKept();
        quality.count(failed("a", "busy", Cause.Code.BUSY, Cause.By.CALLEE));
        quality.count(failed("b", "busy", Cause.Code.BUSY, Cause.By.CALLEE));
        for (int each = 0; each < many; each++) {
            quality.count(failed("call-" + each, "account-" + each, Cause.Code.BUSY, Cause.By.CALLEE));
        }
        assertEquals(
                2 * QualityBy.ACCOUNT.mostKept(),
                quality.rows(ALL, QualityBy.ACCOUNT, 60).size());
        assertEquals(many + 1 - 2L * QualityBy.ACCOUNT.mostKept(), quality.passedOver());
        now = NOW.plusSeconds(60);
        quality.count(failed("c", "busy", Cause.Code.BUSY, Cause.By.CALLEE));
        assertEquals(
                QualityBy.ACCOUNT.mostKept(),
                quality.rows(ALL, QualityBy.ACCOUNT, 60).size());
        assertEquals(3, row(QualityBy.ACCOUNT, "busy").attempts());
    }

    @Test
    void shouldRememberTheCallsThatEndedLast() {
        for (int each = 0; each < 25; each++) {
            quality.count(failed("call-" + each, "payer", Cause.Code.BUSY, Cause.By.CALLEE));
        }
        List<SeenCall> calls = quality.calls(ALL, QualityBy.ACCOUNT, "payer");
        assertEquals(20, calls.size());
        assertEquals("call-24", calls.getLast().id());
    }

    private QualityRow row(QualityBy by, String key) {
        return row(quality, by, key);
    }

    private static QualityRow row(Quality of, QualityBy by, String key) {
        return of.rows(ALL, by, 15).stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** A call of 12.5 s that left by a trunk, rang after a second and cost 0.13 EUR. */
    private static Cdr answered(String id, String account, Instant startedAt) {
        Cdr call = Examples.cdr(id, account, startedAt);
        return outside(call, call.answeredAt(), call.outcome(), call.cause(), call.price(), call.currency());
    }

    private static Cdr priced(Cdr call, String price, String currency) {
        return outside(call, call.answeredAt(), call.outcome(), call.cause(), new BigDecimal(price), currency);
    }

    /** A call that left by a trunk and failed. */
    private Cdr failed(String id, String account, Cause.Code code, Cause.By by) {
        Cdr call = Examples.cdr(id, account, NOW.minusSeconds(40));
        var cause = new Cause(code, "it failed", by, call.endedAt());
        return outside(call, null, Outcome.FAILED, cause, null, null);
    }

    private static Cdr outside(
            Cdr call, Instant answeredAt, Outcome outcome, Cause cause, BigDecimal price, String currency) {
        return new Cdr(
                call.id(),
                call.callId(),
                call.accountId(),
                null,
                call.from(),
                call.to(),
                call.startedAt(),
                answeredAt == null ? null : call.ringingAt(),
                answeredAt,
                call.endedAt(),
                answeredAt == null ? 0 : call.durationMillis(),
                call.billedSeconds(),
                0,
                outcome,
                EndedBy.CALLEE,
                cause,
                List.of(),
                200,
                call.rating(),
                price,
                currency,
                call.tariff(),
                call.steps(),
                call.source(),
                call.target(),
                cause != null && answeredAt == null && cause.by() == Cause.By.PLATFORM ? null : call.trunk(),
                call.agent(),
                call.userAgent(),
                Payer.CALLERS_LEVEL,
                Payer.Role.CALLER,
                null,
                null,
                0,
                null);
    }
}
