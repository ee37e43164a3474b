package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.EndpointTest.Direction;
import io.trunkline.protocol.event.EndpointTest.Kind;
import io.trunkline.protocol.event.EndpointTest.Message;
import io.trunkline.protocol.event.EndpointTest.Options;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.EndpointTest.Status;
import io.trunkline.protocol.event.EndpointTest.Step;
import io.trunkline.protocol.event.PathHop;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.storage.endpoint.EndpointTestTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test has an endpoint of its own. */
@ExtendWith(ClickHouseServer.class)
class EndpointTestStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");

    private final Store store;

    EndpointTestStoreTest(Store store) {
        this.store = store;
    }

    private static EndpointTest sip(String id, String registration, String account, long second) {
        return new EndpointTest(
                id,
                Kind.SIP,
                registration,
                "alice@example.net",
                account,
                Status.DONE,
                NOON.plusSeconds(second),
                NOON.plusSeconds(second + 4),
                List.of(new Step("options", Result.OK, "5 of 5 answered, \"ü\"")),
                Reachability.yes("It takes calls"),
                new Options(5, 5, 1.5, 2.25, 9.125, 200),
                List.of(new Message(
                        NOON.plusSeconds(second),
                        Direction.SENT,
                        "192.0.2.1:5099",
                        "192.0.2.9:5060",
                        "udp",
                        "OPTIONS sip:alice@192.0.2.9",
                        "OPTIONS sip:alice@192.0.2.9 SIP/2.0\r\nVia: x\r\n\r\n")),
                List.of());
    }

    private void write(EndpointTest... tests) {
        Written.values(store, new EndpointTestTable(), List.of(tests));
    }

    @Test
    void shouldGiveBackTestsAsTheyWereToldLastFirst() {
        EndpointTest one = sip("t-1", "same", "acme", 0);
        EndpointTest way = new EndpointTest(
                "t-2",
                Kind.MTR,
                "same",
                "alice@example.net",
                null,
                Status.FAILED,
                NOON.plusSeconds(60),
                NOON.plusSeconds(61),
                List.of(),
                null,
                null,
                List.of(),
                List.of(
                        new PathHop(1, null, 3, 100, null, null, null, null),
                        new PathHop(2, "192.0.2.9", 3, 33.3, 1.0, 2.0, 0.5, 4.0)));
        write(one, way, one, sip("t-3", "other", "acme", 9));
        assertEquals(List.of(way, one), store.endpointTests(ALL, "same"));
        assertEquals(Optional.of(way), store.endpointTest(ALL, "t-2"));
        assertEquals(Optional.empty(), store.endpointTest(ALL, "t-9"));
    }

    @Test
    void shouldKeepNoTestThatStillRuns() {
        EndpointTest done = sip("run", "running", "acme", 0);
        var running = new EndpointTest(
                done.id(),
                done.kind(),
                done.registrationId(),
                done.aor(),
                done.accountId(),
                Status.RUNNING,
                done.startedAt(),
                null,
                done.steps(),
                null,
                null,
                List.of(),
                List.of());
        write(running);
        assertEquals(List.of(), store.endpointTests(ALL, "running"));
        write(running, done);
        assertEquals(List.of(done), store.endpointTests(ALL, "running"));
    }

    @Test
    void shouldGiveNobodyTheTestsOfAnothersEndpoint() {
        write(sip("mine", "scoped", "acme", 0), sip("nobodys", "scoped", null, 1));
        assertEquals(1, store.endpointTests(new Scope.Below("acme"), "scoped").size());
        assertEquals(List.of(), store.endpointTests(new Scope.Below("other"), "scoped"));
        assertEquals(List.of(), store.endpointTests(new Scope.Below(""), "scoped"));
        assertEquals(Optional.empty(), store.endpointTest(new Scope.Below("acme"), "nobodys"));
        assertEquals(Optional.empty(), store.endpointTest(new Scope.Below("other"), "mine"));
    }
}
