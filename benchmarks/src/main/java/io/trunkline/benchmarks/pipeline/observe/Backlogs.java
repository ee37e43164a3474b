package io.trunkline.benchmarks.pipeline.observe;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many messages of {@code sip.messages} each group of consumers has not committed yet. For one thread. */
public final class Backlogs implements AutoCloseable {

    private final Admin admin;
    private final String topic;

    /** Of the groups of a broker. */
    public Backlogs(KafkaAddress kafka) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()));
        this.topic = kafka.name(Topic.SIP_MESSAGES);
    }

    /** Records by group, of those groups that read the messages. */
    public Map<String, Long> messages() throws ExecutionException, InterruptedException {
        var backlogs = new TreeMap<String, Long>();
        for (GroupListing group : admin.listGroups().all().get()) {
            var committed =
                    new HashMap<TopicPartition, OffsetAndMetadata>(admin.listConsumerGroupOffsets(group.groupId())
                            .partitionsToOffsetAndMetadata()
                            .get());
            committed.values().removeIf(offset -> offset == null);
            committed.keySet().removeIf(partition -> !partition.topic().equals(topic));
            if (!committed.isEmpty()) {
                backlogs.put(group.groupId(), behind(committed));
            }
        }
        return backlogs;
    }

    private long behind(Map<TopicPartition, OffsetAndMetadata> committed)
            throws ExecutionException, InterruptedException {
        var ask = new HashMap<TopicPartition, OffsetSpec>();
        committed.keySet().forEach(partition -> ask.put(partition, OffsetSpec.latest()));
        var ends = admin.listOffsets(ask).all().get();
        return committed.entrySet().stream()
                .mapToLong(entry ->
                        ends.get(entry.getKey()).offset() - entry.getValue().offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
