package io.trunkline.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a running process says of itself over HTTP. A request that is not answered with 200 fails the test. */
final class ApiProbe {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI url;
    private final String token;

    /**
     * A probe.
     *
     * @param url of the server, without a path
     * @param token of the role admin
     */
    ApiProbe(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** What is below {@code /api/v1}. */
    JsonNode get(String path) {
        try {
            return Json.mapper().readTree(text("/api/v1" + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is below {@code /api/v1}; a missing node when it is not there yet. */
    JsonNode find(String path) {
        HttpResponse<String> response = send(request("/api/v1" + path).build());
        return response.statusCode() == 404 ? MissingNode.getInstance() : get(path);
    }

    /** The items of a list, of all its pages. */
    List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            JsonNode page = get(path + "?limit=500" + cursor);
            page.path("items").forEach(items::add);
            cursor = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!cursor.isEmpty());
        return items;
    }

    /** The sum of a metric over all its labels; 0 when it is not there. */
    long metric(String name) {
        return text("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What a POST to a path is answered with, whatever that is. */
    HttpResponse<String> post(String path, byte[] body) {
        return send(
                request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    }

    /** The body at a path. */
    String text(String path) {
        return text(path, "*/*");
    }

    /** The body at a path in one of the forms in which it is given. */
    String text(String path, String mediaType) {
        HttpResponse<String> response =
                send(request(path).header("Accept", mediaType).build());
        if (response.statusCode() != 200) {
            throw new AssertionError("GET " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
