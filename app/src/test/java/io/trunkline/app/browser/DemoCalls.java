package io.trunkline.app.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Calls of the demo, by what the API tells the page that a browser shows. */
record DemoCalls(Browser browser) {

    /** A call of each odd kind begins within a minute, and is over within another. */
    static final Duration ODD_ONES_COME_WITHIN = Duration.ofMinutes(3);

    /** The record of a call whose Call-ID begins so, and that nobody ended but its sides, once there is one. */
    JsonNode odd(String prefix, Predicate<JsonNode> fits) {
        return browser.await("a call " + prefix, ODD_ONES_COME_WITHIN, page -> items("/cdrs?limit=500")
                .filter(record -> record.path("callId").asText().startsWith(prefix))
                .filter(record -> record.path("cause").path("code").asText().equals("normal"))
                .filter(fits)
                .findFirst()
                .orElse(null));
    }

    /** One that began to be talked a moment ago, so that it may go on for a while. */
    String newestAnswered() {
        return browser.await("an answered call", page -> items("/calls?limit=500")
                .filter(call -> call.path("state").asText().equals("answered"))
                .max(Comparator.comparing(call -> call.path("answeredAt").asText()))
                .map(call -> call.path("id").asText())
                .orElse(null));
    }

    /** Code of the cause for which a call ended; empty when it has no record. */
    String cause(String id) {
        return api("/cdrs/" + encoded(id)).path("cause").path("code").asText("");
    }

    /** Whether it is up and answered, as the live list has it. */
    boolean isAnswered(String id) {
        return api("/calls/" + encoded(id)).path("state").asText().equals("answered");
    }

    private Stream<JsonNode> items(String path) {
        return StreamSupport.stream(api(path).path("items").spliterator(), false);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** What the API answers the page; a missing node when nothing is there. */
    private JsonNode api(String path) {
        Object answer = browser.script("return fetch('api/v1" + path + "').then(response => response.text())");
        try {
            return Json.mapper().readTree(String.valueOf(answer));
        } catch (JsonProcessingException e) {
            throw new AssertionError(path + " is answered with " + answer, e);
        }
    }
}
