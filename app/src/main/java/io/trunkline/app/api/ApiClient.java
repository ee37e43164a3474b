package io.trunkline.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Speaks to the API of a running process with the admin token. Paths are those below {@code /api/v1}. Any
 * thread; a call waits for its answer, and raises {@link IOException} with one line for people when none comes.
 */
public final class ApiClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A file of a million lines is checked before it is answered. */
    private static final Duration PATIENCE_WITH_FILES = Duration.ofMinutes(10);

    private static final String JSON = "application/json";
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI server;
    private final String token;

    /**
     * A client of the process at an address.
     *
     * @param server {@code http://HOST:PORT}
     * @param token the admin token; never logged
     */
    public ApiClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** A part of a path, or the value of a parameter, with what is special there escaped. */
    public static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Asks for a resource. */
    public ApiAnswer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, BodyPublishers.noBody(), PATIENCE);
    }

    /** Sets a resource. */
    public ApiAnswer put(String path, Object body) throws IOException, InterruptedException {
        return send("PUT", path, JSON, BodyPublishers.ofByteArray(Json.write(body)), PATIENCE);
    }

    /** Sets what a CSV says. */
    public ApiAnswer putCsv(String path, BodyPublisher csv) throws IOException, InterruptedException {
        return send("PUT", path, "text/csv", csv, PATIENCE_WITH_FILES);
    }

    /** Deletes a resource. */
    public ApiAnswer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null, BodyPublishers.noBody(), PATIENCE);
    }

    /** Orders something. */
    public ApiAnswer post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, JSON, BodyPublishers.ofByteArray(Json.write(body)), PATIENCE);
    }

    /**
     * Orders something whose answer comes line by line, for as long as it takes.
     *
     * @param line takes each line of the answer as it comes, a JSON object
     * @return an answer without a body; what was refused has the problem in it
     */
    public ApiAnswer postForLines(String path, Object body, Consumer<JsonNode> line)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve("/api/v1" + path))
                .POST(BodyPublishers.ofByteArray(Json.write(body)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", JSON)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            JsonNode problem = MissingNode.getInstance();
            try (var lines = Json.mapper().readerFor(JsonNode.class).<JsonNode>readValues(response.body())) {
                while (lines.hasNextValue()) {
                    JsonNode next = lines.nextValue();
                    if (response.statusCode() == OK) {
                        line.accept(next);
                    } else {
                        problem = next;
                    }
                }
            }
            return new ApiAnswer("POST " + path, response.statusCode(), problem);
        } catch (ConnectException e) {
            throw new IOException("nothing answers at " + server + ": is trunkline running there?", e);
        } catch (IOException e) {
            throw new IOException("the answer of " + server + " broke off: " + e, e);
        }
    }

    private ApiAnswer send(String method, String path, String contentType, BodyPublisher body, Duration patience)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve("/api/v1" + path))
                .method(method, body)
                .header("Authorization", "Bearer " + token)
                .timeout(patience);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith(JSON))
                    .isPresent();
            JsonNode answer = json ? Json.mapper().readTree(response.body()) : MissingNode.getInstance();
            return new ApiAnswer(method + " " + path, response.statusCode(), answer);
        } catch (ConnectException e) {
            throw new IOException("nothing answers at " + server + ": is trunkline running there?", e);
        } catch (HttpTimeoutException e) {
            throw new IOException("no answer from " + server + " within " + patience.toSeconds() + " s", e);
        } catch (IOException e) {
            throw new IOException("no answer from " + server + ": " + e, e);
        }
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
