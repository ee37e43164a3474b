package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Registration;
import io.trunkline.testing.Until;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What who is below an account is shown, and what is kept from it as if it did not exist. */
@ExtendWith(LivePipeline.Extension.class)
class ScopeApiTest {

    private static final Scope MINE = new Scope.Below("scoped-mine");

    private final LivePipeline pipeline;
    private final ApiClient below;

    ScopeApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
        below = pipeline.admin(MINE);
    }

    @Test
    void shouldListStreamAndShowOnlyCallsOfTheAccount() throws InterruptedException {
        var others = Examples.answered("scoped-call-theirs", "scoped-theirs", Instant.now());
        pipeline.put(others);
        pipeline.put(Examples.answered("scoped-call-mine", "scoped-mine", Instant.now()));
        Until.holds(() -> status(below, "/calls/scoped-call-mine") == 200
                && status(pipeline.admin(), "/calls/scoped-call-theirs") == 200);
        assertEquals(404, status(below, "/calls/scoped-call-theirs"));
        assertEquals(List.of("scoped-call-mine"), listed("/calls", "id"));
        try (EventReader events = below.events("/api/v1/calls/stream")) {
            assertEquals(
                    List.of("scoped-call-mine"),
                    texts(events.await("snapshot").data().path("items"), "id"));
            pipeline.put(Examples.ended(others, Instant.now()));
            pipeline.put(Examples.answered("scoped-call-last", "scoped-mine", Instant.now()));
            var told = new ArrayList<String>();
            events.await(event -> {
                if (event.data() != null) {
                    told.add(event.data().path("id").asText());
                }
                return told.contains("scoped-call-last");
            });
            assertEquals(
                    List.of(), told.stream().filter(id -> id.contains("theirs")).toList());
        }
    }

    @Test
    void shouldListOnlyRegistrationsOfTheAccountAndNoAgents() throws InterruptedException {
        pipeline.put(Examples.registration("scoped@example.net", Registration.State.ACTIVE));
        Until.holds(() ->
                pipeline.admin().get("/api/v1/registrations?limit=1000").text().contains("scoped@example.net"));
        assertEquals(List.of(), listed("/registrations", "id"));
        assertEquals(List.of(), listed("/agents", "path"));
    }

    @Test
    void shouldShowTheAccountAndItsMoneyAndNoOther() throws InterruptedException {
        for (String id : List.of("scoped-mine", "scoped-theirs")) {
            pipeline.admin().put("/api/v1/accounts/" + id, "{\"name\":\"a\",\"currency\":\"EUR\",\"billingDay\":1}");
        }
        assertEquals(List.of("scoped-mine"), listed("/accounts", "id"));
        assertEquals(List.of("scoped-mine"), listed("/balances", "accountId"));
        try (EventReader events = below.events("/api/v1/balances/stream")) {
            assertEquals(
                    List.of("scoped-mine"),
                    texts(events.await("snapshot").data().path("items"), "accountId"));
        }
        for (String path : List.of("", "/balance", "/statement")) {
            assertEquals(200, status(below, "/accounts/scoped-mine" + path), path);
            assertEquals(404, status(below, "/accounts/scoped-theirs" + path), path);
        }
        var refused = below.with("X-Requested-With", "test")
                .post("/api/v1/accounts/scoped-theirs/payments", "{\"id\":\"1\",\"amount\":\"5\"}");
        assertEquals(404, refused.status());
    }

    @Test
    void shouldFindOnlyRecordsAndTracesOfCallsThatTheAccountPays() throws InterruptedException {
        for (String id : List.of("scoped-mine", "scoped-theirs")) {
            pipeline.put(Examples.cdr("cdr-" + id, id, Examples.START));
            pipeline.putMessage("cdr-" + id, Examples.invite("cdr-" + id));
        }
        for (String id : List.of("scoped-mine", "scoped-theirs")) {
            Until.holds(() -> status(pipeline.admin(), "/cdrs/cdr-" + id) == 200
                    && status(pipeline.admin(), "/cdrs/cdr-" + id + "/trace") == 200);
        }
        assertEquals(List.of("cdr-scoped-mine"), listed("/cdrs", "callId"));
        // It was called by them, too: what they pay is not its business.
        assertEquals(
                List.of(),
                texts(below.get("/api/v1/cdrs?accountId=scoped-theirs").json().path("items"), "callId"));
        String csv = below.with("Accept", "text/csv").get("/api/v1/cdrs").text();
        assertEquals(2, csv.lines().count(), csv);
        for (String path : List.of("", "/trace")) {
            assertEquals(200, status(below, "/cdrs/cdr-scoped-mine" + path), path);
            assertEquals(404, status(below, "/cdrs/cdr-scoped-theirs" + path), path);
        }
    }

    private static int status(ApiClient client, String path) {
        return client.get("/api/v1" + path).status();
    }

    private List<String> listed(String path, String field) {
        return texts(below.get("/api/v1" + path + "?limit=1000").json().path("items"), field);
    }

    private static List<String> texts(JsonNode items, String field) {
        var texts = new ArrayList<String>();
        items.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }
}
