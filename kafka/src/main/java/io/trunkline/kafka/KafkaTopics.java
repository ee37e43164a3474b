package io.trunkline.kafka;

import io.trunkline.protocol.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes topics, waits until the brokers know them, and gives those that are there already the settings that this
 * version asks for. Every method may be called again and again, and by several processes at once.
 *
 * <p>All methods throw {@link IllegalStateException} with the brokers' word when they cannot be reached or refuse.
 * Not for several threads at once.
 */
public final class KafkaTopics implements AutoCloseable {

    /**
     * A topic as it is to be.
     *
     * @param name the full name
     * @param partitions of it when it is made; one that is there keeps its own
     * @param settings by their Kafka names
     */
    public record Wanted(String name, int partitions, Map<String, String> settings) {}

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration SPREAD_POLL = Duration.ofMillis(20);

    /** How long history is kept is the operator's to change, once the topic is made. */
    private static final Set<String> SET_ONCE = Set.of("retention.ms");

    private final KafkaAddress kafka;
    private final Admin admin;

    private KafkaTopics(KafkaAddress kafka) {
        this.kafka = kafka;
        admin = KafkaClients.admin(kafka);
    }

    /** Does not wait for Kafka. */
    public static KafkaTopics open(KafkaAddress kafka) {
        return new KafkaTopics(kafka);
    }

    /**
     * Sees that every {@link Topic} is there, known and set as it is to be. A topic that comes with a later version gets as
     * many partitions as the messages have: what is rated together must be divided alike.
     *
     * @param partitions when there is none yet
     */
    public void make(int partitions) throws InterruptedException {
        String messages = kafka.name(Topic.SIP_MESSAGES);
        boolean there = answer("list the topics", admin.listTopics().names()).contains(messages);
        int alike = there ? partitions(List.of(messages)).get(messages) : partitions;
        make(Arrays.stream(Topic.values())
                .map(topic -> new Wanted(kafka.name(topic), alike, topic.settings()))
                .toList());
    }

    /** Sees that topics are there, known and set as they are to be. */
    public void make(List<Wanted> wanted) throws InterruptedException {
        Set<String> existing = answer("list the topics", admin.listTopics().names());
        Map<Boolean, List<Wanted>> byExistence =
                wanted.stream().collect(Collectors.partitioningBy(topic -> existing.contains(topic.name())));
        List<Wanted> missing = byExistence.get(false);
        create(missing);
        awaitKnown(wanted.stream().map(Wanted::name).toList());
        if (!missing.isEmpty()) {
            LOG.info(
                    "made {}",
                    missing.stream()
                            .map(topic -> topic.name() + " (" + topic.partitions() + " partitions)")
                            .collect(Collectors.joining(", ")));
        }
        settle(byExistence.get(true).stream().collect(Collectors.toMap(Wanted::name, Wanted::settings)));
    }

    /** The full names of the topics that begin and end so. */
    public List<String> names(String beginning, String end) throws InterruptedException {
        return answer("list the topics", admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(beginning) && name.endsWith(end))
                .sorted()
                .toList();
    }

    /**
     * Gives topics that are there the settings that they lack, and says so in the log. Who may not is warned, and the
     * topics stay as they are.
     *
     * @param settings by the topic's full name
     */
    public void settle(Map<String, Map<String, String>> settings) throws InterruptedException {
        var resources = settings.keySet().stream()
                .collect(Collectors.toMap(
                        name -> new ConfigResource(ConfigResource.Type.TOPIC, name), Function.identity()));
        try {
            Map<ConfigResource, Config> current = answer(
                    "read the settings of the topics",
                    admin.describeConfigs(resources.keySet()).all());
            var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
            resources.forEach((resource, name) -> {
                List<AlterConfigOp> differing = differing(name, settings.get(name), current.get(resource));
                if (!differing.isEmpty()) {
                    changes.put(resource, differing);
                }
            });
            if (!changes.isEmpty()) {
                answer(
                        "change the settings of the topics",
                        admin.incrementalAlterConfigs(changes).all());
            }
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.warn("the settings of the topics stay as they are: {}", e.getMessage());
        }
    }

    private static List<AlterConfigOp> differing(String topic, Map<String, String> wanted, Config current) {
        var changes = new ArrayList<AlterConfigOp>();
        wanted.forEach((setting, value) -> {
            ConfigEntry now = current.get(setting);
            if (!SET_ONCE.contains(setting) && (now == null || !value.equals(now.value()))) {
                LOG.info("{} of {} becomes {}, it was {}", setting, topic, value, now == null ? "unset" : now.value());
                changes.add(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET));
            }
        });
        return changes;
    }

    /**
     * How many partitions topics have, by name.
     *
     * @throws IllegalStateException naming the one that is missing
     */
    public Map<String, Integer> partitions(Collection<String> names) throws InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(names).topicNameValues();
        var partitions = new HashMap<String, Integer>();
        for (String name : names) {
            try {
                partitions.put(
                        name,
                        answer("describe the topic " + name, answers.get(name))
                                .partitions()
                                .size());
            } catch (IllegalStateException e) {
                throw e.getCause() instanceof UnknownTopicOrPartitionException
                        ? new IllegalStateException("topic " + name + " is missing", e.getCause())
                        : e;
            }
        }
        return partitions;
    }

    private void create(List<Wanted> missing) throws InterruptedException {
        Map<String, KafkaFuture<Void>> made = admin.createTopics(missing.stream()
                        .map(topic -> new NewTopic(
                                        topic.name(), Optional.of(topic.partitions()), Optional.<Short>empty())
                                .configs(topic.settings()))
                        .toList())
                .values();
        for (Map.Entry<String, KafkaFuture<Void>> each : made.entrySet()) {
            try {
                answer("make the topic " + each.getKey(), each.getValue());
            } catch (IllegalStateException e) {
                // Another process, which starts at the same time, was faster.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** A broker that is asked right after a topic was made may not have heard of it yet. */
    private void awaitKnown(List<String> names) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            try {
                answer("describe the topics", admin.describeTopics(names).allTopicNames());
                return;
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(SPREAD_POLL);
            }
        }
    }

    private <T> T answer(String what, KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(what, e.getCause());
        } catch (TimeoutException e) {
            throw failed(what, e);
        }
    }

    private IllegalStateException failed(String what, Throwable why) {
        String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return new IllegalStateException("Kafka at " + kafka.bootstrap() + " cannot " + what + ": " + reason, why);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
