package io.trunkline.live.http;

import io.trunkline.live.access.UserRole;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One line of the table of routes: who may call what, with which parameters, and what it takes and gives. What
 * a line does not name is refused, so that nothing is open and no parameter is passed over by oversight.
 *
 * @param method {@code GET}, {@code PUT}, {@code POST} or {@code DELETE}
 * @param pattern path with {@code {names}} for variable parts
 * @param roles who may call it; empty for everybody, without a login
 * @param parameters names of the query parameters that it knows
 * @param takes media type of the request's body; {@link #ANY} for whatever comes, null when it has none
 * @param gives media types that it can answer with, the preferred one first; empty for any
 * @param handler what it does
 */
public record Route(
        String method,
        String pattern,
        Set<UserRole> roles,
        Set<String> parameters,
        String takes,
        List<String> gives,
        Handler handler) {

    /** JSON, as most routes speak it. */
    public static final String JSON = "application/json";

    /** A body whose type need not be said. */
    public static final String ANY = "*/*";

    /** What a route does. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers one request, on a thread of its own that may wait.
         *
         * @throws ApiError to refuse it
         * @throws InterruptedException when the server stops
         */
        Answer answer(ApiRequest request) throws InterruptedException;
    }

    /** Takes copies. */
    public Route {
        roles = Set.copyOf(roles);
        parameters = Set.copyOf(parameters);
        gives = List.copyOf(gives);
    }

    /** A route that reads, and gives JSON. */
    public static Route get(String pattern, Set<UserRole> roles, Handler handler) {
        return new Route("GET", pattern, roles, Set.of(), null, List.of(JSON), handler);
    }

    /** A route that sets something from JSON. */
    public static Route put(String pattern, Set<UserRole> roles, Handler handler) {
        return new Route("PUT", pattern, roles, Set.of(), JSON, List.of(JSON), handler);
    }

    /** A route that orders something by JSON. */
    public static Route post(String pattern, Set<UserRole> roles, Handler handler) {
        return new Route("POST", pattern, roles, Set.of(), JSON, List.of(JSON), handler);
    }

    /** A route that removes something. */
    public static Route delete(String pattern, Set<UserRole> roles, Handler handler) {
        return new Route("DELETE", pattern, roles, Set.of(), null, List.of(JSON), handler);
    }

    /** This route with query parameters. */
    public Route parameters(String... names) {
        return new Route(method, pattern, roles, Set.of(names), takes, gives, handler);
    }

    /** This route with another type of request body, {@link #ANY} for whatever comes, or null for none. */
    public Route taking(String type) {
        return new Route(method, pattern, roles, parameters, type, gives, handler);
    }

    /** This route with other types of answer. */
    public Route giving(String... types) {
        return new Route(method, pattern, roles, parameters, takes, List.of(types), handler);
    }

    /** Roles for a route, {@link UserRole#ADMIN} always among them. */
    public static Set<UserRole> allow(UserRole... others) {
        var roles = EnumSet.of(UserRole.ADMIN);
        roles.addAll(List.of(others));
        return roles;
    }

    /** Whether nobody need be logged in. */
    boolean open() {
        return roles.isEmpty();
    }

    /** Whether it changes nothing. */
    boolean reads() {
        return method.equals("GET");
    }
}
