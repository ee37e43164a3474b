package io.trunkline.live.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the route of a request. Paths are taken apart before they are decoded, because a Call-ID may contain a
 * slash (RFC 3261, section 25.1: {@code word}) that comes as {@code %2F}.
 */
final class Router {

    /** A route and the variable parts of the path, decoded. */
    record Match(Route route, Map<String, String> variables) {}

    private record Entry(Route route, List<String> segments) {}

    private final List<Entry> entries;

    Router(List<Route> routes) {
        entries = routes.stream()
                .map(route -> new Entry(route, segments(route.pattern())))
                .toList();
    }

    /**
     * The route of a request. HEAD is answered as GET is, without the body.
     *
     * @param rawPath the path as it came, not decoded, without the query
     * @throws ApiError 404, 405, or 400 when an escape in the path is broken
     */
    Match match(String method, String rawPath) {
        String sought = method.equals("HEAD") ? "GET" : method;
        List<String> path = segments(rawPath);
        Entry best = null;
        var methods = new TreeSet<String>();
        for (Entry entry : entries) {
            if (fits(entry.segments(), path)) {
                methods.add(entry.route().method());
                if (entry.route().method().equals(sought) && (best == null || literal(entry) > literal(best))) {
                    best = entry;
                }
            }
        }
        if (methods.isEmpty()) {
            throw ApiError.notFound("there is nothing at this path; /api/v1/openapi.json lists what there is");
        }
        if (best == null) {
            throw new ApiError(405, "method-not-allowed", null, "this path knows only " + String.join(", ", methods))
                    .with("Allow", String.join(", ", methods));
        }
        return new Match(best.route(), variables(best.segments(), path));
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    private static boolean fits(List<String> pattern, List<String> path) {
        if (pattern.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            boolean variable = pattern.get(i).startsWith("{");
            if (variable ? path.get(i).isEmpty() : !pattern.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static long literal(Entry entry) {
        return entry.segments().stream()
                .filter(segment -> !segment.startsWith("{"))
                .count();
    }

    private static Map<String, String> variables(List<String> pattern, List<String> path) {
        var variables = new HashMap<String, String>();
        for (int i = 0; i < pattern.size(); i++) {
            String name = pattern.get(i);
            if (name.startsWith("{")) {
                variables.put(name.substring(1, name.length() - 1), decoded(path.get(i)));
            }
        }
        return variables;
    }

    private static String decoded(String segment) {
        try {
            // In a path a plus is a plus.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.malformed(null, "the path has a broken %-escape");
        }
    }
}
