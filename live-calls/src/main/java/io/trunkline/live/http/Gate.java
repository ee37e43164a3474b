package io.trunkline.live.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.trunkline.live.access.AdminToken;
import io.trunkline.live.access.Grant;
import io.trunkline.live.access.Sessions;
import io.trunkline.live.access.UserRole;
import io.trunkline.protocol.Scope;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets requests in: by bearer token or session cookie, by role, and, where a browser's cookie speaks for the
 * caller, only when the page that sends the request is our own. May be used by any thread.
 */
final class Gate {

    /** A header that a form of a foreign page cannot send. */
    static final HeaderName OWN_PAGE = HeaderNames.create("X-Requested-With");

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final String BEARER = "bearer ";

    private final AdminToken token;
    private final Sessions sessions;
    private final Scope.Family family;

    /**
     * A gate.
     *
     * @param family which accounts stand below which: a login of an account sees those too
     */
    Gate(AdminToken token, Sessions sessions, Scope.Family family) {
        this.token = token;
        this.sessions = sessions;
        this.family = family;
    }

    /**
     * Who asks; empty for a stranger on a route that is open to everybody.
     *
     * @throws ApiError 401 or 403
     */
    Optional<Caller> admit(Route route, ServerRequest request) {
        Optional<Caller> caller = caller(request);
        if (!route.open()) {
            checkRole(route, caller);
        }
        if (!route.reads()) {
            refuseForeignPage(request, caller.isPresent() && caller.get().bySession());
        }
        return caller;
    }

    private static void checkRole(Route route, Optional<Caller> caller) {
        if (caller.isEmpty()) {
            throw new ApiError(401, "unauthorized", null, "this needs Authorization: Bearer TOKEN, or a login")
                    .with("WWW-Authenticate", "Bearer realm=\"trunkline\"");
        }
        UserRole role = caller.get().grant().role();
        if (!route.roles().contains(role)) {
            throw new ApiError(
                    403, "forbidden", null, "the role " + role.name().toLowerCase(Locale.ROOT) + " may not do this");
        }
    }

    /** Who asks, by token or cookie; empty for a stranger. A token that is wrong is not saved by a cookie. */
    private Optional<Caller> caller(ServerRequest request) {
        Optional<String> authorization = request.headers().first(HeaderNames.AUTHORIZATION);
        if (authorization.isPresent()) {
            String value = authorization.get();
            return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                            && token.matches(value.substring(BEARER.length()).trim())
                    ? Optional.of(new Caller(Grant.of(UserRole.ADMIN), false, () -> true))
                    : Optional.empty();
        }
        return cookie(request).flatMap(cookie -> sessions.grant(cookie)
                .map(grant -> new Caller(
                        grant.among(family), true, () -> sessions.grant(cookie).equals(Optional.of(grant)))));
    }

    /** The session cookie that came with the request, whether it is worth anything or not. */
    static Optional<String> cookie(ServerRequest request) {
        return request.headers().cookies().first(SessionCookie.NAME).asOptional();
    }

    /** Whether the connection comes from this machine, and not through a proxy on it. */
    static boolean local(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress peer
                && !peer.isUnresolved()
                && peer.getAddress().isLoopbackAddress()
                && !request.headers().contains(HeaderNames.FORWARDED)
                && !request.headers().contains(HeaderNames.X_FORWARDED_FOR);
    }

    /**
     * A write is refused when another site's page sends it. Browsers say {@code Origin} with every write;
     * where a cookie speaks for the caller and there is no {@code Origin}, the caller must show a header that
     * only scripts of our own page can send.
     */
    private static void refuseForeignPage(ServerRequest request, boolean byCookie) {
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        Optional<String> site = request.headers().first(FETCH_SITE);
        boolean foreign = site.isPresent()
                && !site.get().equals("same-origin")
                && !site.get().equals("none");
        if (origin.isPresent()) {
            foreign |= !sameHost(
                    origin.get(), request.headers().first(HeaderNames.HOST).orElse(""));
        } else if (byCookie) {
            foreign |= !request.headers().contains(OWN_PAGE);
        }
        if (foreign) {
            throw new ApiError(403, "foreign-origin", null, "a page of another site may not do this with your login");
        }
    }

    private static boolean sameHost(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
