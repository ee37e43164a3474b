package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.kafka.TopicFollower;
import io.trunkline.kafka.TopicFollower.Followed;
import io.trunkline.kafka.TopicFollower.From;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.EndpointTest.Step;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.TestCommand;
import io.trunkline.testing.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of endpoints as the API orders and shows them; the test itself plays the probe. */
@ExtendWith(LivePipeline.Extension.class)
class TestApiTest {

    private final LivePipeline pipeline;
    private final List<TestCommand> commands = new CopyOnWriteArrayList<>();
    private final List<TestCommand.Start> open = new ArrayList<>();
    private TopicFollower follower;

    TestApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeEach
    void follow() throws InterruptedException {
        follower = TopicFollower.start(
                "test-probe",
                pipeline.kafka(),
                List.of(new Followed(
                        Topic.TEST_COMMANDS,
                        From.END,
                        record -> commands.add(Json.read(record.value(), TestCommand.class)))),
                (record, why) -> {});
        assertTrue(follower.awaitCaughtUp(Duration.ofMinutes(2)));
    }

    /** Places are few: what a test began must be over for the next. */
    @AfterEach
    void end() throws InterruptedException {
        for (TestCommand.Start start : open) {
            tell(EndpointTest.asked(start).done(Instant.now(), Reachability.yes("over")));
            Until.fits(
                    () -> get(start.id()), test -> !test.path("status").asText().equals("running"));
        }
        follower.close();
    }

    private void register(String aor) throws InterruptedException {
        pipeline.put(Examples.registration(aor, Registration.State.ACTIVE));
        Until.fits(() -> pipeline.admin().get("/api/v1/registrations/id-" + aor).status(), status -> status == 200);
    }

    private TestCommand.Start begin(String kind, String aor) throws InterruptedException {
        var reply = ask(kind, aor);
        assertEquals(202, reply.status(), reply.text());
        TestCommand.Start start = started(reply.text("id"));
        open.add(start);
        return start;
    }

