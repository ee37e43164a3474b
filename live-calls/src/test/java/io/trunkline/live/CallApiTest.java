package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Call;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live calls, from the topic to the list and the stream. */
@ExtendWith(LivePipeline.Extension.class)
class CallApiTest {

    private final LivePipeline pipeline;

    CallApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldShowThatACallIsUncertainAndLetItsCostStandStill() throws InterruptedException {
        Call.Answered call = Examples.answered("doubted", "doubtful", Examples.START);
        pipeline.put(call.uncertainSince(Examples.START.plusSeconds(29)));
        JsonNode shown = Until.fits(
                () -> pipeline.admin().get("/api/v1/calls/doubted").json(),
                json -> json.path("state").asText().equals("answered"));
        assertEquals("2026-11-20T10:00:29.000001Z", shown.path("uncertainSince").asText());
        assertEquals("0.3", shown.path("cost").asText());
    }

    @Test
    void shouldShowARingingCallWithItsRateAndNoCost() throws InterruptedException {
        pipeline.put(Examples.ringing("ringing-1", Examples.START));
        JsonNode call = listed("ringing-1");
        assertEquals(
                "{\"id\":\"ringing-1\",\"callId\":\"ringing-1\",\"accountId\":\"payer\",\"calledAccountId\":\"called-account\","
                        + "\"from\":\"4930123456\",\"to\":\"442079460000\",\"state\":\"ringing\","
                        + "\"startedAt\":\"2026-11-20T10:00:00.000001Z\",\"answeredAt\":null,\"uncertainSince\":null,\"seconds\":0,"
                        + "\"destination\":\"United Kingdom\",\"ratePerMinute\":\"0.60\",\"cost\":\"0\","
                        + "\"currency\":\"EUR\",\"source\":\"192.0.2.1:5060\",\"target\":\"192.0.2.2:5062\","
                        + "\"trunk\":\"192.0.2.2\",\"agent\":\"agent-1\",\"legs\":[],\"payerReason\":null,\"endRefused\":null}",
                call.toString());
    }

    @Test
    void shouldLetTheCostOfAnAnsweredCallGrowByTheExactSum() throws InterruptedException {
        Instant answeredAt = Instant.now().minusSeconds(100).truncatedTo(ChronoUnit.MICROS);
        pipeline.put(Examples.answered("answered-1", "payer", answeredAt));
        JsonNode call = listed("answered-1");
        assertEquals("answered", call.path("state").asText());
        assertEquals(Json.text(answeredAt), call.path("answeredAt").asText());
        long seconds = call.path("seconds").asLong();
        assertTrue(seconds >= 100, "seconds: " + seconds);
        // 0.01 a second; the second that has begun is charged.
        assertEquals(
                BigDecimal.valueOf(seconds + 1, 2).stripTrailingZeros(),
                new BigDecimal(call.path("cost").asText()).stripTrailingZeros());
    }

    @Test
    void shouldShowOneCallWhileItIsUpAndWhenItHasJustEnded() throws InterruptedException {
        Instant answeredAt = Instant.now().minusSeconds(100).truncatedTo(ChronoUnit.MICROS);
        var call = Examples.answered("one/1", "payer", answeredAt);
        pipeline.put(call);
        JsonNode up = Until.fits(() -> pipeline.admin().get("/api/v1/calls/one%2F1"), reply -> reply.status() == 200)
                .json();
        assertEquals("answered", up.path("state").asText());
        assertTrue(up.path("endedAt").isNull() && up.path("outcome").isNull(), up.toString());

        pipeline.put(Examples.ended(call, answeredAt.plusSeconds(101)));
        JsonNode over = Until.fits(
                () -> pipeline.admin().get("/api/v1/calls/one%2F1").json(),
                reply -> reply.path("state").asText().equals("ended"));
        assertEquals("one/1", over.path("id").asText());
        assertEquals(101, over.path("seconds").asLong());
        assertEquals("1.01", over.path("cost").asText());
        assertEquals(
                Json.text(answeredAt.plusSeconds(101)), over.path("endedAt").asText());
        assertEquals("answered", over.path("outcome").asText());
        assertEquals("caller", over.path("endedBy").asText());
        assertEquals(200, over.path("status").asInt());
        assertEquals("normal", over.path("cause").path("code").asText());
        assertEquals(404, pipeline.admin().get("/api/v1/calls/one").status());
    }

    @Test
    void shouldDropACallThatEndedOrWasDeleted() throws InterruptedException {
        var one = Examples.answered("gone-1", "payer", Instant.now());
        pipeline.put(one);
        pipeline.put(Examples.answered("gone-2", "payer", Instant.now()));
        listed("gone-1");
        listed("gone-2");
        pipeline.put(Examples.ended(one, Instant.now()));
        pipeline.write(Topic.CALLS, "gone-2", null);
        Until.holds(() -> find("gone-1").isEmpty() && find("gone-2").isEmpty());
    }

