package io.trunkline.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.trunkline.live.access.AdminToken;
import io.trunkline.live.access.Sessions;
import io.trunkline.live.http.HttpApi;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.Scope;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class EventHubTest {

    /** Rows that are texts, and count how often one is looked up. */
    private static final class Texts implements EventHub.Rows<String> {

        private final Map<String, String> texts = new ConcurrentHashMap<>();
        private int lookedUp;

        @Override
        public List<String> rows(Scope scope) {
            return List.of();
        }

        @Override
        public Optional<EventHub.Row<String>> row(String id) {
            lookedUp++;
            return Optional.ofNullable(texts.get(id)).map(text -> new EventHub.Row<>(text, null));
        }

        @Override
        public String id(String row) {
            return row;
        }
    }

    private final Texts texts = new Texts();

    @Test
    void shouldMakeNothingIntoAnEventWhileNobodyWatches() {
        var hub = new EventHub<>("text", "id", texts);
        texts.texts.put("a", "a1");
        hub.touched("a");
        assertEquals(0, hub.beat());
        assertEquals(0, texts.lookedUp);
    }

    @Test
    void shouldSendASlowClientOfEachThingOnlyTheNewestState() throws IOException, InterruptedException {
        Batch one = Batch.none().followedBy(List.of(shown("a", "a1"), shown("b", "b1")));
        Batch two = one.followedBy(List.of(shown("a", "a2")));
        Batch three = two.followedBy(List.of(new Batch.Gone("b", bytes("b gone "))));
        var out = new ByteArrayOutputStream();
        new Watcher(new Scope.Everything(), out).send(List.of(one, two, three), "id");
        assertEquals("a2 b gone ", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldWriteAnEventAsOneBlock() {
        assertEquals(
                "event: call\ndata: {\"a\":1}\n\n",
                new String(Frame.of("call", Map.of("a", 1)), StandardCharsets.UTF_8));
    }

    @Test
    void shouldCloseAClientThatDoesNotRead() throws IOException, InterruptedException {
        var hub = new EventHub<>("text", "id", texts, Duration.ofMillis(200));
        var route = Route.get("/stream", Route.allow(), request -> hub.stream(request.scope(), () -> true))
                .giving("text/event-stream");
        var sessions = new Sessions(Duration.ofHours(1), InstantSource.system());
        var api = new HttpApi(
                List.of(route), new AdminToken("token"), sessions, Scope.Family.NONE, () -> true, new Telemetry());
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(HttpRouting.builder().any(api))
                .shutdownHook(false)
                .build()
                .start();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(bytes("GET /stream HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token\r\n\r\n"));
            Until.holds(hub::watched);
            String large = "x".repeat(1_000_000);
            Until.holds(() -> {
                for (int i = 0; i < 16; i++) {
                    texts.texts.put("id-" + i, large);
                    hub.touched("id-" + i);
                }
                hub.beat();
                return hub.watchers() == 0;
            });
        } finally {
            server.stop();
        }
    }

    private static Batch.Event shown(String id, String text) {
        return new Batch.Shown(id, null, bytes(text + " "), bytes(text + " "));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
