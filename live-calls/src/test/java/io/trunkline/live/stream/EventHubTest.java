package io.trunkline.live.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.trunkline.live.Until;
import io.trunkline.live.access.AdminToken;
import io.trunkline.live.access.Sessions;
import io.trunkline.live.http.HttpApi;
import io.trunkline.live.http.Route;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventHubTest {

    private final Subscription client = new Subscription(Thread.currentThread());

    @Test
    void shouldSendOfEachThingOnlyTheNewestStateInTheOrderOfTheLastChanges() throws InterruptedException {
        client.offer("a", bytes("a1"));
        client.offer("b", bytes("b1"));
        client.offer("a", bytes("a2"));
        List<byte[]> taken = client.take(Duration.ZERO);
        assertEquals(2, taken.size());
        assertArrayEquals(bytes("b1"), taken.get(0));
        assertArrayEquals(bytes("a2"), taken.get(1));
        assertEquals(List.of(), client.take(Duration.ZERO));
    }

    @Test
    void shouldGiveUpAClientForWhichTooMuchWaits() {
        for (int i = 0; i <= Subscription.MOST_WAITING; i++) {
            client.offer("call-" + i, bytes("x"));
        }
        assertThrows(InterruptedException.class, () -> client.take(Duration.ZERO));
    }

    @Test
    void shouldWriteAnEventAsOneBlock() {
        assertEquals(
                "event: call\ndata: {\"a\":1}\n\n",
                new String(Frame.of("call", bytes("{\"a\":1}")), StandardCharsets.UTF_8));
    }

    @Test
    void shouldCloseAClientThatDoesNotRead() throws IOException, InterruptedException {
        var hub = new EventHub<String>("text", "id", Duration.ofMillis(200));
        var route = Route.get("/stream", Route.allow(), request -> hub.stream(List::of, () -> true))
                .giving("text/event-stream");
        var sessions = new Sessions(Duration.ofHours(1), InstantSource.system());
        var api = new HttpApi(List.of(route), new AdminToken("token"), sessions, () -> true, new Telemetry());
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .routing(HttpRouting.builder().any(api))
                .shutdownHook(false)
                .build()
                .start();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(bytes("GET /stream HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token\r\n\r\n"));
            Until.holds(hub::heard);
            String large = "x".repeat(1_000_000);
            Until.holds(() -> {
                for (int i = 0; i < 16; i++) {
                    hub.changed("id-" + i, large);
                }
                hub.closeStuck();
                return hub.clients() == 0;
            });
        } finally {
            server.stop();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
