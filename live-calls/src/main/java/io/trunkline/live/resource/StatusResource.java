package io.trunkline.live.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.live.access.UserRole;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.PageFiles;
import io.trunkline.live.http.Route;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How the process is, what the API is, and the page: health, metrics, OpenAPI, files. */
final class StatusResource {

    private static final Set<UserRole> EVERYBODY = Set.of();

    private enum Word {
        @JsonProperty("up")
        UP,
        @JsonProperty("degraded")
        DEGRADED,
        @JsonProperty("starting")
        STARTING,
        @JsonProperty("down")
        DOWN;

        static Word of(Health.Status status) {
            return switch (status) {
                case UP -> UP;
                case DEGRADED -> DEGRADED;
                case STARTING -> STARTING;
                case DOWN -> DOWN;
            };
        }
    }

    private record ShownPart(Word status, String detail) {}

    private record ShownHealth(Word status, Map<String, ShownPart> parts) {}

    private final Telemetry telemetry;
    private final Health health;
    private final PageFiles files = new PageFiles();
    private final byte[] openApi = openApi();

    StatusResource(Telemetry telemetry, Health health) {
        this.telemetry = telemetry;
        this.health = health;
    }

    /** What every process serves. */
    List<Route> ownRoutes() {
        return List.of(
                Route.get("/api/v1/health", EVERYBODY, this::health),
                Route.get("/metrics", EVERYBODY, this::metrics).giving("text/plain"));
    }

    List<Route> routes() {
        var routes = new ArrayList<>(ownRoutes());
        routes.addAll(List.of(
                Route.get(
                        "/api/v1/openapi.json",
                        Set.of(UserRole.values()),
                        request -> Answer.whole(200, Route.JSON, openApi)),
                // Which view is shown stands behind the #, which no browser sends; ?wall is short enough to be typed.
                Route.get("/", EVERYBODY, files::index).parameters("wall").giving(),
                Route.get("/{file}", EVERYBODY, request -> file(request, request.variable("file")))
                        .giving(),
                Route.get("/assets/{file}", EVERYBODY, request -> file(request, "assets/" + request.variable("file")))
                        .giving()));
        return routes;
    }

    private Answer health(ApiRequest request) {
        Map<String, Health.Part> parts = health.parts();
        Health.Status whole = health.whole(parts);
        var shown = new TreeMap<String, ShownPart>();
        parts.forEach((name, part) -> shown.put(name, new ShownPart(Word.of(part.status()), part.detail())));
        return Answer.json(serves(whole) ? 200 : 503, new ShownHealth(Word.of(whole), shown));
    }

    private static boolean serves(Health.Status status) {
        return switch (status) {
            case UP, DEGRADED -> true;
            case STARTING, DOWN -> false;
        };
    }

    /** A scraper on this machine needs no token; one from elsewhere, or through a proxy, does. */
    private Answer metrics(ApiRequest request) {
        if (!request.local() && request.caller().isEmpty()) {
            throw new ApiError(401, "unauthorized", null, "from another machine this needs Authorization: Bearer TOKEN")
                    .with("WWW-Authenticate", "Bearer realm=\"trunkline\"");
        }
        return Answer.text(200, "text/plain; version=0.0.4", telemetry.text());
    }

    private Answer file(ApiRequest request, String name) {
        return files.file(name, request).orElseThrow(() -> ApiError.notFound("there is no such file"));
    }

    private static byte[] openApi() {
        try (InputStream in = StatusResource.class.getResourceAsStream("/io/trunkline/live/openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json cannot be read", e);
        }
    }
}
