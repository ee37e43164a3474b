package io.trunkline.live.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.event.CollectorReport.Latency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** When a collector counts as silent, and when it is forgotten. */
class AgentBoardTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Latency NONE = new Latency(0, 0, 0, 0);

    private final List<String> told = new ArrayList<>();
    private Instant now = START;
    private boolean live = true;
    private final AgentBoard board = new AgentBoard(
            () -> now,
            new Changes<>() {
                @Override
                public void changed(String id, AgentRow row) {
                    told.add(id + (row.collector().silent() ? " silent" : " heard"));
                }

                @Override
                public void gone(String id) {
                    told.add(id + " gone");
                }

                @Override
                public boolean heard() {
                    return true;
                }
            },
            () -> live);

    private void report(Instant publishedAt) {
        var agent = new AgentActivity(
                "101", "proxy-1", true, List.of(), false, null, false, false, null, 0, 0, List.of(), List.of(), 0, 0,
                List.of(), 0, 0, 0, 0, null, null, 0);
        var report = new CollectorReport(
                "site-1", publishedAt, START, List.of(), null, 0, 0, 0, null, NONE, NONE, List.of(agent));
        board.accept(new ConsumerRecord<>("collectors", 0, 0, "site-1", Json.write(report)));
    }

    @Test
    void shouldTellOnceThatACollectorHasFallenSilentAndThatItIsBack() {
        report(now);
        now = now.plus(AgentBoard.SILENT);
        board.tellSilences();
        now = now.plusMillis(1);
        board.tellSilences();
        board.tellSilences();
        assertTrue(board.agents().getFirst().collector().silent());
        report(now);
        assertEquals(List.of("site-1/101 heard", "site-1/101 silent", "site-1/101 heard"), told);
    }

    @Test
    void shouldNotTakeACollectorWhoseClockIsLateForSilent() {
        report(now.minus(Duration.ofHours(1)));
        board.tellSilences();
        assertFalse(board.agents().getFirst().collector().silent());
    }

    @Test
    void shouldKnowAtOnceThatACollectorWhoseLastReportIsOldIsSilent() {
        live = false;
        report(now.minus(Duration.ofMinutes(1)));
        assertTrue(board.agents().getFirst().collector().silent());
    }

    @Test
    void shouldForgetACollectorThatWasTakenDownAWeekAgo() {
        report(now);
        now = now.plus(AgentBoard.FORGOTTEN).plusSeconds(1);
        board.tellSilences();
        assertEquals(List.of(), board.agents());
        assertEquals("site-1/101 gone", told.getLast());
    }
}
