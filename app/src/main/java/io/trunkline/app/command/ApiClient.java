package io.trunkline.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trunkline.app.config.Settings;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Speaks to the API of a running process with the admin token, for the sub-commands. */
public final class ApiClient {

    /** An import of a million lines is checked before it is answered. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    /**
     * A client of the process at an address.
     *
     * @param base {@code http://HOST:PORT}
     * @param token the admin token; never logged
     */
    public ApiClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * A client of the process that runs with these settings.
     *
     * @throws CommandException when no token is set and none was generated in the data directory
     */
    static ApiClient of(Settings settings) {
        String token = settings.adminToken()
                .orElseGet(() -> readToken(settings.dataDir().resolve("admin-token")));
        return new ApiClient(URI.create("http://" + settings.httpHost() + ":" + settings.httpPort()), token);
    }

    private static String readToken(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandException("cannot read the admin token from " + file
                    + ": is this the data directory of the running process? Or set http.admin-token");
        }
    }

    /**
     * An answer of the API.
     *
     * @param status HTTP status
     * @param body its JSON; missing when there was none
     */
    public record Answer(int status, JsonNode body) {

        /** Whether the request was carried out. */
        public boolean succeeded() {
            return status >= 200 && status < 300;
        }

        /** The API's words on what is wrong, naming the field where one is. */
        public String problem() {
            JsonNode error = body.path("error");
            String field = error.path("field").asText("");
            String message = error.path("message").asText("HTTP status " + status);
            return field.isEmpty() ? message : field + ": " + message;
        }
    }

    /** Asks for a resource: {@code /api/v1/…}. */
    public Answer ask(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** Puts a resource. */
    public Answer put(String path, String contentType, BodyPublisher body) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", contentType)
                .PUT(body));
    }

    /** Posts an order. */
    public Answer post(String path, Object body) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body))));
    }

    private Answer send(HttpRequest.Builder request) {
        request.header("Authorization", "Bearer " + token).timeout(LONGEST_ANSWER);
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("application/json"))
                    .isPresent();
            JsonNode body = json ? Json.mapper().readTree(response.body()) : MissingNode.getInstance();
            return new Answer(response.statusCode(), body);
        } catch (ConnectException e) {
            throw new CommandException("nothing answers at " + base + ": is trunkline running there?");
        } catch (IOException e) {
            throw new CommandException("no answer from " + base + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }
}
