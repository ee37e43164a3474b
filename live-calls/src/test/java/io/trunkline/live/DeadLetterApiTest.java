package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.protocol.event.PutBackOrder;
import io.trunkline.testing.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that rating has put away, as the API shows them. */
@ExtendWith(LivePipeline.Extension.class)
class DeadLetterApiTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final LivePipeline pipeline;

    DeadLetterApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    private String get(String path) {
        return pipeline.admin().get("/api/v1" + path).text();
    }

    @Test
    void shouldFlagTheAccountOfARecordThatWaitsUntilItWent() {
        pipeline.admin().put("/api/v1/accounts/broken", "{\"name\":\"a\",\"currency\":\"EUR\"}");
        DeadLetter letter =
                DeadLetter.of("broken", "call-1", "trunkline.rating.call-events", 2, 17, new byte[] {1}, "a bug", AT);
        pipeline.write(Topic.DEAD_LETTERS, letter.id(), Json.write(letter));
        Until.holds("it is listed", () -> get("/dead-letters").contains(letter.id()));

        assertTrue(
                get("/dead-letters")
                        .contains(
                                "{\"id\":\"trunkline.rating.call-events-2-17\",\"accountId\":\"broken\","
                                        + "\"callId\":\"call-1\",\"topic\":\"trunkline.rating.call-events\",\"partition\":2,"
                                        + "\"offset\":17,\"reason\":\"a bug\",\"at\":\"2026-11-22T10:00:00.000000Z\",\"attempts\":1}"),
                get("/dead-letters"));
        String account = get("/accounts/broken");
        String why = "\"needsAttention\":\"1 record waits to be put back, see dead-letters: a bug\"";
        assertTrue(account.contains(why), account);
        assertTrue(get("/accounts/broken/balance").contains(why));
        assertTrue(get("/health").contains("records that move money could not be processed, of broken;"));
        assertEquals(
                200, pipeline.admin().put("/api/v1/accounts/broken", account).status(), "what was given may be sent");
        var other = pipeline.admin(new Scope.Below("another"));
        assertFalse(other.get("/api/v1/dead-letters").text().contains("broken"));
        String path = "/api/v1/dead-letters/" + letter.id() + "/put-back";
        assertEquals(403, other.send("POST", path, null, null).status());

        assertEquals(202, pipeline.admin().send("POST", path, null, null).status());
        List<PutBackOrder> orders = orders();
        assertEquals(letter.id(), orders.getLast().letterId());
        assertEquals("broken", orders.getLast().accountId());

        pipeline.write(Topic.DEAD_LETTERS, letter.id(), null);
        Until.holds("it went", () -> get("/accounts/broken").contains("\"needsAttention\":null"));
        assertEquals(404, pipeline.admin().send("POST", path, null, null).status());
    }

    private List<PutBackOrder> orders() {
        var orders = new ArrayList<PutBackOrder>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", pipeline.kafka().bootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(pipeline.kafka().name(Topic.PUT_BACK_ORDERS)).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> orders.add(Json.read(record.value(), PutBackOrder.class)));
            }
        }
        return orders;
    }
}
