package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.TrunklineProcess;
import io.trunkline.protocol.Json;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load balancer or a script is told while a process starts. */
class HealthWhileStartingTest {

    private record Word(int httpStatus, JsonNode health) {}

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldNameEveryRoleFromTheFirstAnswerOnAndBeUpOnlyWhenPacketsAreTaken(@TempDir Path directory)
            throws InterruptedException {
        try (var pipeline = new Pipeline(directory)) {
            TrunklineProcess process = pipeline.launch();
            URI url = URI.create("http://127.0.0.1:" + pipeline.httpPort() + "/api/v1/health");
            var words = new ArrayList<Word>();
            Until.holds("it to be up", Duration.ofMinutes(2), () -> {
                word(url).ifPresent(words::add);
                return !words.isEmpty() && words.getLast().httpStatus() == 200;
            });
            // What was sent before may be lost; what is sent on this word may not.
            pipeline.send(List.of(HepPackets.options(4_711, "sent at once")));
            var probe = new ApiProbe(process.awaitReady(), pipeline.adminToken());
            Until.holds(
                    "the packet to be journalled",
                    Duration.ofMinutes(2),
                    () -> probe.metric("trunkline_collector_packets_total") == 1);

            for (Word word : words) {
                for (String role : List.of("collector", "rating", "storage", "live")) {
                    assertFalse(word.health().at("/parts/" + role).isMissingNode(), word::toString);
                }
            }
            for (Word word : words.subList(0, words.size() - 1)) {
                assertEquals(503, word.httpStatus(), word::toString);
                assertEquals("starting", word.health().path("status").asText(), word::toString);
            }
            assertEquals("up", words.getLast().health().path("status").asText(), words.getLast()::toString);
        }
    }

    /** Its word on itself; empty as long as nobody listens. */
    private Optional<Word> word(URI url) {
        try {
            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
            return Optional.of(new Word(response.statusCode(), Json.mapper().readTree(response.body())));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
