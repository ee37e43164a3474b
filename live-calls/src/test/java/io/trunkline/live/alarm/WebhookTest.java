package io.trunkline.live.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.AlarmRule.Kind;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the other side of the webhook hears, and what it cannot do to this one. */
class WebhookTest {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodies.add(new String(body, StandardCharsets.UTF_8));
            boolean refuses = failures.getAndDecrement() > 0;
            if (!refuses) {
                heard.add(exchange.getRequestMethod()
                        + ' '
                        + exchange.getRequestHeaders().getFirst("Content-Type")
                        + ' '
                        + Json.read(body, Alarm.class).id());
            }
            exchange.sendResponseHeaders(refuses ? 503 : 204, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/redirect", exchange -> {
            heard.add("asked");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
    }

    @Test
    void shouldPostEachAlarmInOrder() {
        try (Webhook webhook = webhook("/hook")) {
            webhook.tell(alarm("one"));
            webhook.tell(alarm("two"));
            Until.holds(() -> heard.size() == 2);
        }
        assertEquals(List.of("POST application/json one", "POST application/json two"), heard);
    }

    /** Whoever reads both need not know two forms: what is not there yet is null in both. */
    @Test
    void shouldPostAnAlarmAsTheApiShowsIt() {
        try (Webhook webhook = webhook("/hook")) {
            webhook.tell(alarm("one"));
            Until.holds(() -> heard.size() == 1);
        }
        assertTrue(bodies.getFirst().contains("\"clearedAt\":null"), bodies::getFirst);
        assertTrue(bodies.getFirst().contains("\"acknowledgedBy\":null"), bodies::getFirst);
    }

    @Test
    void shouldTryAgainWhenItIsRefused() {
        failures.set(3);
        try (Webhook webhook = webhook("/hook")) {
            webhook.tell(alarm("one"));
            Until.holds(() -> heard.equals(List.of("POST application/json one")));
        }
    }

    @Test
    void shouldFollowNoRedirection() {
        try (Webhook webhook = webhook("/redirect")) {
            webhook.tell(alarm("one"));
            Until.holds(() -> heard.size() > 1);
        }
        assertEquals(0, elsewhere.get());
    }

    @Test
    void shouldHoldUpNobodyWhenTheOtherSideDoesNotAnswer() {
        server.createContext("/stuck", exchange -> {
            heard.add("asked");
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        try (Webhook webhook = webhook("/stuck")) {
            webhook.tell(alarm("first"));
            Until.holds(() -> heard.contains("asked"));
            for (int each = 0; each < 10 * Webhook.MOST_WAITING; each++) {
                webhook.tell(alarm("more-" + each));
            }
        }
        assertEquals(List.of("asked"), heard);
    }

    private Webhook webhook(String path) {
        return Webhook.start(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path),
                Duration.ofMillis(1),
                new Telemetry());
    }

    private static Alarm alarm(String id) {
        return new Alarm(
                id,
                "trunk-asr",
                Kind.ASR,
                "203.0.113.51",
                null,
                new BigDecimal("0.1"),
                new BigDecimal("0.3"),
                "the trunk answered 10 %",
                AT,
                null,
                null,
                null,
                List.of());
    }
}
