package io.trunkline.app.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The HTTP API as an operator's script uses it. Any thread; calls wait for the answer. */
final class ApiClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String base;
    private final String token;

    /**
     * A client.
     *
     * @param url of the server, without a path
     * @param token of the role admin
     */
    ApiClient(URI url, String token) {
        this.base = url.resolve("/api/v1").toString();
        this.token = token;
    }

    /** What is at a path; empty when nothing is. */
    Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        var response = send(path, request(path).GET());
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(accepted("GET", path, response));
    }

    void put(String path, JsonNode body) throws IOException, InterruptedException {
        put(path, "application/json", Json.mapper().writeValueAsBytes(body));
    }

    void put(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        var request =
                request(path).header("Content-Type", contentType).PUT(HttpRequest.BodyPublishers.ofByteArray(body));
        accepted("PUT", path, send(path, request));
    }

    void post(String path, JsonNode body) throws IOException, InterruptedException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)));
        accepted("POST", path, send(path, request));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("the API at " + base + path + " does not answer: " + e, e);
        }
    }

    private static JsonNode accepted(String method, String path, HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    method + " " + path + " was refused with " + response.statusCode() + ": " + response.body());
        }
        return Json.mapper().readTree(response.body());
    }
}
