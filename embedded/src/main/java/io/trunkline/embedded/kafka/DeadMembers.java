package io.trunkline.embedded.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the members off all groups after a node was killed. The node listens on loopback and holds its directory, so
 * whoever was a member when it died has lost it too: mostly it was the same process. Waiting until their sessions have
 * run out would keep every new member from its partitions for that long. A process that has outlived the node is told
 * that it is no member any more, and joins again, as after any other pause.
 *
 * <p>Static membership would spare that wait too, but a copy of a data directory would put its original out.
 */
final class DeadMembers {
    private static final Logger LOG = LoggerFactory.getLogger(DeadMembers.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private DeadMembers() {}

    /** Removes them; when that does not succeed, their sessions run out as ever. */
    static void remove(String bootstrap) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "trunkline-dead-members",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(LONGEST.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(LONGEST.toMillis()),
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                false);
        try (Admin admin = Admin.create(settings)) {
            awaitGroups(admin);
            for (String group : groupsWithMembers(admin)) {
                await(admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all());
                LOG.info("The members that the group {} had when the node was killed are taken off it", group);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The members of groups before the kill stay until their sessions run out: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until the groups of every partition are read. The list alone leaves those out that are still to come; who
     * asks for a group by its name waits for the partition in which it would be.
     */
    private static void awaitGroups(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        var names = new ArrayList<String>();
        for (int partition = 0; partition < EmbeddedKafka.OFFSETS_PARTITIONS; partition++) {
            names.add(nameIn(partition));
        }
        for (KafkaFuture<?> group :
                admin.describeConsumerGroups(names).describedGroups().values()) {
            try {
                await(group);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                    throw e;
                }
            }
        }
    }

    /** The name of no group that would be in a partition: of the name's hash the remainder (GroupMetadataManager). */
    private static String nameIn(int partition) {
        for (int i = 0; ; i++) {
            String name = "trunkline-no-group-" + i;
            if (Utils.abs(name.hashCode()) % EmbeddedKafka.OFFSETS_PARTITIONS == partition) {
                return name;
            }
        }
    }

    private static List<String> groupsWithMembers(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        return await(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                .filter(group -> group.groupState()
                        .filter(state -> state == GroupState.EMPTY || state == GroupState.DEAD)
                        .isEmpty())
                .map(group -> group.groupId())
                .toList();
    }

    private static <T> T await(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    }
}
