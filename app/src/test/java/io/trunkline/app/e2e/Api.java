package io.trunkline.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The HTTP API as an operator's script uses it, with the role admin. */
final class Api implements AutoCloseable {
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    /**
     * A client.
     *
     * @param server without a path
     * @param token of the role admin
     */
    Api(URI server, String token) {
        this.base = server;
        this.token = token;
    }

    /** Returns what is at a path; a missing node when nothing is. */
    JsonNode get(String path) {
        HttpResponse<byte[]> answer = send(path, HttpRequest.newBuilder().GET());
        return answer.statusCode() == NOT_FOUND ? MissingNode.getInstance() : json(path, answer);
    }

    /** Returns the items of the list at a path. */
    Stream<JsonNode> items(String path) {
        return StreamSupport.stream(get(path).path("items").spliterator(), false);
    }

    /** Returns what is at a path in another form than JSON. */
    byte[] get(String path, String accept) {
        HttpResponse<byte[]> answer =
                send(path, HttpRequest.newBuilder().header("Accept", accept).GET());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " is answered with " + answer.statusCode());
        }
        return answer.body();
    }

    JsonNode put(String path, String contentType, String body) {
        return json(
                path,
                send(
                        path,
                        HttpRequest.newBuilder()
                                .header("Content-Type", contentType)
                                .PUT(HttpRequest.BodyPublishers.ofString(body))));
    }

    JsonNode put(String path, String body) {
        return put(path, "application/json", body);
    }

    JsonNode post(String path, String body) {
        return json(
                path,
                send(
                        path,
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    /** Sends what needs no body: {@code POST} an order, {@code DELETE} something. */
    JsonNode order(String method, String path) {
        return json(path, send(path, HttpRequest.newBuilder().method(method, HttpRequest.BodyPublishers.noBody())));
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<byte[]> send(String path, HttpRequest.Builder request) {
        try {
            return http.send(
                    request.uri(base.resolve("/api/v1" + path))
                            .version(HttpClient.Version.HTTP_1_1)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError("the API does not answer at " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the API works at " + path, e);
        }
    }

    private static JsonNode json(String path, HttpResponse<byte[]> answer) {
        try {
            JsonNode body = Json.mapper().readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + " is answered with " + answer.statusCode() + ": " + body);
            }
            return body;
        } catch (IOException e) {
            throw new AssertionError(path + " is answered with something that is not JSON", e);
        }
    }
}