    private TestCommand.Start started(String id) {
        return (TestCommand.Start) Until.fits(
                        () -> commands.stream()
                                .filter(each -> each.id().equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private ApiClient.Reply ask(String kind, String aor) {
        return pipeline.admin().post("/api/v1/tests/" + kind, "{\"registrationId\":\"id-" + aor + "\"}");
    }

    private void tell(EndpointTest test) {
        pipeline.write(Topic.ENDPOINT_TESTS, test.registrationId(), Json.write(test));
    }

    private JsonNode get(String id) {
        return pipeline.admin().get("/api/v1/tests/" + id).json();
    }

    @Test
    void shouldOrderATestAndShowItAtOnceAndWhatTheProbeTellsOfIt() throws InterruptedException {
        register("tested@example.net");
        TestCommand.Start start = begin("sip", "tested@example.net");
        assertEquals("192.0.2.9:5070", start.registration().receivedFrom());
        JsonNode asked = get(start.id());
        assertEquals("running", asked.path("status").asText());
        assertEquals("sip", asked.path("kind").asText());
        assertEquals(0, asked.path("steps").size());

        try (EventReader events = pipeline.admin().events("/api/v1/tests/" + start.id() + "/stream")) {
            events.await("test");
            EndpointTest running =
                    EndpointTest.asked(start).with(List.of(new Step("options", null, "1 of 1 answered so far")));
            tell(running);
            events.await(event -> event.name().equals("test")
                    && event.data().path("steps").path(0).path("result").isNull());
            tell(running.with(List.of(new Step("options", Result.OK, "5 of 5 answered")))
                    .done(Instant.now(), Reachability.yes("It takes calls")));
            JsonNode done = events.await(event -> event.name().equals("test")
                            && event.data().path("status").asText().equals("done"))
                    .data();
            assertEquals("reachable", done.path("verdict").path("code").asText());
            assertTrue(done.path("verdict").path("reachable").asBoolean());
            assertEquals("ok", done.path("steps").path(0).path("result").asText());
            events.await("end");
        }
        JsonNode verdict = Until.fits(
                () -> pipeline.admin()
                        .get("/api/v1/registrations/id-tested@example.net")
                        .json()
                        .path("verdict"),
                json -> json.has("code"));
        // The example's registration ran out long ago.
        assertEquals("expired", verdict.path("code").asText());
    }

    @Test
    void shouldListTestsNewestFirst() throws InterruptedException {
        register("listed@example.net");
        TestCommand.Start first = begin("sip", "listed@example.net");
        tell(EndpointTest.asked(first).done(Instant.now(), Reachability.yes("one")));
        Until.fits(() -> get(first.id()), test -> test.path("status").asText().equals("done"));
        TestCommand.Start second = begin("mtr", "listed@example.net");
        JsonNode items = pipeline.admin()
                .get("/api/v1/tests?registrationId=id-listed@example.net")
                .json()
                .path("items");
        assertEquals(List.of(second.id(), first.id()), items.findValuesAsText("id"));
        assertFalse(items.path(0).has("messages"));
        assertEquals(400, pipeline.admin().get("/api/v1/tests").status(), "whose tests?");
        assertEquals(404, pipeline.admin().get("/api/v1/tests/nothing").status());
    }

    @Test
    void shouldAskForACallOnlyWhereItIsWished() throws InterruptedException {
        register("quiet@example.net");
        assertFalse(begin("sip", "quiet@example.net").call());
        register("rung@example.net");
        String wish = "{\"registrationId\":\"id-rung@example.net\",\"call\":true}";
        var refused = pipeline.admin().post("/api/v1/tests/mtr", wish);
        assertEquals(422, refused.status());
        assertEquals("call", refused.errorField());
        var reply = pipeline.admin().post("/api/v1/tests/sip", wish);
        assertEquals(202, reply.status(), reply.text());
        TestCommand.Start start = started(reply.text("id"));
        open.add(start);
        assertTrue(start.call());
    }

    @Test
    void shouldRunOneTestOfAnEndpointAtATime() throws InterruptedException {
        register("busy@example.net");
        begin("sip", "busy@example.net");
        var second = ask("mtr", "busy@example.net");
        assertEquals(429, second.status());
        assertEquals("too-many-tests", second.errorCode());
        assertTrue(second.header("Retry-After").isPresent());
    }

    @Test
    void shouldRunAFewTestsAtATime() throws InterruptedException {
        for (int i = 0; i < EndpointTest.MOST_AT_ONCE; i++) {
            register("many" + i + "@example.net");
            begin("sip", "many" + i + "@example.net");
        }
        register("toomany@example.net");
        assertEquals(429, ask("sip", "toomany@example.net").status());
    }

    @Test
    void shouldTestNothingButRegisteredEndpoints() throws InterruptedException {
        assertEquals(404, ask("sip", "nobody@example.net").status());
        assertEquals(422, pipeline.admin().post("/api/v1/tests/sip", "{}").status());
        assertEquals(
                400,
                pipeline.admin()
                        .post("/api/v1/tests/mtr", "{\"registrationId\":\"x\",\"address\":\"192.0.2.1\"}")
                        .status());
    }

    @Test
    void shouldShowNobodyTheTestsOfAnothersEndpoint() throws InterruptedException {
        register("scoped@example.net");
        ApiClient other = pipeline.admin(new Scope.Below("other")).with("X-Requested-With", "test");
        String wish = "{\"registrationId\":\"id-scoped@example.net\"}";
        assertEquals(404, other.post("/api/v1/tests/sip", wish).status());
        TestCommand.Start start = begin("sip", "scoped@example.net");
        assertEquals(404, other.get("/api/v1/tests/" + start.id()).status());
        assertEquals(404, other.get("/api/v1/tests/" + start.id() + "/stream").status());
        assertEquals(
                404,
                other.send("POST", "/api/v1/tests/" + start.id() + "/stop", null, null)
                        .status());
        assertEquals(
                0,
                other.get("/api/v1/tests?registrationId=id-scoped@example.net")
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void shouldStopATestWhenAsked() throws InterruptedException {
        register("stopped@example.net");
        TestCommand.Start start = begin("mtr", "stopped@example.net");
        assertEquals(
                202,
                pipeline.admin()
                        .send("POST", "/api/v1/tests/" + start.id() + "/stop", null, null)
                        .status());
        awaitStop(start);
    }

    @Test
    void shouldStopAnMtrTestWhenTheLastBrowserThatWatchedHasGone() throws InterruptedException {
        register("left@example.net");
        TestCommand.Start start = begin("mtr", "left@example.net");
        String path = "/api/v1/tests/" + start.id() + "/stream";
        try (EventReader staying = pipeline.admin().events(path)) {
            staying.await("test");
            try (EventReader leaving = pipeline.admin().events(path)) {
                leaving.await("test");
            }
        }
        // Nobody notices that a connection is gone but by writing to it: a probe tells of a test all the time.
        var packets = new AtomicInteger();
        Until.holds("the order to stop", () -> {
            String text = packets.incrementAndGet() + " packets";
            tell(EndpointTest.asked(start).with(List.of(new Step("way", null, text))));
            return commands.stream().anyMatch(TestCommand.Stop.class::isInstance);
        });
        awaitStop(start);
    }

    private void awaitStop(TestCommand.Start start) throws InterruptedException {
        Until.fits(
                () -> commands.stream()
                        .anyMatch(each ->
                                each instanceof TestCommand.Stop && each.id().equals(start.id())),
                stopped -> stopped);
    }
}
