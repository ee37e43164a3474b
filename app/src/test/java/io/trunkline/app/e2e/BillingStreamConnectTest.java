package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The example for Kafka Connect in docs/billing-stream.md, as far as it goes without Connect: no worker and no sink runs here.
 */
class BillingStreamConnectTest {

    private static final Path PAGE =
            Path.of(System.getProperty("trunkline.root", "..")).resolve("docs/billing-stream.md");

    @Test
    void shouldReadOurTopicsAsTheyAreWritten() throws IOException {
        String block = Arrays.stream(Files.readString(PAGE).split("```"))
                .filter(each -> each.startsWith("json\n") && each.contains("connector.class"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(PAGE + " has no example for Kafka Connect any more"));
        JsonNode example = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(block.substring("json\n".length()));
        assertEquals(Set.of("name", "config"), names(example));
        JsonNode config = example.path("config");
        names(config).forEach(key -> assertTrue(config.path(key).isTextual(), key + " is a text, as Connect wants it"));
        Set<String> ours = Stream.of(Topic.values())
                .map(topic -> topic.name(KafkaAddress.DEFAULT_PREFIX))
                .collect(Collectors.toSet());
        for (String topic : config.path("topics").asText().split(",", -1)) {
            assertTrue(ours.contains(topic), topic + " is a topic of ours");
        }
        // Keys are text and values JSON without a schema, written in transactions.
        assertEquals(
                "org.apache.kafka.connect.storage.StringConverter",
                config.path("key.converter").asText());
        assertEquals(
                "org.apache.kafka.connect.json.JsonConverter",
                config.path("value.converter").asText());
        assertEquals("false", config.path("value.converter.schemas.enable").asText());
        assertEquals(
                "read_committed",
                config.path("consumer.override.isolation.level").asText());
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }
}
