package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.AgentActivity.Reason;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.event.CollectorReport.Latency;
import io.trunkline.testing.Until;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Capture agents, from the collectors' topic to the list and the stream. */
@ExtendWith(LivePipeline.Extension.class)
class AgentApiTest {

    private static final Instant STARTED = Instant.parse("2026-11-21T00:00:00.000001Z");

    private final LivePipeline pipeline;

    AgentApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    private static AgentActivity agent(String id, long packets) {
        return new AgentActivity(
                id,
                id.isEmpty() ? "" : "proxy-" + id,
                !id.isEmpty(),
                List.of("192.0.2.0/24"),
                true,
                "198.51.100.7",
                true,
                false,
                packets == 0 ? null : STARTED,
                packets,
                packets * 700,
                id.isEmpty() ? List.of(new Reason("unknown-agent", 3, "add the agent")) : List.of(),
                List.of(),
                0,
                4,
                List.of(new Reason("rtcp", 5, null)),
                0,
                0,
                6,
                9,
                packets == 0 ? null : -1_500L,
                packets == 0 ? null : 2_500L,
                2);
    }

    private static CollectorReport report(String collector, Instant at, AgentActivity... agents) {
        return new CollectorReport(
                collector,
                at.truncatedTo(ChronoUnit.MICROS),
                STARTED,
                List.of(new CollectorReport.Listener("udp", "0.0.0.0:9060")),
                new CollectorReport.ReceiveBuffer(33_554_432, 212_992),
                17,
                6,
                2_000,
                null,
                new Latency(4, 20, 90, 400),
                new Latency(3_000, 9_000, 20_000, 90_000),
                List.of(agents));
    }

    private Optional<JsonNode> listed(String path) {
        return StreamSupport.stream(
                        pipeline.admin()
                                .get("/api/v1/agents?limit=1000")
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(each -> each.path("path").asText().equals(path))
                .findFirst();
    }

    private JsonNode awaitListed(String path) throws InterruptedException {
        return Until.fits(() -> listed(path), Optional::isPresent).orElseThrow();
    }

    @Test
    void shouldShowAnAgentWithAllThatIsKnownOfItAndItsCollector() throws InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        pipeline.put(report("whole", now, agent("101", 8)));
        String agent = "{\"path\":\"whole/101\",\"id\":\"101\",\"name\":\"proxy-101\",\"configured\":true,"
                + "\"networks\":[\"192.0.2.0/24\"],\"keyed\":true,\"advertisedAddress\":\"198.51.100.7\","
                + "\"mayBill\":true,\"anyTime\":false,\"lastSeen\":\"2026-11-21T00:00:00.000001Z\","
                + "\"packets\":8,\"bytes\":5600,\"packetsPerSecond\":null,\"refused\":[],\"broken\":[],"
                + "\"truncated\":0,\"keepAlives\":4,"
                + "\"notSip\":[{\"reason\":\"rtcp\",\"count\":5,\"advice\":null}],\"unreadableSip\":0,"
                + "\"clamped\":0,\"duplicates\":6,\"chunksLeftOut\":9,\"clockSkewMicros\":-1500,\"lateMicros\":2500,\"connections\":2,"
                + "\"usualMillis\":10000,\"activity\":\"silent\",\"collector\":";
        String collector = "{\"name\":\"whole\",\"silent\":false,\"publishedAt\":\""
                + Json.text(now)
                + "\",\"startedAt\":\"2026-11-21T00:00:00.000001Z\","
                + "\"listens\":[{\"transport\":\"udp\",\"address\":\"0.0.0.0:9060\"}],"
                + "\"receiveBuffer\":{\"askedBytes\":33554432,\"grantedBytes\":212992},\"kernelDrops\":17,"
                + "\"backlogRecords\":6,\"lagMicros\":2000,\"diskFullSince\":null,"
                + "\"toJournal\":{\"p50Micros\":4,\"p99Micros\":20,\"p999Micros\":90,\"maxMicros\":400},"
                + "\"toKafka\":{\"p50Micros\":3000,\"p99Micros\":9000,\"p999Micros\":20000,\"maxMicros\":90000}}}";
        assertEquals(agent + collector, awaitListed("whole/101").toString());
    }

    @Test
    void shouldShowWhatCameFromSendersWithoutAnAgentInARowOfItsOwn() throws InterruptedException {
        pipeline.put(report("open", Instant.now(), agent("101", 1), agent("", 0)));
        JsonNode strangers = awaitListed("open/");
        assertEquals("", strangers.path("id").asText());
        assertTrue(strangers.path("lastSeen").isNull());
        assertEquals(
                "{\"reason\":\"unknown-agent\",\"count\":3,\"advice\":\"add the agent\"}",
                strangers.path("refused").path(0).toString());
    }

    @Test
    void shouldStreamRatesAndWhatWent() throws InterruptedException {
        Instant first = Instant.now();
        try (EventReader events = pipeline.admin().events("/api/v1/agents/stream")) {
            events.await("snapshot");
            pipeline.put(report("busy", first, agent("101", 100), agent("102", 0)));
            events.await(event -> is(event, "busy/102"));
            pipeline.put(report("busy", first.plusSeconds(2), agent("101", 125)));
            JsonNode row = events.await(event -> is(event, "busy/101")
                            && !event.data().path("packetsPerSecond").isNull())
                    .data();
            assertEquals(12.5, row.path("packetsPerSecond").asDouble());
            assertEquals("{\"path\":\"busy/102\"}", events.await("gone").data().toString());
            pipeline.write(Topic.COLLECTORS, "busy", null);
            assertEquals("{\"path\":\"busy/101\"}", events.await("gone").data().toString());
        }
    }

    private static boolean is(EventReader.Event event, String path) {
        return event.name().equals("agent")
                && event.data().path("path").asText().equals(path);
    }

    @Test
    void shouldTellNoRateOverARestartOfTheCollector() throws InterruptedException {
        Instant now = Instant.now();
        pipeline.put(report("restarted", now, agent("101", 100)));
        CollectorReport again = report("restarted", now.plusSeconds(1), agent("101", 7));
        pipeline.put(new CollectorReport(
                again.collector(),
                again.publishedAt(),
                STARTED.plusSeconds(1),
                again.listens(),
                again.receiveBuffer(),
                again.kernelDrops(),
                again.backlogRecords(),
                again.lagMicros(),
                again.diskFullSince(),
                again.toJournal(),
                again.toKafka(),
                again.agents()));
        JsonNode row = Until.fits(
                        () -> listed("restarted/101"),
                        found ->
                                found.isPresent() && found.get().path("packets").asInt() == 7)
                .orElseThrow();
        assertTrue(row.path("packetsPerSecond").isNull());
    }
}
