package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Registration;
import io.trunkline.testing.Until;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Registrations, from the topic to the list and the stream. */
@ExtendWith(LivePipeline.Extension.class)
class RegistrationApiTest {

    private final LivePipeline pipeline;

    RegistrationApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldShowABindingWithAllThatIsKnownOfIt() throws InterruptedException {
        pipeline.put(Examples.registration("alice@example.net", Registration.State.ACTIVE));
        assertEquals(
                "{\"id\":\"id-alice@example.net\",\"aor\":\"alice@example.net\",\"accountId\":\"payer\","
                        + "\"contact\":\"sip:alice@example.net;line=1\",\"receivedFrom\":\"192.0.2.9:5070\","
                        + "\"transport\":\"udp\",\"userAgent\":\"phone/2.0\","
                        + "\"registeredAt\":\"2026-11-20T10:00:00.000001Z\","
                        + "\"expiresAt\":\"2026-11-20T11:00:00.000001Z\",\"state\":\"active\",\"cause\":null}",
                listed("id-alice@example.net").toString());
    }

    @Test
    void shouldShowAFailureWithItsCause() throws InterruptedException {
        pipeline.put(Examples.registration("mallory@example.net", Registration.State.FAILED));
        JsonNode failed = listed("id-mallory@example.net");
        assertEquals("failed", failed.path("state").asText());
        assertEquals("403 Forbidden", failed.path("cause").asText());
        assertEquals("", failed.path("contact").asText());
    }

    @Test
    void shouldStreamChangesAndWhatWent() throws InterruptedException {
        try (EventReader events = pipeline.admin().events("/api/v1/registrations/stream")) {
            events.await("snapshot");
            pipeline.put(Examples.registration("bob@example.net", Registration.State.ACTIVE));
            JsonNode active = events.await(event -> isBob(event, "active")).data();
            assertEquals("sip:bob@example.net;line=1", active.path("contact").asText());
            pipeline.put(Examples.registration("bob@example.net", Registration.State.EXPIRED));
            events.await(event -> isBob(event, "expired"));
            pipeline.write(Topic.REGISTRATIONS, "bob@example.net sip:bob@example.net;line=1", null);
            assertEquals(
                    "{\"id\":\"id-bob@example.net\"}",
                    events.await("gone").data().toString());
        }
    }

    private static boolean isBob(EventReader.Event event, String state) {
        return event.name().equals("registration")
                && event.data().path("id").asText().equals("id-bob@example.net")
                && event.data().path("state").asText().equals(state);
    }

    private JsonNode listed(String id) throws InterruptedException {
        return Until.fits(
                        () -> StreamSupport.stream(
                                        pipeline.admin()
                                                .get("/api/v1/registrations?limit=1000")
                                                .json()
                                                .path("items")
                                                .spliterator(),
                                        false)
                                .filter(each -> each.path("id").asText().equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
