package io.trunkline.live.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.trunkline.live.ApiClient;
import io.trunkline.live.access.AdminToken;
import io.trunkline.live.access.Grant;
import io.trunkline.live.access.Sessions;
import io.trunkline.live.access.UserRole;
import io.trunkline.protocol.Scope;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules that hold for every route, on a real server with routes of the test's own. */
class HttpApiTest {

    private static final long SHORT = 1_000;

    record Thing(String name, Integer size, BigDecimal price) {}

    private final Sessions sessions = new Sessions(Duration.ofHours(1), InstantSource.system());
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final Telemetry telemetry = new Telemetry();
    private WebServer server;

    @BeforeEach
    void start() {
        var routes = List.of(
                Route.get("/open", Set.of(), request -> Answer.json(Map.of("open", true))),
                Route.get("/things", Route.allow(UserRole.NOC), request -> Answer.json(List.of()))
                        .parameters("size"),
                Route.put("/things/{id}", Route.allow(), request -> Answer.json(request.body(Thing.class))),
                Route.get("/things/{id}", Route.allow(), request -> Answer.json(Map.of("id", request.variable("id")))),
                Route.put("/files/{id}", Route.allow(), HttpApiTest::length).taking("text/csv"),
                Route.get("/broken", Route.allow(), request -> {
                    throw new IllegalStateException("a secret of ours");
                }),
                Route.get(
                                "/half",
                                Route.allow(),
                                request -> Answer.streamed("text/plain", out -> {
                                    out.write("the first half".getBytes(StandardCharsets.UTF_8));
                                    out.flush();
                                    throw new IOException("the second half is missing");
                                }))
                        .giving("text/plain"),
                Route.get("/both", Route.allow(), request -> Answer.text(200, request.accepted(), "as you like"))
                        .giving("application/json", "text/csv"));
        var api = new HttpApi(routes, new AdminToken("token"), sessions, Scope.Family.NONE, ready::get, telemetry);
        server = WebServer.builder()
                .host("127.0.0.1")
                .directHandlers(HttpApi.directHandlers())
                .routing(HttpRouting.builder().any(api))
                .shutdownHook(false)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static Answer length(ApiRequest request) {
        try (InputStream in = request.body(SHORT)) {
            return Answer.json(Map.of("length", in.readAllBytes().length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApiClient stranger() {
        return ApiClient.stranger(server.port());
    }

    private ApiClient admin() {
        return stranger().withToken("token");
    }

    private ApiClient session(UserRole role) {
        return stranger().with("Cookie", "trunkline-session=" + sessions.open(Grant.of(role)));
    }

    @Test
    void shouldAnswerAStrangerOnAnOpenRouteOnly() {
        assertEquals(200, stranger().get("/open").status());
        var refused = stranger().get("/things");
        assertEquals(401, refused.status());
        assertEquals("unauthorized", refused.errorCode());
        assertEquals(
                "Bearer realm=\"trunkline\"", refused.header("WWW-Authenticate").orElseThrow());
    }

    @Test
    void shouldRefuseAWrongTokenEvenBesideAGoodCookie() {
        assertEquals(200, session(UserRole.ADMIN).get("/things").status());
        assertEquals(
                401, session(UserRole.ADMIN).withToken("wrong").get("/things").status());
        assertEquals(401, stranger().withToken("").get("/things").status());
        assertEquals(
                401,
                stranger()
                        .with("Authorization", "Basic dG9rZW4=")
                        .get("/things")
                        .status());
    }

    @Test
    void shouldLetARoleInWhereTheTableNamesItAndNowhereElse() {
        assertEquals(200, session(UserRole.NOC).get("/things").status());
        assertEquals(403, session(UserRole.BILLING).get("/things").status());
        assertEquals("forbidden", session(UserRole.NOC).get("/things/a").errorCode());
    }

    @Test
    void shouldKnowWhatIsNotThereAndWhatCannotBeDone() {
        assertEquals(404, admin().get("/nothing").status());
        assertEquals("not-found", admin().get("/things/a/b").errorCode());
        var refused = admin().send("DELETE", "/things/a", null, null);
        assertEquals(405, refused.status());
        assertEquals("GET, PUT", refused.header("Allow").orElseThrow());
    }

    @Test
    void shouldDecodeAPathOnlyAfterItsPartsAreKnown() {
        assertEquals("a/b c+d@é", admin().get("/things/a%2Fb%20c+d@%C3%A9").text("id"));
        assertEquals(400, rawStatus("GET /things/%zz HTTP/1.1"));
    }

    @Test
    void shouldRefuseParametersThatTheRouteDoesNotKnow() {
        assertEquals(200, admin().get("/things?size=3").status());
        var unknown = admin().get("/things?sise=3");
        assertEquals(400, unknown.status());
        assertEquals("unknown-parameter", unknown.errorCode());
        assertEquals("sise", unknown.errorField());
        assertEquals(400, admin().get("/things?size=3&size=4").status());
    }

    @Test
    void shouldReadBodiesStrictly() {
        assertEquals(
                "{\"name\":\"a\",\"size\":null,\"price\":\"0.10\"}",
                admin().put("/things/a", "{\"name\":\"a\",\"price\":\"0.10\"}").text());
        var unknown = admin().put("/things/a", "{\"name\":\"a\",\"parentId\":\"b\"}");
        assertEquals(400, unknown.status());
        assertEquals("unknown-field", unknown.errorCode());
        assertEquals("parentId", unknown.errorField());
        assertEquals(400, admin().put("/things/a", "{\"name\":").status());
        assertEquals(400, admin().put("/things/a", "null").status());
        assertEquals(400, admin().put("/things/a", "").status());
        assertEquals(400, admin().put("/things/a", "[]").status());
        assertEquals(400, admin().put("/things/a", "{} {}").status());
        var wrongType = admin().put("/things/a", "{\"size\":\"many\"}");
        assertEquals(422, wrongType.status());
        assertEquals("size", wrongType.errorField());
        assertEquals("size must be a whole number", wrongType.errorMessage());
        assertEquals("price", admin().put("/things/a", "{\"price\":\"much\"}").errorField());
    }

    @Test
    void shouldRefuseBodiesOfAnotherTypeOrTooLong() {
        assertEquals(415, admin().send("PUT", "/things/a", "text/plain", "{}").status());
        assertEquals(415, admin().send("PUT", "/things/a", null, "{}").status());
        assertEquals(
                200,
                admin().send("PUT", "/things/a", "application/json; charset=utf-8", "{}")
                        .status());
        assertEquals(
                "1000",
                admin().send("PUT", "/files/a", "text/csv", "x".repeat(1_000)).text("length"));
        var refused = admin().send("PUT", "/files/a", "text/csv", "x".repeat(1_001));
        assertEquals(413, refused.status());
        assertEquals("too-large", refused.errorCode());
    }

    @Test
    void shouldStopReadingAChunkedBodyAtItsLimit() {
        assertEquals(
                413,
                rawStatus("PUT /files/a HTTP/1.1\r\nAuthorization: Bearer token\r\nContent-Type: text/csv\r\n"
                        + "Transfer-Encoding: chunked\r\nHost: a\r\n\r\n7d0\r\n" + "x".repeat(2_000) + "\r\n"));
    }

    @Test
    void shouldAnswerBeforeTheEndOfABodyAndLetTheClientSendTheRest() throws IOException {
        int length = 8 << 20;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("PUT /files/a HTTP/1.1\r\nAuthorization: Bearer token\r\nContent-Type: text/csv\r\nContent-Length: "
                                    + length + "\r\nHost: a\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertEquals("HTTP/1.1 413", new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
            out.write(new byte[length]);
            out.flush();
        }
    }

    @Test
    void shouldGiveTheTypeThatIsAskedForOrSayThatItCannot() {
        assertEquals(
                "application/json; charset=utf-8",
                admin().get("/both").header("Content-Type").orElseThrow());
        assertEquals(
                "text/csv; charset=utf-8",
                admin().with("Accept", "text/csv")
                        .get("/both")
                        .header("Content-Type")
                        .orElseThrow());
        assertEquals(
                "text/csv; charset=utf-8",
                admin().with("Accept", "application/json;q=0.1, text/csv")
                        .get("/both")
                        .header("Content-Type")
                        .orElseThrow());
        var refused = admin().with("Accept", "image/png").get("/both");
        assertEquals(406, refused.status());
        assertEquals("not-acceptable", refused.errorCode());
    }

    @Test
    void shouldAnswerHeadAsGetWithoutTheBody() {
        var reply = admin().send("HEAD", "/things", null, null);
        assertEquals(200, reply.status());
        assertArrayEquals(new byte[0], reply.bytes());
    }

    @Test
    void shouldRefuseWritesThatAForeignPageSendsWithACookie() {
        ApiClient browser = session(UserRole.ADMIN);
        String own = "http://127.0.0.1:" + server.port();
        assertEquals(403, browser.put("/things/a", "{}").status());
        assertEquals("foreign-origin", browser.put("/things/a", "{}").errorCode());
        assertEquals(
                403,
                browser.with("Origin", "http://evil.example")
                        .put("/things/a", "{}")
                        .status());
        assertEquals(403, browser.with("Origin", "null").put("/things/a", "{}").status());
        assertEquals(200, browser.with("Origin", own).put("/things/a", "{}").status());
        assertEquals(
                200,
                browser.with("X-Requested-With", "trunkline")
                        .put("/things/a", "{}")
                        .status());
        assertEquals(
                403,
                browser.with("Origin", own)
                        .with("Sec-Fetch-Site", "cross-site")
                        .put("/things/a", "{}")
                        .status());
        assertEquals(200, admin().put("/things/a", "{}").status());
    }

    @Test
    void shouldTellNothingOfWhatFailedInside() {
        var reply = admin().get("/broken");
        assertEquals(500, reply.status());
        assertEquals("internal", reply.errorCode());
        assertFalse(reply.text().contains("secret"));
    }

    @Test
    void shouldNotLetABrokenAnswerLookWhole() {
        assertThrows(UncheckedIOException.class, () -> admin().get("/half"));
    }

    @Test
    void shouldAnswerOnlyOpenRoutesUntilReady() {
        ready.set(false);
        assertEquals(200, stranger().get("/open").status());
        assertEquals(503, admin().get("/things").status());
        assertEquals("starting", admin().get("/things").errorCode());
    }

    @Test
    void shouldGuardEveryAnswerAgainstBeingFramedOrScripted() {
        for (var reply : List.of(
                stranger().get("/open"), stranger().get("/things"), stranger().get("/nothing"))) {
            assertTrue(reply.header("Content-Security-Policy").orElseThrow().contains("default-src 'self'"));
            assertEquals("nosniff", reply.header("X-Content-Type-Options").orElseThrow());
            assertEquals("DENY", reply.header("X-Frame-Options").orElseThrow());
            assertEquals("no-referrer", reply.header("Referrer-Policy").orElseThrow());
            assertEquals("no-store", reply.header("Cache-Control").orElseThrow());
        }
    }

    @Test
    void shouldAnswerWhatIsNotEvenHttpInItsOwnShape() {
        assertEquals(400, rawStatus("GET /open HTTP/1.1\r\nHost: a\r\nBroken header\r\n\r\n"));
    }

    @Test
    void shouldRefuseAnAcceptThatIsNoMediaType() {
        for (String odd : List.of("xyz", "text", "/", "text/csv;q=x", ",,,", "\"", "a/b/c", "*")) {
            int known = rawStatus(
                    "GET /both HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token\r\nAccept: " + odd + "\r\n\r\n");
            assertTrue(known == 406 || known == 200, odd + " gave " + known);
            int stranger = rawStatus("GET /open HTTP/1.1\r\nHost: a\r\nAccept: " + odd + "\r\n\r\n");
            assertTrue(stranger == 406 || stranger == 200, odd + " gave a stranger " + stranger);
        }
        assertEquals(406, rawStatus("GET /open HTTP/1.1\r\nHost: a\r\nAccept: xyz\r\n\r\n"));
    }

    @Test
    void shouldRefuseAContentTypeThatIsNoMediaType() {
        for (String odd : List.of("xyz", "/", "text/", ";", "text/csv;charset", "\"", "a/b/c")) {
            String body = "Content-Length: 2\r\nContent-Type: " + odd + "\r\n\r\n{}";
            int known = rawStatus("PUT /things/a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token\r\n" + body);
            assertEquals(415, known, odd);
            assertEquals(401, rawStatus("PUT /things/a HTTP/1.1\r\nHost: a\r\n" + body), odd);
            assertEquals(200, rawStatus("GET /open HTTP/1.1\r\nHost: a\r\n" + body), odd);
        }
    }

    @Test
    void shouldCountRequestsByRouteAndNotByWhatIsSent() {
        admin().get("/things/some-id");
        admin().get("/surprise");
        rawStatus("BREW /surprise HTTP/1.1\r\nHost: a\r\n\r\n");
        String metrics = telemetry.text();
        assertTrue(metrics.contains(
                "trunkline_http_requests_total{method=\"GET\",route=\"/things/{id}\",status=\"200\"} 1.0"));
        assertTrue(metrics.contains("{method=\"GET\",route=\"none\",status=\"404\"} 1.0"));
        assertTrue(metrics.contains("{method=\"other\",route=\"none\",status=\"404\"} 1.0"), metrics);
        assertFalse(metrics.contains("surprise"));
        assertTrue(metrics.contains("trunkline_http_request_seconds_count"));
    }

    /** The status that a request gets which no decent client would send; a first line alone gets a Host and the token. */
    private int rawStatus(String request) {
        String whole =
                request.contains("\r\n") ? request : request + "\r\nHost: a\r\nAuthorization: Bearer token\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return Integer.parseInt(new String(head, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
