package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Scope;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Quality, from the records of calls to the list, the stream and the days before. */
@ExtendWith(LivePipeline.Extension.class)
class QualityApiTest {

    private final LivePipeline pipeline;

    QualityApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldShowTheFiguresOfTheLastMinutesAndStreamThem() throws InterruptedException {
        try (EventReader events = pipeline.admin().events("/api/v1/quality/stream?by=account&minutes=5")) {
            events.await("snapshot");
            pipeline.put(
                    Examples.cdr("quality-1", "quality-payer", Instant.now().minusSeconds(30)));
            JsonNode told = events.await(event -> event.name().equals("quality")
                            && event.data().path("key").asText().equals("quality-payer"))
                    .data();
            assertEquals(1, told.path("attempts").asInt());
            assertEquals(61, told.path("hour").path("attempts").size());
        }
        JsonNode listed = item(pipeline.admin(), "/api/v1/quality?by=account&minutes=60&limit=1000", "quality-payer");
        assertEquals(1.0, listed.path("asr").asDouble());
        assertEquals("0.13", listed.path("revenue").asText());
        assertEquals(
                0,
                pipeline.admin(new Scope.Below("somebody-else"))
                        .get("/api/v1/quality?by=account")
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void shouldCompareWithTheSameHourOfTheDaysBefore() throws InterruptedException {
        Instant now = Instant.now();
        pipeline.put(Examples.cdr(
                "usual-1", "usual-payer", now.minus(Duration.ofDays(1)).minusSeconds(600)));
        pipeline.put(Examples.cdr(
                "usual-2", "usual-payer", now.minus(Duration.ofDays(3)).minusSeconds(1_200)));
        pipeline.put(Examples.cdr(
                "unusual", "usual-payer", now.minus(Duration.ofDays(1)).minusSeconds(7_200)));
        JsonNode usual = Until.fits(
                () -> item(pipeline.admin(), "/api/v1/quality/before?by=account", "usual-payer"),
                item -> item.path("attempts").asInt() == 2);
        assertEquals(2, usual.path("days").asInt());
        assertEquals(1.0, usual.path("asr").asDouble());
        assertEquals(12.5, usual.path("acdSeconds").asDouble());
        assertEquals(1_000, usual.path("pddMillisMedian").asInt());
        assertEquals(
                "United Kingdom",
                item(pipeline.admin(), "/api/v1/quality/before?by=destination", "United Kingdom")
                        .path("key")
                        .asText());
        assertEquals(
                0,
                pipeline.admin(new Scope.Below("somebody-else"))
                        .get("/api/v1/quality/before?by=account")
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertEquals(400, pipeline.admin().get("/api/v1/quality?by=cause").status());
        assertEquals(400, pipeline.admin().get("/api/v1/quality?minutes=61").status());
        assertEquals(
                400, pipeline.admin().get("/api/v1/quality/stream?minutes=7").status());
    }

    @Test
    void shouldCountTheRecordsOfTheLastHourAgainAfterARestart() throws InterruptedException {
        pipeline.put(Examples.cdr("restart-1", "restarted-payer", Instant.now().minusSeconds(30)));
        item(pipeline.admin(), "/api/v1/quality?by=account&limit=1000", "restarted-payer");
        try (LiveCalls other = pipeline.start(new Telemetry())) {
            assertTrue(other.awaitReady(Duration.ofMinutes(2)));
            ApiClient admin = ApiClient.stranger(other.httpPort()).withToken(LivePipeline.TOKEN);
            assertEquals(
                    1,
                    item(admin, "/api/v1/quality?by=account&limit=1000", "restarted-payer")
                            .path("attempts")
                            .asInt());
        }
    }

    private static JsonNode item(ApiClient client, String path, String key) {
        return Until.fits(
                        () -> StreamSupport.stream(
                                        client.get(path).json().path("items").spliterator(), false)
                                .filter(each -> each.path("key").asText().equals(key))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
