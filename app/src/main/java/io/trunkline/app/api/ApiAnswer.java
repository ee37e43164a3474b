package io.trunkline.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * An answer of the API.
 *
 * @param request what was asked, as in {@code GET /accounts/a}
 * @param status HTTP status
 * @param body its JSON; missing when there was none
 */
public record ApiAnswer(String request, int status, JsonNode body) {

    private static final int NOT_FOUND = 404;

    /** Whether the request was carried out. */
    public boolean succeeded() {
        return status / 100 == 2;
    }

    /** Whether there is no such thing. */
    public boolean notFound() {
        return status == NOT_FOUND;
    }

    /** The API's words on what is wrong, naming the field where one is. */
    public String problem() {
        JsonNode error = body.path("error");
        String field = error.path("field").asText("");
        String message = error.path("message").asText("HTTP status " + status);
        return field.isEmpty() || message.startsWith(field) ? message : field + ": " + message;
    }

    /**
     * The body of a request that must succeed.
     *
     * @throws IOException saying what was asked and why it was refused
     */
    public JsonNode accepted() throws IOException {
        if (!succeeded()) {
            throw new IOException(request + " was refused with " + status + ": " + problem());
        }
        return body;
    }
}
