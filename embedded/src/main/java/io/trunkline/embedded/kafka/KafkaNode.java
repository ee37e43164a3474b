package io.trunkline.embedded.kafka;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller and the broker of one node, the broker started when the controller has forgotten the one before it.
 *
 * <p>Kafka's own server starts both at once. After a {@code kill -9} the controller then still takes the dead broker
 * for alive, so the new one leads its partitions by the old right, loses all of them when it is registered, and has
 * them back a moment later. A transaction coordinator that meets partitions without a leader in that moment takes them
 * for deleted: it drops the markers that a transaction still owes them and calls it complete (KAFKA-20734). Readers of
 * what is committed then stand before an open transaction for ever. With the dead broker gone first, coordinators come
 * up once, when every partition has its leader; and nobody waits for the dead broker's session to run out.
 *
 * <p>Not for several threads at once.
 */
final class KafkaNode {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofMillis(20);

    private final int id;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private boolean killed;

    /**
     * A node that does not run yet.
     *
     * @param config of a node that is broker and controller in one, and the only one
     * @param controllerAddress where its controller listens
     */
    KafkaNode(KafkaConfig config, InetSocketAddress controllerAddress) {
        id = config.nodeId();
        var directories = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        var properties = directories._1();
        shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, properties.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(Map.of(id, controllerAddress)),
                List.of(),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    }

    /** Starts the node and returns when it serves. What has started when it fails is for {@link #shutdown} to stop. */
    void startup() throws InterruptedException, ExecutionException, TimeoutException {
        controller.startup();
        killed = forgetDeadBroker();
        broker.startup();
    }

    /** Whether the node was not stopped cleanly before this start. */
    boolean wasKilled() {
        return killed;
    }

    /** Says whether there was one. */
    private boolean forgetDeadBroker() throws InterruptedException, ExecutionException, TimeoutException {
        var watch = new RegistrationWatch(id);
        await(shared.loader().installPublishers(List.of(watch)));
        boolean dead = await(watch.aliveAtFirst());
        if (dead) {
            LOG.info("The node was not stopped cleanly: its last broker is taken off the controller's books");
            unregister();
            await(watch.gone());
        }
        await(shared.loader().removeAndClosePublisher(watch));
        return dead;
    }

    /** The controller of the only node is soon in office, but not always before its books are read. */
    private void unregister() throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            try {
                await(controller
                        .controller()
                        .unregisterBroker(
                                new ControllerRequestContext(
                                        new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.of(deadline)),
                                id));
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof NotControllerException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(RETRY);
            }
        }
    }

    private static <T> T await(CompletableFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops what runs of the node, the broker before the controller that it signs off from, and waits for it. */
    void shutdown() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
