package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.SUPPORT;

import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.live.access.UserRole;
import io.trunkline.live.board.RegistrationBoard;
import io.trunkline.live.endpoint.EndpointTests;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Route;
import io.trunkline.live.stream.Frame;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.TestCommand;
import io.trunkline.storage.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests of registered endpoints: {@code /tests}. Nothing is sent from here: what is asked goes to the probes by a topic,
 * and what they find comes back by another.
 */
final class TestResource {

    private static final Logger LOG = LoggerFactory.getLogger(TestResource.class);
    private static final Set<UserRole> ROLES = Route.allow(SUPPORT);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final String RETRY_AFTER = "20";

    /** Who is to be tested, and whether a SIP test rings there; null for not. */
    private record Wish(String registrationId, Boolean call) {}

    /** The test that was begun. */
    private record Begun(String id) {}

    /** A line of the list: what tells tests apart, without what they sent. */
    private record Summary(
            String id,
            EndpointTest.Kind kind,
            String registrationId,
            String aor,
            EndpointTest.Status status,
            Instant startedAt,
            Instant endedAt,
            Reachability verdict,
            EndpointTest.Options options) {

        static Summary of(EndpointTest test) {
            return new Summary(
                    test.id(),
                    test.kind(),
                    test.registrationId(),
                    test.aor(),
                    test.status(),
                    test.startedAt(),
                    test.endedAt(),
                    test.verdict(),
                    test.options());
        }
    }

    private final RegistrationBoard registrations;
    private final EndpointTests tests;
    private final Store store;
    private final AcknowledgedWriter writer;
    private final InstantSource clock;

