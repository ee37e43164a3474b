package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.testing.Until;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void shouldShowTheHistoryOfAnEndpointAlsoWhenItIsGone() throws InterruptedException {
        Registration active = Examples.registration("carol@example.net", Registration.State.ACTIVE);
        Registration over = active.as(Registration.State.EXPIRED, active.expiresAt());
        pipeline.put(active);
        tell(new RegistrationEvent(active, active.registeredAt(), RegistrationEvent.Event.REGISTERED, null));
        tell(new RegistrationEvent(over, over.expiresAt(), RegistrationEvent.Event.EXPIRED, "no refresh came in time"));
        listed(active.id());
        JsonNode detail = Until.fits(
                () -> pipeline.admin()
                        .get("/api/v1/registrations/" + active.id())
                        .json(),
                json -> json.path("history").size() == 2);
        assertEquals("active", detail.path("state").asText());
        assertEquals(
                "{\"at\":\"2026-11-20T11:00:00.000001Z\",\"event\":\"expired\","
                        + "\"contact\":\"sip:carol@example.net;line=1\",\"receivedFrom\":\"192.0.2.9:5070\","
                        + "\"cause\":\"no refresh came in time\"}",
                detail.path("history").path(0).toString());
        assertEquals("registered", detail.path("history").path(1).path("event").asText());

        pipeline.write(Topic.REGISTRATIONS, "carol@example.net sip:carol@example.net;line=1", null);
        JsonNode gone = Until.fits(
                () -> pipeline.admin()
                        .get("/api/v1/registrations/" + active.id())
                        .json(),
                json -> json.path("state").asText().equals("expired"));
        assertEquals(2, gone.path("history").size());
        assertEquals(404, pipeline.admin().get("/api/v1/registrations/nobody").status());
    }

    @Test
    void shouldShowAnEndpointThatMovedOnceInWhateverOrderItsRecordsAreRead() throws InterruptedException {
        Registration here = Examples.registration("dave@example.net", Registration.State.ACTIVE);
        var there = new Registration(
                here.id(),
                here.aor(),
                here.accountId(),
                "sip:dave@198.51.100.7",
                "198.51.100.7:5060",
                here.transport(),
                here.userAgent(),
                here.registeredAt().plusSeconds(60),
                here.expiresAt().plusSeconds(60),
                here.state(),
                null,
                here.agent(),
                here.mayBill());
        pipeline.put(there);
        pipeline.put(here);
        pipeline.write(Topic.REGISTRATIONS, here.aor() + ' ' + here.contact(), null);
        pipeline.put(Examples.registration("erin@example.net", Registration.State.ACTIVE));
        listed("id-erin@example.net");
        assertEquals("sip:dave@198.51.100.7", listed(here.id()).path("contact").asText());
        pipeline.write(Topic.REGISTRATIONS, here.aor() + " sip:dave@198.51.100.7", null);
        Until.fits(
                () -> pipeline.admin().get("/api/v1/registrations/" + here.id()).status(), status -> status == 404);
    }

    /** The number that was dialled is not its user, so only where the call went tells that it was for the endpoint. */
    @Test
    void shouldFindTheCallsThatAnEndpointMadeAndReceived() throws InterruptedException {
        Registration phone = Examples.registration("frank@example.net", Registration.State.ACTIVE);
        pipeline.put(phone);
        tell(new RegistrationEvent(phone, phone.registeredAt(), RegistrationEvent.Event.REGISTERED, null));
        pipeline.put(between("as-frank", "frank", "442079460000", "192.0.2.70:5060", "203.0.113.7:5060", 60));
        pipeline.put(between("to-frank", "4930123456", "frank", "192.0.2.71:5060", "192.0.2.70:5060", 120));
        pipeline.put(between("to-its-number", "4930123456", "49301000", "192.0.2.71:5060", "192.0.2.9:5070", 180));
        pipeline.put(between("from-there", "49301000", "442079460000", "192.0.2.9:5070", "203.0.113.7:5060", 240));
        pipeline.put(between("before-it-came", "4930123456", "49301000", "192.0.2.71:5060", "192.0.2.9:5070", -60));
        pipeline.put(between("another-port", "4930123456", "49302000", "192.0.2.71:5060", "192.0.2.9:5071", 300));
        String path = "/api/v1/cdrs?registrationId=" + phone.id();
        assertEquals(
                List.of("from-there", "to-its-number", "to-frank", "as-frank"),
                Until.fits(
                        () -> callIds(path),
                        ids -> ids.size() == 4
                                && !callIds("/api/v1/cdrs?callId=another-port").isEmpty()));
        assertEquals(List.of("to-frank"), callIds(path + "&callId=to-frank"));
        assertEquals(
                404, pipeline.admin().get("/api/v1/cdrs?registrationId=nobody").status());
    }

    private List<String> callIds(String path) {
        ApiClient.Reply reply = pipeline.admin().get(path);
        var ids = new ArrayList<String>();
        if (reply.status() == 200) {
            reply.json()
                    .path("items")
                    .forEach(item -> ids.add(item.path("callId").asText()));
        }
        return ids;
    }

    private static Cdr between(String id, String from, String to, String source, String target, int secondsLater) {
        ObjectNode cdr =
                Json.mapper().valueToTree(Examples.busyCdr(id, from, Examples.START.plusSeconds(secondsLater)));
        cdr.put("to", to).put("source", source).put("target", target);
        return Json.mapper().convertValue(cdr, Cdr.class);
    }

    private void tell(RegistrationEvent event) {
        pipeline.write(Topic.REGISTRATION_EVENTS, event.registration().aor(), Json.write(event));
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
