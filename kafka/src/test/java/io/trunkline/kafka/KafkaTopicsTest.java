package io.trunkline.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaTopics.Wanted;
import io.trunkline.protocol.Topic;
import io.trunkline.testing.Until;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker. */
@Timeout(300)
class KafkaTopicsTest {

    private static Map<String, String> settings(KafkaAddress kafka, String topic, Map<String, String> asked) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = KafkaClients.admin(kafka)) {
            var all = admin.describeConfigs(List.of(resource))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .get(resource);
            return asked.keySet().stream().collect(Collectors.toMap(Function.identity(), name -> all.get(name)
                    .value()));
        }
    }

    @Test
    void shouldMakeWhatIsMissingAndSettleWhatIsThere(@TempDir Path data) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, 0)) {
            var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            String calls = kafka.name(Topic.CALLS);
            String cdrs = kafka.name(Topic.CDRS);
            try (KafkaTopics topics = KafkaTopics.open(kafka)) {
                // As an earlier version made it, and as an operator has changed it.
                topics.make(List.of(
                        new Wanted(calls, 3, Map.of("cleanup.policy", "compact")),
                        new Wanted(cdrs, 2, Map.of("cleanup.policy", "delete", "retention.ms", "12345678"))));
                topics.make(4);
                assertEquals(
                        Map.of(calls, 3, cdrs, 2, kafka.name(Topic.LEDGER), 4),
                        topics.partitions(List.of(calls, cdrs, kafka.name(Topic.LEDGER))));
                for (Topic topic : Topic.values()) {
                    if (topic != Topic.CDRS) {
                        // The brokers hear of changed settings a moment later.
                        Until.fits(
                                "the settings of " + topic,
                                () -> settings(kafka, kafka.name(topic), topic.settings()),
                                topic.settings()::equals);
                    }
                }
                assertEquals(
                        Map.of("retention.ms", "12345678"),
                        settings(kafka, cdrs, Map.of("retention.ms", "")),
                        "how long history is kept is the operator's");
                topics.make(4);

                assertEquals(
                        List.of(
                                kafka.name(Topic.CALL_COMMANDS),
                                kafka.name(Topic.CALL_LINKS),
                                calls,
                                kafka.name(Topic.CAPTURE_GAPS),
                                kafka.name(Topic.COLLECTORS)),
                        names(topics));
                var missing = assertThrows(IllegalStateException.class, () -> topics.partitions(List.of("not-there")));
                assertEquals("topic not-there is missing", missing.getMessage());
                var refused = assertThrows(
                        IllegalStateException.class,
                        () -> topics.make(List.of(new Wanted("bad", 1, Map.of("no.such.setting", "1")))));
                assertTrue(refused.getMessage().contains("cannot make the topic bad"), refused.getMessage());
                assertTrue(refused.getMessage().contains("no.such.setting"), refused.getMessage());
            }
        }
    }

    @Test
    void shouldDivideALaterVersionsTopicsAsTheMessagesAreDivided(@TempDir Path data) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, 0)) {
            var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            String messages = kafka.name(Topic.SIP_MESSAGES);
            String ledger = kafka.name(Topic.LEDGER);
            try (KafkaTopics topics = KafkaTopics.open(kafka)) {
                topics.make(List.of(new Wanted(messages, 3, Topic.SIP_MESSAGES.settings())));

                topics.make(1);

                assertEquals(Map.of(messages, 3, ledger, 3), topics.partitions(List.of(messages, ledger)));
            }
        }
    }

    private static List<String> names(KafkaTopics topics) throws InterruptedException {
        return topics.names(KafkaAddress.DEFAULT_PREFIX + "c", "s").stream()
                .filter(name -> !name.endsWith("cdrs"))
                .toList();
    }
}
