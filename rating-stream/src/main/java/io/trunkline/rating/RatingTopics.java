package io.trunkline.rating;

import io.trunkline.protocol.KafkaAddress;
import io.trunkline.protocol.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sees that the topics are there and fit together before anything is read. */
final class RatingTopics {

    private static final Map<String, String> CALL_EVENTS_SETTINGS =
            Map.of("cleanup.policy", "delete", "retention.ms", "86400000");

    private RatingTopics() {}

    private static final Duration LONGEST_SPREAD = Duration.ofSeconds(30);
    private static final Duration SPREAD_POLL = Duration.ofMillis(20);

    /**
     * Makes the topic between calls and ledgers, if it is not there.
     *
     * @throws IllegalStateException naming the topic that is missing, or those whose numbers of partitions differ
     */
    static void prepare(KafkaAddress kafka) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()))) {
            for (Topic topic : Topic.values()) {
                partitions(admin, kafka.name(topic));
            }
            String accounts = kafka.name(Topic.ACCOUNTS);
            int partitions = partitions(admin, accounts);
            String events = RatingTopology.callEvents(kafka);
            create(admin, events, partitions);
            awaitKnown(admin, events);
            for (String topic : List.of(kafka.name(Topic.ACCOUNT_COMMANDS), events)) {
                int others = partitions(admin, topic);
                if (others != partitions) {
                    throw new IllegalStateException(
                            "topic " + topic + " has " + others + " partitions and " + accounts + " has " + partitions
                                    + ": they must have the same number, for an account's money is in one");
                }
            }
        }
    }

    private static int partitions(Admin admin, String topic) throws InterruptedException {
        try {
            TopicDescription description = admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get();
            return description.partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException("topic " + topic + " is missing", e);
            }
            throw new KafkaException("cannot describe topic " + topic, e.getCause());
        }
    }

    /** A broker that is asked right after a topic was made may not have heard of it yet. */
    private static void awaitKnown(Admin admin, String topic) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_SPREAD.toNanos();
        while (!isKnown(admin, topic)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("topic " + topic + " was made, but the brokers do not show it");
            }
            Thread.sleep(SPREAD_POLL);
        }
    }

    private static boolean isKnown(Admin admin, String topic) throws InterruptedException {
        try {
            return admin.listTopics().names().get().contains(topic)
                    && admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .containsKey(topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new KafkaException("cannot describe topic " + topic, e.getCause());
        }
    }

    private static void create(Admin admin, String topic, int partitions) throws InterruptedException {
        NewTopic created = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(CALL_EVENTS_SETTINGS);
        try {
            admin.createTopics(List.of(created)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("cannot create topic " + topic, e.getCause());
            }
        }
    }
}
