package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.AlarmRule;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alarms, from a rule and the calls that break it to the list, the stream and whoever acknowledges it. */
@ExtendWith(LivePipeline.Extension.class)
class AlarmApiTest {

    private final LivePipeline pipeline;

    AlarmApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldRaiseWhatBreaksARuleTellOfItAndRememberWhoSawIt() throws InterruptedException {
        put("api-spend", "{\"kind\":\"spend\",\"threshold\":\"0.59\"}", 201);
        try (EventReader events = pipeline.admin().events("/api/v1/alarms/stream")) {
            events.await("snapshot");
            pipeline.put(Examples.answered("spending", "spender", Instant.now()));
            JsonNode raised = events.await(event -> isOf(event, "api-spend")).data();
            String id = raised.path("id").asText();
            assertEquals("spender", raised.path("key").asText());
            assertEquals("spender", raised.path("accountId").asText());
            assertEquals("0.60", raised.path("value").asText());
            assertEquals("0.59", raised.path("threshold").asText());
            assertEquals("[\"spending\"]", raised.path("calls").toString());
            assertTrue(raised.path("clearedAt").isNull());
            assertEquals(13, raised.size(), "what is written is what is said of it, and no more");

            var seen = pipeline.admin().send("POST", "/api/v1/alarms/" + id + "/acknowledge", null, null);
            assertEquals(200, seen.status());
            assertEquals("admin", seen.json().path("acknowledgedBy").asText());
            events.await(event -> isOf(event, "api-spend")
                    && event.data().path("acknowledgedBy").asText().equals("admin"));
            put("api-spend", "{\"enabled\":false}", 200);
            JsonNode cleared = events.await(event -> isOf(event, "api-spend")
                            && !event.data().path("clearedAt").isNull())
                    .data();
            assertEquals("admin", cleared.path("acknowledgedBy").asText(), "that it was seen stays");
            assertEquals(
                    404,
                    pipeline.admin(new Scope.Below("somebody-else"))
                            .with("X-Requested-With", "test")
                            .send("POST", "/api/v1/alarms/" + id + "/acknowledge", null, null)
                            .status());
            assertEquals(Optional.empty(), listed(pipeline.admin(new Scope.Below("somebody-else")), id));
            assertTrue(listed(pipeline.admin(new Scope.Below("spender")), id).isPresent());
        } finally {
            pipeline.write(Topic.CALLS, "spending", null);
        }
    }

    @Test
    void shouldListTheAlarmsOfAPastTimeAlsoThoseThatMemoryHasForgotten() throws InterruptedException {
        Instant then = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(30, ChronoUnit.DAYS);
        pipeline.write(Topic.ALARMS, "forgotten", Json.write(past("forgotten", "acme", then)));
        pipeline.write(Topic.ALARMS, "later", Json.write(past("later", null, then.plusSeconds(60))));
        Map<String, byte[]> newer = new LinkedHashMap<>();
        for (int i = 0; i < 2_000; i++) {
            String id = "newer-" + i;
            newer.put(id, Json.write(past(id, null, then.plusSeconds(86_400 + i))));
        }
        pipeline.write(Topic.ALARMS, newer);
        Until.holds(() -> listed(pipeline.admin(), "newer-1999").isPresent());
        assertEquals(Optional.empty(), listed(pipeline.admin(), "forgotten"));

        String day = "/api/v1/alarms?since=" + then + "&until=" + then.plusSeconds(3_600);
        Until.fits(() -> ids(pipeline.admin().get(day)), List.of("later", "forgotten")::equals);
        JsonNode first = pipeline.admin().get(day + "&limit=1").json();
        assertEquals("later", first.path("items").path(0).path("id").asText());
        JsonNode second = pipeline.admin()
                .get(day + "&limit=1&cursor=" + first.path("next").asText())
                .json();
        assertEquals("forgotten", second.path("items").path(0).path("id").asText());
        assertTrue(second.path("next").isNull());
        assertEquals(
                List.of("forgotten"),
                ids(pipeline.admin(new Scope.Below("acme")).get(day)));
        assertEquals(List.of(), ids(pipeline.admin(new Scope.Below("other")).get(day)));
        assertEquals(400, pipeline.admin().get(day + "&cursor=!").status());
        assertEquals(400, pipeline.admin().get("/api/v1/alarms?since=noon").status());
    }