    @Test
    void shouldSayWhatToDoWhenACallCannotBeEnded() throws InterruptedException {
        var up = Examples.answered("endless", "payer", Instant.now().minusSeconds(5));
        pipeline.put(up);
        pipeline.put(Examples.ringing("too-early", Examples.START));
        listed("endless");
        listed("too-early");
        for (String id : List.of("endless", "too-early")) {
            var refused = pipeline.admin().send("POST", "/api/v1/calls/" + id + "/end", null, null);
            assertEquals(409, refused.status());
            assertEquals("conflict", refused.errorCode());
        }
        assertEquals(
                404,
                pipeline.admin(new Scope.Below("another"))
                        .with("X-Requested-With", "test")
                        .send("POST", "/api/v1/calls/endless/end", null, null)
                        .status());
        pipeline.put(Examples.ended(up, Instant.now()));
        Until.fits(
                () -> pipeline.admin().get("/api/v1/calls/endless").json(),
                reply -> reply.path("state").asText().equals("ended"));
        assertEquals(
                409,
                pipeline.admin()
                        .send("POST", "/api/v1/calls/endless/end", null, null)
                        .status());
    }

    @Test
    void shouldOrderTheEndOfAnUncertainCallWithoutASwitch() throws InterruptedException {
        Call.Answered call = Examples.answered("undecided", "payer", Examples.START);
        pipeline.put(call.uncertainSince(Examples.START.plusSeconds(29)));
        listed("undecided");
        var reply = pipeline.admin().send("POST", "/api/v1/calls/undecided/end", null, null);
        assertEquals(202, reply.status());
        assertEquals("undecided", reply.json().path("id").asText());
    }

    @Test
    void shouldPageThroughAllCallsOnce() throws InterruptedException {
        for (int i = 0; i < 7; i++) {
            pipeline.put(Examples.ringing("paged-" + i, Examples.START.minusSeconds(1_000 - i)));
        }
        listed("paged-6");
        Until.holds(
                () -> pages(3).stream().filter(id -> id.startsWith("paged-")).count() == 7);
        List<String> paged =
                pages(3).stream().filter(id -> id.startsWith("paged-")).toList();
        assertEquals(List.of("paged-0", "paged-1", "paged-2", "paged-3", "paged-4", "paged-5", "paged-6"), paged);
        assertEquals("cursor", pipeline.admin().get("/api/v1/calls?cursor=%25").errorField());
        assertEquals("limit", pipeline.admin().get("/api/v1/calls?limit=0").errorField());
    }

    @Test
    void shouldStreamASnapshotThenChangesThenWhatWent() throws InterruptedException {
        pipeline.put(Examples.ringing("streamed-1", Examples.START));
        listed("streamed-1");
        try (EventReader events = pipeline.admin().events("/api/v1/calls/stream")) {
            assertEquals(200, events.status());
            assertEquals("text/event-stream", events.contentType());
            JsonNode snapshot = events.await("snapshot").data();
            assertTrue(StreamSupport.stream(snapshot.path("items").spliterator(), false)
                    .anyMatch(call -> call.path("callId").asText().equals("streamed-1")));

            var answered = Examples.answered("streamed-1", "payer", Instant.now());
            pipeline.put(answered);
            JsonNode call = events.await(event -> isCall(event, "streamed-1")).data();
            assertEquals("answered", call.path("state").asText());
            assertEquals("192.0.2.2:5062", call.path("target").asText());

            String cost = call.path("cost").asText();
            JsonNode later = events.await(event -> isCall(event, "streamed-1")
                            && !event.data().path("cost").asText().equals(cost))
                    .data();
            assertTrue(new BigDecimal(later.path("cost").asText()).compareTo(new BigDecimal(cost)) > 0);

            pipeline.put(Examples.ended(answered, Instant.now()));
            JsonNode gone = events.await("gone").data();
            assertEquals("{\"id\":\"streamed-1\"}", gone.toString());
        }
    }

    @Test
    void shouldSendAHeartbeatWhenNothingChanges() throws InterruptedException {
        try (EventReader events = pipeline.admin().events("/api/v1/registrations/stream")) {
            events.await("snapshot");
            events.await("");
        }
    }

    @Test
    void shouldEndAStreamWhenItsSessionEnds() throws InterruptedException {
        String cookie = SessionApiTest.logIn(pipeline);
        ApiClient browser = pipeline.stranger().with("Cookie", cookie);
        try (EventReader events = browser.events("/api/v1/registrations/stream")) {
            events.await("snapshot");
            browser.with("X-Requested-With", "test").send("DELETE", "/api/v1/session", null, null);
            events.await("end");
        }
    }

    private static boolean isCall(EventReader.Event event, String callId) {
        return event.name().equals("call")
                && event.data().path("callId").asText().equals(callId);
    }

    private JsonNode listed(String callId) throws InterruptedException {
        return Until.fits(() -> find(callId), Optional::isPresent).orElseThrow();
    }

    private Optional<JsonNode> find(String callId) {
        JsonNode items = pipeline.admin().get("/api/v1/calls?limit=1000").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(call -> call.path("callId").asText().equals(callId))
                .findFirst();
    }

    private List<String> pages(int limit) {
        var ids = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = pipeline.admin()
                    .get("/api/v1/calls?limit=" + limit + "&cursor=" + cursor)
                    .json();
            page.path("items").forEach(call -> ids.add(call.path("callId").asText()));
            cursor = page.path("next").isNull() ? "" : page.path("next").asText();
        } while (!cursor.isEmpty());
        return ids;
    }
}
