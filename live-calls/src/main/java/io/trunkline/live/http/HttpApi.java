package io.trunkline.live.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.live.access.AdminToken;
import io.trunkline.live.access.Sessions;
import io.trunkline.protocol.Scope;
import io.trunkline.telemetry.StageLatency;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request goes through here: its route is found, the caller let in, the handler asked, and whatever comes
 * of that is sent, counted and timed. Helidon calls it on a virtual thread for each connection.
 */
public final class HttpApi implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String NO_ROUTE = "none";

    /** The status, as others count it, of a request whose client did not wait for the answer. */
    private static final String HUNG_UP = "499";

    /** On every answer: nothing but our own files runs in a browser, and nobody frames them. */
    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private final BooleanSupplier ready;
    private final Router router;
    private final Gate gate;
    private final Counter requests;
    private final StageLatency latency;

    /**
     * An API that is ready to be asked.
     *
     * @param routes the table of routes
     * @param family which accounts stand below which
     * @param ready whether what the routes show is complete; until it is, only open routes answer
     * @param telemetry where requests are counted and timed
     */
    public HttpApi(
            List<Route> routes,
            AdminToken token,
            Sessions sessions,
            Scope.Family family,
            BooleanSupplier ready,
            Telemetry telemetry) {
        this.ready = ready;
        router = new Router(routes);
        gate = new Gate(token, sessions, family);
        requests = telemetry.counter(
                "trunkline_http_requests_total", "Requests answered, by route and status", "method", "route", "status");
        latency = telemetry.latency(
                "trunkline_http_request_seconds",
                "From a request's arrival to the end of its answer, streams left out");
    }

    /** Errors that are found before a request is one, in the API's own shape. */
    public static DirectHandlers directHandlers() {
        var handlers = DirectHandlers.builder();
        for (var type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, (request, eventType, status, headers, message) -> {
                int code = status.code();
                Answer answer = Answer.error(new ApiError(
                        code,
                        code == 413 ? "too-large" : code < 500 ? "malformed" : "internal",
                        null,
                        "the request cannot be read: " + status.reasonPhrase()));
                var response = DirectHandler.TransportResponse.builder()
                        .status(status)
                        .keepAlive(false)
                        .header(HeaderNames.CONTENT_TYPE, "application/json")
                        .entity(answer.whole());
                SECURITY_HEADERS.forEach((name, value) -> response.header(HeaderNames.create(name), value));
                return response.build();
            });
        }
        return handlers.build();
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        long startedAt = System.nanoTime();
        String method = request.prologue().method().text();
        String routeName = NO_ROUTE;
        ApiRequest asked = null;
        Answer answer;
        try {
            Router.Match match =
                    router.match(method, request.prologue().uriPath().rawPath());
            routeName = match.route().pattern();
            Optional<Caller> caller = gate.admit(match.route(), request);
            if (!match.route().open() && !ready.getAsBoolean()) {
                throw new ApiError(503, "starting", null, "still reading the topics; try again in a moment")
                        .with("Retry-After", "1");
            }
            asked = ApiRequest.of(request, match, caller);
            answer = match.route().handler().answer(asked);
        } catch (ApiError e) {
            answer = Answer.error(e);
        } catch (CloseConnectionException e) {
            requests.labelValues(knownMethod(method), routeName, HUNG_UP).inc();
            throw e;
        } catch (RequestException e) {
            // Helidon's own word on a broken request; it is answered by directHandlers.
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer = Answer.error(ApiError.unavailable("the server is stopping"));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", method, routeName, e);
            answer = Answer.error(new ApiError(500, "internal", null, "this failed; the server's log says why"));
        }
        requests.labelValues(knownMethod(method), routeName, Integer.toString(answer.status()))
                .inc();
        send(answer, request, response, method.equals("HEAD"));
        if (asked != null && answer.status() >= 400) {
            asked.passOverRest();
        }
        if (answer.writer() == null) {
            latency.recordMicros(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startedAt));
        }
    }

    /** The label of a counter must not be chosen by who sends the request. */
    private static String knownMethod(String method) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "POST", "DELETE" -> method;
            default -> "other";
        };
    }

    private static void send(Answer answer, ServerRequest request, ServerResponse response, boolean headersOnly) {
        response.status(Status.create(answer.status()));
        SECURITY_HEADERS.forEach(response::header);
        if (!answer.headers().containsKey("Cache-Control")) {
            response.header("Cache-Control", "no-store");
        }
        answer.headers().forEach(response::header);
        if (answer.status() >= 400
                && request.content().hasEntity()
                && !request.content().consumed()) {
            // What is left of the body is not read: the connection is of no more use.
            response.header(HeaderNames.CONNECTION, "close");
        }
        if (headersOnly) {
            if (answer.whole() != null) {
                response.contentLength(answer.whole().length);
            }
            response.send();
        } else if (answer.whole() != null) {
            response.send(answer.whole());
        } else {
            stream(answer.writer(), response);
        }
    }

    /** A body that breaks off must not look whole: the connection is closed without the end of the last chunk. */
    private static void stream(Answer.Writer writer, ServerResponse response) {
        try {
            OutputStream out = response.outputStream();
            writer.writeTo(out);
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the stream was ended", e);
        } catch (IOException | RuntimeException e) {
            LOG.debug("an answer broke off", e);
            throw new CloseConnectionException("an answer broke off", e);
        }
    }
}
