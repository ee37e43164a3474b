package io.trunkline.app;

import io.trunkline.protocol.KafkaAddress;
import io.trunkline.protocol.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are not there yet; those that are stay as they are. */
final class Topics {

    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration SPREAD_POLL = Duration.ofMillis(20);

    private Topics() {}

    /**
     * Makes every topic of {@link Topic} that the brokers do not have.
     *
     * @param partitions for the new ones
     * @throws IllegalStateException when the brokers cannot be reached or refuse
     */
    static void make(KafkaAddress kafka, int partitions) {
        Map<String, Object> connection = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        try (Admin admin = Admin.create(connection)) {
            var existing = admin.listTopics().names().get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .filter(topic -> !existing.contains(kafka.name(topic)))
                    .map(topic -> new NewTopic(kafka.name(topic), Optional.of(partitions), Optional.<Short>empty())
                            .configs(topic.settings()))
                    .toList();
            admin.createTopics(missing).all().get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            awaitKnown(admin, kafka);
            if (!missing.isEmpty()) {
                log.info("made {} topics with {} partitions each", missing.size(), partitions);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "cannot make the topics at " + kafka.bootstrap() + ": " + rootMessage(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics were made", e);
        }
    }

    /** A broker that is asked right after a topic was made may not have heard of it yet. */
    private static void awaitKnown(Admin admin, KafkaAddress kafka)
            throws ExecutionException, InterruptedException, TimeoutException {
        var names = Arrays.stream(Topic.values()).map(kafka::name).toList();
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            try {
                admin.describeTopics(names).allTopicNames().get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(SPREAD_POLL);
            }
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
