package io.trunkline.live.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.Examples;
import io.trunkline.live.http.Watching;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** When a collector counts as silent, and when it is forgotten. */
class AgentBoardTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private static final Scope ALL = new Scope.Everything();

    private Instant now = START;
    private boolean live = true;
    private final AgentBoard board = new AgentBoard(() -> now, () -> live);

    private void report(Instant publishedAt) {
        report(publishedAt, null, 0);
    }

    private void report(Instant publishedAt, Instant lastSeen, long packets) {
        var report = Examples.report(START, publishedAt, lastSeen, packets);
        board.accept(new ConsumerRecord<>("collectors", 0, 0, "site-1", Json.write(report)));
    }

    @Test
    void shouldTellOnceThatACollectorHasFallenSilentAndThatItIsBack() throws Exception {
        report(now);
        try (var watching = Watching.all(board)) {
            now = now.plus(AgentBoard.SILENT);
            assertEquals(0, told(watching).size());
            now = now.plusMillis(1);
            assertEquals(1, told(watching).size());
            assertTrue(only().collector().silent());
            assertEquals(0, told(watching).size());
            report(now);
            assertEquals(1, told(watching).size());
            assertFalse(only().collector().silent());
        }
    }

    @Test
    void shouldSayOfAnAgentThatItIsLateAndThenSilentByItsUsualInterval() throws Exception {
        Instant seen = START.plusSeconds(400);
        now = seen;
        report(now, seen, 20);
        assertEquals(20_000, only().usualMillis());
        assertEquals(AgentRow.Activity.SENDING, only().activity());
        try (var watching = Watching.all(board)) {
            told(watching);
            now = seen.plusSeconds(60);
            report(now, seen, 20);
            told(watching);
            assertEquals(AgentRow.Activity.SENDING, only().activity());
            now = now.plusMillis(1);
            assertEquals(1, told(watching).size());
            assertEquals(AgentRow.Activity.LATE, only().activity());
            now = seen.plusSeconds(120);
            report(now, seen, 20);
            assertEquals(AgentRow.Activity.LATE, only().activity());
            now = now.plusMillis(1);
            assertEquals(AgentRow.Activity.SILENT, only().activity());
        }
    }

    @Test
    void shouldTakeNoIntervalForFinerThanReportsCome() {
        now = START.plusSeconds(100);
        report(now, now, 5_000);
        assertEquals(10_000, only().usualMillis());
        report(now, null, 0);
        assertEquals(AgentRow.Activity.NEVER, only().activity());
    }

    @Test
    void shouldNotTakeACollectorWhoseClockIsLateForSilent() {
        report(now.minus(Duration.ofHours(1)));
        board.everySecond();
        assertFalse(only().collector().silent());
    }

    @Test
    void shouldKnowAtOnceThatACollectorWhoseLastReportIsOldIsSilent() {
        live = false;
        report(now.minus(Duration.ofMinutes(1)));
        assertTrue(only().collector().silent());
    }

    @Test
    void shouldForgetACollectorThatWasTakenDownAWeekAgo() throws Exception {
        report(now);
        try (var watching = Watching.all(board)) {
            now = now.plus(AgentBoard.FORGOTTEN).plusSeconds(1);
            assertEquals(List.of(new Watching.Event("gone", Map.of("path", "site-1/101"))), told(watching));
        }
        assertEquals(List.of(), board.rows(ALL));
    }

    @Test
    void shouldShowAgentsOnlyToWhoSeesEverything() {
        report(now);
        assertEquals(List.of(), board.rows(new Scope.Below("payer")));
        assertEquals("site-1/101", only().path());
    }

    private AgentRow only() {
        return board.rows(ALL).getFirst();
    }

    private List<Watching.Event> told(Watching watching) throws InterruptedException {
        board.everySecond();
        return watching.beat();
    }
}
