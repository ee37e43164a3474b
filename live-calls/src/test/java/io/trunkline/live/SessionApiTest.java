package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.access.FailedLogins;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logging a browser in and out, health, metrics and the page. */
@ExtendWith(LivePipeline.Extension.class)
class SessionApiTest {

    private static final String LOGIN = "{\"token\":\"" + LivePipeline.TOKEN + "\"}";

    private final LivePipeline pipeline;

    SessionApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Logs in with the token and gives the cookie as a browser sends it back. */
    static String logIn(LivePipeline pipeline) {
        var reply = pipeline.stranger().post("/api/v1/session", LOGIN);
        assertEquals(204, reply.status());
        return cookie(reply);
    }

    private static String cookie(ApiClient.Reply reply) {
        String set = reply.header("Set-Cookie").orElseThrow();
        assertTrue(
                Pattern.matches(
                        "trunkline-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200", set),
                set);
        return set.substring(0, set.indexOf(';'));
    }

    @Test
    void shouldLogABrowserInByTokenAndOutAgain() {
        ApiClient browser = pipeline.stranger().with("Cookie", logIn(pipeline)).with("X-Requested-With", "test");
        assertEquals("{\"role\":\"admin\"}", browser.get("/api/v1/session").text());
        assertEquals(200, browser.get("/api/v1/calls").status());
        assertEquals(204, browser.send("DELETE", "/api/v1/session", null, null).status());
        assertEquals(401, browser.get("/api/v1/session").status());
        assertEquals(401, browser.get("/api/v1/calls").status());
    }

    @Test
    void shouldLogInOnceByALoginLink() {
        String link = pipeline.live().loginLink();
        assertTrue(link.startsWith("http://127.0.0.1:" + pipeline.live().httpPort() + "/login?code="));
        String path = link.substring(link.indexOf("/login"));
        var first = pipeline.stranger().get(path);
        assertEquals(303, first.status());
        assertEquals("/", first.header("Location").orElseThrow());
        ApiClient browser = pipeline.stranger().with("Cookie", cookie(first));
        assertEquals(200, browser.get("/api/v1/calls").status());

        var second = pipeline.stranger().get(path);
        assertEquals(403, second.status());
        assertTrue(second.text().contains("does not work any more"));
        assertTrue(second.header("Set-Cookie").isEmpty());
        assertEquals(303, browser.get(path).status(), "who is logged in already goes to the page");
        assertEquals(403, pipeline.stranger().get("/login").status());
    }

    @Test
    void shouldHoldBackWhoTriesTokens() throws Exception {
        try (LiveCalls other = pipeline.start(new Telemetry())) {
            ApiClient guesser = ApiClient.stranger(other.httpPort());
            for (int i = 0; i < FailedLogins.FREE; i++) {
                assertEquals(
                        401,
                        guesser.post("/api/v1/session", "{\"token\":\"guess-" + i + "\"}")
                                .status());
            }
            var refused = guesser.post("/api/v1/session", LOGIN);
            assertEquals(429, refused.status());
            assertEquals("too-many-attempts", refused.errorCode());
            assertTrue(Integer.parseInt(refused.header("Retry-After").orElseThrow()) >= 1);
            var tries = new AtomicInteger();
            Until.holds(() -> {
                tries.incrementAndGet();
                return guesser.post("/api/v1/session", LOGIN).status() == 204;
            });
            assertTrue(tries.get() > 1, "it had to wait");
        }
    }

    @Test
    void shouldRefuseALoginThatAForeignPageSends() {
        assertEquals(
                403,
                pipeline.stranger()
                        .with("Origin", "http://evil.example")
                        .post("/api/v1/session", LOGIN)
                        .status());
    }

    @Test
    void shouldSayHowItIsWithoutAToken() throws InterruptedException {
        var health = Until.fits(() -> pipeline.stranger().get("/api/v1/health"), reply -> reply.text("status")
                .equals("up"));
        assertEquals(200, health.status());
        assertEquals(
                "{\"status\":\"up\",\"detail\":\"\"}",
                health.json().path("parts").path("live").toString());
    }

    @Test
    void shouldShowMetricsToThisMachineAndToTheTokenThroughAProxy() {
        var metrics = pipeline.stranger().get("/metrics");
        assertEquals(200, metrics.status());
        assertTrue(metrics.header("Content-Type").orElseThrow().startsWith("text/plain"));
        assertTrue(metrics.text().contains("trunkline_stream_clients"));
        assertFalse(metrics.text().contains(LivePipeline.TOKEN));
        ApiClient proxied = pipeline.stranger().with("X-Forwarded-For", "198.51.100.1");
        assertEquals(401, proxied.get("/metrics").status());
        assertEquals(200, proxied.withToken(LivePipeline.TOKEN).get("/metrics").status());
    }

    @Test
    void shouldServeThePagesFilesAndNothingElse() {
        var script = pipeline.stranger().get("/assets/sample-1a2b3c.js");
        assertEquals(200, script.status());
        assertEquals(
                "text/javascript; charset=utf-8", script.header("Content-Type").orElseThrow());
        assertEquals(
                "public, max-age=31536000, immutable",
                script.header("Cache-Control").orElseThrow());
        assertEquals(
                "no-cache",
                pipeline.stranger().get("/sample.txt").header("Cache-Control").orElseThrow());
        assertEquals(404, pipeline.stranger().get("/assets/missing.js").status());
        assertEquals(
                404,
                pipeline.stranger()
                        .get("/..%2fio%2ftrunkline%2flive%2fopenapi.json")
                        .status());
        assertEquals(404, pipeline.stranger().get("/assets/..%2fsample.txt").status());
    }
}