    TestResource(
            RegistrationBoard registrations,
            EndpointTests tests,
            Store store,
            AcknowledgedWriter writer,
            InstantSource clock) {
        this.registrations = registrations;
        this.tests = tests;
        this.store = store;
        this.writer = writer;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/tests/sip", ROLES, request -> begin(request, EndpointTest.Kind.SIP)),
                Route.post("/api/v1/tests/mtr", ROLES, request -> begin(request, EndpointTest.Kind.MTR)),
                Route.get("/api/v1/tests", ROLES, this::list).parameters("registrationId", "limit", "cursor"),
                Route.get("/api/v1/tests/{id}", ROLES, request -> Answer.json(one(request))),
                Route.post("/api/v1/tests/{id}/stop", ROLES, this::stop).taking(null),
                Route.get("/api/v1/tests/{id}/stream", ROLES, this::stream).giving("text/event-stream"));
    }

    private Answer begin(ApiRequest request, EndpointTest.Kind kind) throws InterruptedException {
        Wish wish = request.body(Wish.class);
        String wanted = wish.registrationId();
        boolean call = Boolean.TRUE.equals(wish.call());
        if (wanted == null || wanted.isEmpty()) {
            throw ApiError.invalid("registrationId", "registrationId is the id of a registered endpoint");
        }
        if (call && kind != EndpointTest.Kind.SIP) {
            throw ApiError.invalid("call", "only a SIP test makes a call");
        }
        Registration registration = registrations
                .registration(request.scope(), wanted)
                .orElseThrow(() -> ApiError.notFound("no endpoint with the id " + wanted + " is registered: only "
                        + "registered endpoints are tested"));
        var start = new TestCommand.Start(
                UUID.randomUUID().toString(),
                kind,
                registration,
                registrations.others(request.scope(), registration),
                call,
                clock.instant());
        switch (tests.begin(start)) {
            case YES -> {}
            case ENDPOINT_BUSY -> throw tooMany("a test of this endpoint runs: wait for its end, or stop it");
            case TOO_MANY ->
                throw tooMany(EndpointTest.MOST_AT_ONCE + " tests run, and no more do at a time: try again in a while");
        }
        try {
            order(registration.id(), start);
        } catch (KafkaException e) {
            LOG.warn("Kafka did not take a test: {}", e.toString());
            tests.abandon(start.id());
            throw ApiError.unavailable("Kafka did not take the test in time; try again later");
        }
        return Answer.json(202, new Begun(start.id()));
    }

    private static ApiError tooMany(String why) {
        return new ApiError(429, "too-many-tests", null, why).with("Retry-After", RETRY_AFTER);
    }

    private void order(String registrationId, TestCommand command) throws InterruptedException {
        writer.write(Topic.TEST_COMMANDS, registrationId, Json.write(command));
    }

    private Answer list(ApiRequest request) {
        String registrationId = request.parameter("registrationId")
                .orElseThrow(() -> ApiError.malformed("registrationId", "registrationId says whose tests are meant"));
        return Answer.json(Listing.of(
                request,
                all(tests, store, request, registrationId).stream()
                        .map(Summary::of)
                        .toList(),
                TestResource::newestFirst));
    }

    /** All that is known of an endpoint's tests, the newest first: what has just ended may not be stored yet. */
    static List<EndpointTest> all(EndpointTests tests, Store store, ApiRequest request, String registrationId) {
        Scope scope = request.scope();
        var all = new LinkedHashMap<String, EndpointTest>();
        tests.of(scope, registrationId).forEach(test -> all.put(test.id(), test));
        Stored.ask(request, () -> store.endpointTests(scope, registrationId))
                .forEach(test -> all.putIfAbsent(test.id(), test));
        return List.copyOf(all.values());
    }

    /** A key that orders by time, backwards. */
    private static String newestFirst(Summary test) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, test.startedAt());
        return String.format(Locale.ROOT, "%019d %s", Long.MAX_VALUE - micros, test.id());
    }

    private EndpointTest one(ApiRequest request) {
        String id = request.id();
        return tests.test(request.scope(), id)
                .or(() -> Stored.ask(request, () -> store.endpointTest(request.scope(), id)))
                .orElseThrow(() -> ApiError.notFound("there is no test " + id));
    }

    private Answer stop(ApiRequest request) throws InterruptedException {
        EndpointTest test = one(request);
        if (test.isRunning()) {
            try {
                order(test.registrationId(), new TestCommand.Stop(test.id(), clock.instant()));
            } catch (KafkaException e) {
                throw ApiError.unavailable("Kafka did not take the order in time; try again later");
            }
        }
        return Answer.json(202, new Begun(test.id()));
    }

    private Answer stream(ApiRequest request) {
        EndpointTest first = one(request);
        BooleanSupplier stillValid = request.caller().orElseThrow().stillValid();
        Scope scope = request.scope();
        return Answer.streamed("text/event-stream", out -> write(out, scope, first, stillValid));
    }

    /** The test as it stands, again and again until it is over. An MTR test ends when nobody watches it any more. */
    private void write(OutputStream out, Scope scope, EndpointTest first, BooleanSupplier stillValid)
            throws IOException, InterruptedException {
        tests.watch(first.id());
        EndpointTest sent = first;
        try {
            put(out, Frame.of("test", sent));
            while (sent.isRunning() && stillValid.getAsBoolean()) {
                Optional<EndpointTest> now = tests.awaitChange(scope, sent, HEARTBEAT);
                if (now.isEmpty()) {
                    return;
                }
                boolean same = now.get().equals(sent);
                put(out, same ? Frame.HEARTBEAT : Frame.of("test", now.get()));
                sent = now.get();
            }
        } finally {
            if (tests.unwatch(first.id()) && sent.isRunning() && sent.kind() == EndpointTest.Kind.MTR) {
                leave(sent);
            }
        }
    }

    private static void put(OutputStream out, byte[] frame) throws IOException {
        out.write(frame);
        out.flush();
    }

    private void leave(EndpointTest test) {
        try {
            order(test.registrationId(), new TestCommand.Stop(test.id(), clock.instant()));
        } catch (KafkaException e) {
            LOG.warn("A test that nobody watches could not be stopped, and ends by itself: {}", e.toString());
        } catch (InterruptedException e) {
            // The server stops, or the client was cut: the test ends by itself within its time.
            Thread.currentThread().interrupt();
        }
    }
}
