package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Registration;
import io.trunkline.testing.Until;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The one search, over live calls, registrations, accounts and records. */
@ExtendWith(LivePipeline.Extension.class)
class SearchApiTest {

    private final LivePipeline pipeline;

    SearchApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldSayWhatItUnderstoodAndWhereThereIsSomething() {
        pipeline.put(Examples.registration("searched@example.net", Registration.State.ACTIVE));
        pipeline.put(Examples.answered("searched-call", "searched-account", Instant.now()));
        pipeline.put(Examples.cdr(
                "searched-record", "searched-account", Instant.now().minusSeconds(60)));
        try {
            Until.fits(() -> views(pipeline.admin(), "searched"), List.of("calls 1", "registrations 1")::equals);
            Until.fits(() -> views(pipeline.admin(), "searched-record"), List.of("call 1")::equals);
            JsonNode number = pipeline.admin()
                    .get("/api/v1/search?q=%2B44%2020%207946&since="
                            + Instant.now().minusSeconds(3_600))
                    .json();
            assertEquals(
                    "numbers that begin with +44207946",
                    number.path("understood").asText());
            assertEquals(List.of(), views(pipeline.admin(new Scope.Below("somebody-else")), "searched"));
        } finally {
            pipeline.write(Topic.CALLS, "searched-call", null);
        }
    }

    @Test
    void shouldRefuseWhatIsTooShort() {
        assertEquals(400, pipeline.admin().get("/api/v1/search?q=a").status());
        assertEquals(400, pipeline.admin().get("/api/v1/search").status());
    }

    private static List<String> views(ApiClient client, String text) {
        var views = new ArrayList<String>();
        client.get("/api/v1/search?q=" + text)
                .json()
                .path("items")
                .forEach(item -> views.add(
                        item.path("view").asText() + " " + item.path("count").asLong()));
        return views;
    }
}