    @Test
    void shouldListAnAlarmOfATimeBeforeTheStoreHasIt() throws InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        pipeline.write(Topic.ALARMS, "fresh", Json.write(past("fresh", "fresh", now)));
        Until.holds(() -> listed(pipeline.admin(), "fresh").isPresent());
        assertEquals(
                List.of("fresh"), ids(pipeline.admin(new Scope.Below("fresh")).get("/api/v1/alarms?since=" + now)));
    }

    private static Alarm past(String id, String account, Instant at) {
        return new Alarm(
                id,
                "spend",
                AlarmRule.Kind.SPEND,
                id,
                account,
                BigDecimal.TWO,
                BigDecimal.ONE,
                "it spent 2 a minute",
                at,
                at.plusSeconds(1),
                null,
                null,
                List.of());
    }

    private static List<String> ids(ApiClient.Reply reply) {
        return StreamSupport.stream(reply.json().path("items").spliterator(), false)
                .map(each -> each.path("id").asText())
                .toList();
    }

    @Test
    void shouldHaveRulesFromTheStartAndLetThemBeChanged() {
        JsonNode before = pipeline.admin().get("/api/v1/alarm-rules/trunk-asr").json();
        assertEquals("0.3", before.path("threshold").asText());
        JsonNode after = put("trunk-asr", "{\"threshold\":\"0.31\"}", 200);
        assertEquals("0.31", after.path("threshold").asText());
        assertEquals(before.path("least").asInt(), after.path("least").asInt());
        assertEquals(
                after,
                Until.fits(
                        () -> pipeline.admin()
                                .get("/api/v1/alarm-rules/trunk-asr")
                                .json(),
                        after::equals));
        put("trunk-asr", "{\"threshold\":\"0.3\"}", 200);
    }

    @Test
    void shouldRefuseARuleThatDoesNotFitAndNameTheField() {
        assertRefused("kind", "{\"threshold\":\"1\"}");
        assertRefused("threshold", "{\"kind\":\"asr\",\"threshold\":\"1.1\"}");
        assertRefused("threshold", "{\"kind\":\"attempts\",\"threshold\":\"1\"}");
        assertRefused("minutes", "{\"kind\":\"pdd\",\"threshold\":\"1\",\"minutes\":61}");
        assertRefused("until", "{\"kind\":\"pdd\",\"threshold\":\"1\",\"from\":\"22:00\"}");
        assertRefused("timeZone", "{\"kind\":\"pdd\",\"threshold\":\"1\",\"timeZone\":\"Nowhere\"}");
        assertEquals(404, pipeline.admin().get("/api/v1/alarm-rules/bad-rule").status());
    }

    private void assertRefused(String field, String body) {
        var reply = pipeline.admin().send("PUT", "/api/v1/alarm-rules/bad-rule", "application/json", body);
        assertEquals(422, reply.status(), body);
        assertEquals(field, reply.json().path("error").path("field").asText());
    }

    private JsonNode put(String id, String body, int status) {
        var reply = pipeline.admin().send("PUT", "/api/v1/alarm-rules/" + id, "application/json", body);
        assertEquals(status, reply.status(), body);
        return reply.json();
    }

    private static boolean isOf(EventReader.Event event, String rule) {
        return event.name().equals("alarm")
                && event.data().path("ruleId").asText().equals(rule)
                && event.data().path("key").asText().equals("spender");
    }

    private static Optional<JsonNode> listed(ApiClient client, String id) {
        return StreamSupport.stream(
                        client.get("/api/v1/alarms?limit=1000")
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst();
    }
}
