package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.testing.Until;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls of several legs: one row, one record with the others, one trace; and what a liar sees of it. */
@ExtendWith(LivePipeline.Extension.class)
class LegApiTest {

    private final LivePipeline pipeline;

    LegApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldShowACallOfTwoLegsAsOneRow() throws InterruptedException {
        Instant now = Instant.now();
        pipeline.put(Examples.answered("row-b", null, now.plusMillis(5)));
        pipeline.put(Examples.answered("row-a", "row-payer", now));
        pipeline.put(link("row-a", "row-b"));
        JsonNode row = Until.fits(
                "one row with a leg",
                () -> row("row-a"),
                call -> call.path("legs").size() == 1 && row("row-b").isMissingNode());
        assertEquals("row-b", row.path("legs").get(0).path("callId").asText());
        assertEquals("answered", row.path("legs").get(0).path("state").asText());
        JsonNode leg = pipeline.admin().get("/api/v1/calls/row-b").json();
        assertEquals("row-a", leg.path("legs").get(0).path("id").asText());
        JsonNode below = pipeline.admin(new Scope.Below("row-payer"))
                .get("/api/v1/calls/row-a")
                .json();
        assertEquals(0, below.path("legs").size());
        pipeline.put(Examples.ended(Examples.answered("row-a", "row-payer", now), now.plusSeconds(1)));
        pipeline.put(Examples.ended(Examples.answered("row-b", null, now), now.plusSeconds(1)));
        Until.holds("no row", () -> row("row-a").isMissingNode() && row("row-b").isMissingNode());
    }

    @Test
    void shouldGiveTheRecordItsLegsAndOneTraceOfAll() throws InterruptedException {
        pipeline.put(Examples.cdr("leg-a", "leg-payer", Examples.START));
        pipeline.put(Examples.cdr("leg-b", null, Examples.START.plusMillis(5)));
        pipeline.put(Examples.cdr("leg-liar", "leg-liar", Examples.START.plusMillis(9)));
        for (String callId : List.of("leg-a", "leg-b", "leg-liar")) {
            pipeline.putMessage(callId, Examples.invite(callId));
        }
        pipeline.put(link("leg-a", "leg-b", "leg-liar"));
        Until.holds(
                "three legs",
                () -> legs(pipeline.admin(), "leg-a").size() == 2 && traced(pipeline.admin(), "leg-b") == 3);
        assertEquals(List.of("leg-b", "leg-liar"), legs(pipeline.admin(), "leg-a"));

        assertEquals(List.of("leg-b", "leg-liar"), listed(pipeline.admin(), "leg-a"));
        assertEquals(List.of("leg-a", "leg-b"), listed(pipeline.admin(), "leg-liar"));

        ApiClient payer = pipeline.admin(new Scope.Below("leg-payer"));
        ApiClient liar = pipeline.admin(new Scope.Below("leg-liar"));
        assertEquals(List.of(), legs(payer, "leg-a"));
        assertEquals(List.of(), legs(liar, "leg-liar"));
        assertEquals(List.of(), listed(liar, "leg-liar"));
        assertEquals(1, traced(liar, "leg-liar"));
        assertEquals(404, liar.get("/api/v1/cdrs/leg-a").status());
        assertEquals(404, liar.get("/api/v1/cdrs/leg-a/trace").status());
        assertEquals(404, liar.get("/api/v1/cdrs/leg-b/trace").status());
    }

    private static CallLink link(String value, String... callIds) {
        return new CallLink(
                value,
                Examples.START,
                true,
                Stream.of(callIds)
                        .map(callId -> new CallLink.Leg(callId, Examples.START, "X-CID"))
                        .toList());
    }

    private JsonNode row(String id) {
        JsonNode items = pipeline.admin().get("/api/v1/calls?limit=1000").json().path("items");
        for (JsonNode item : items) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        return items.path("none");
    }

    private static List<String> legs(ApiClient client, String callId) {
        return legs(client.get("/api/v1/cdrs/" + callId).json());
    }

    /** The same from the list. */
    private static List<String> listed(ApiClient client, String callId) {
        JsonNode items = client.get("/api/v1/cdrs?callId=" + callId).json().path("items");
        assertEquals(1, items.size());
        return legs(items.get(0));
    }

    private static List<String> legs(JsonNode call) {
        var ids = new ArrayList<String>();
        call.path("legs").forEach(leg -> ids.add(leg.path("id").asText()));
        return ids;
    }

    private static int traced(ApiClient client, String callId) {
        return client.get("/api/v1/cdrs/" + callId + "/trace")
                .json()
                .path("items")
                .size();
    }
}
