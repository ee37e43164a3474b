package io.trunkline.live.resource;

import io.trunkline.live.access.AdminToken;
import io.trunkline.live.access.FailedLogins;
import io.trunkline.live.access.Grant;
import io.trunkline.live.access.LoginCodes;
import io.trunkline.live.access.Sessions;
import io.trunkline.live.access.UserRole;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Caller;
import io.trunkline.live.http.Route;
import io.trunkline.live.http.SessionCookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Logging a browser in and out: {@code /api/v1/session} and {@code /login}. */
final class SessionResource {

    private static final Set<UserRole> EVERYBODY = Set.of();

    private static final String SPENT = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Trunkline</title>
            <h1>This login link does not work any more</h1>
            <p>Each link works once and for a short time. Take the newest one that Trunkline printed,
            or <a href="/">log in with the admin token</a>.</p>
            </html>
            """;

    private record Login(String token) {
        @Override
        public String toString() {
            return "Login[…]";
        }
    }

    private record Who(UserRole role) {}

    private final AdminToken token;
    private final Sessions sessions;
    private final LoginCodes codes;
    private final FailedLogins failures;

    SessionResource(AdminToken token, Sessions sessions, LoginCodes codes, FailedLogins failures) {
        this.token = token;
        this.sessions = sessions;
        this.codes = codes;
        this.failures = failures;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/session", EVERYBODY, this::who),
                Route.post("/api/v1/session", EVERYBODY, this::logIn),
                Route.delete("/api/v1/session", EVERYBODY, this::logOut),
                Route.get("/login", EVERYBODY, this::followLink)
                        .parameters("code")
                        .giving());
    }

    private Answer who(ApiRequest request) {
        Caller caller =
                request.caller().orElseThrow(() -> new ApiError(401, "unauthorized", null, "nobody is logged in here"));
        return Answer.json(new Who(caller.grant().role()));
    }

    private Answer logIn(ApiRequest request) {
        Login login = request.body(Login.class);
        Duration wait = failures.wait(request.remoteAddress());
        if (wait.isPositive()) {
            throw new ApiError(429, "too-many-attempts", null, "too many wrong tokens from this address; wait a while")
                    .with("Retry-After", Long.toString(wait.toSeconds() + 1));
        }
        if (login.token() == null || !token.matches(login.token())) {
            failures.failed(request.remoteAddress());
            throw new ApiError(401, "unauthorized", "token", "this is not the admin token");
        }
        failures.succeeded(request.remoteAddress());
        return open(Answer.nothing());
    }

    private Answer logOut(ApiRequest request) {
        request.sessionCookie().ifPresent(sessions::close);
        return Answer.nothing().with("Set-Cookie", SessionCookie.cleared());
    }

    private Answer followLink(ApiRequest request) {
        Optional<String> code = request.parameter("code");
        if (code.isPresent() && codes.redeem(code.get())) {
            return open(toPage());
        }
        return request.caller().isPresent() ? toPage() : Answer.text(403, "text/html", SPENT);
    }

    private Answer open(Answer answer) {
        return answer.with(
                "Set-Cookie", SessionCookie.set(sessions.open(Grant.of(UserRole.ADMIN)), sessions.lifetime()));
    }

    private static Answer toPage() {
        return Answer.whole(303, "text/plain", new byte[0]).with("Location", "/");
    }
}
