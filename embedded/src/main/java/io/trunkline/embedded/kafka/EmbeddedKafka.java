package io.trunkline.embedded.kafka;

import io.trunkline.embedded.DirectoryLock;
import io.trunkline.embedded.EmbeddedStartException;
import io.trunkline.embedded.LoopbackPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and controller of one node inside the process, listening on loopback only.
 *
 * <p>The directory is formatted at the first start and taken as it is at every later one; what was acknowledged
 * survives a {@code kill -9}. Topics are not created by merely naming them. Any thread may call the methods.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String NAME = "Embedded Kafka";
    private static final int NODE_ID = 1;

    /** Room for a HEP packet of the largest datagram or a whole chunk of a rate card, with its headers. */
    private static final int MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

    /** A port that was free may be another's when it is bound; three times in a row is no accident. */
    private static final int MAX_ATTEMPTS = 3;

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int SEGMENT_BYTES = 128 * 1024 * 1024;

    /** Of the topic that holds the groups, so that few threads and files do for them. */
    static final int OFFSETS_PARTITIONS = 4;

    private static final Duration LONGEST_TRANSACTION_END = Duration.ofSeconds(10);

    private final KafkaNode server;
    private final DirectoryLock lock;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaNode server, DirectoryLock lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it serves.
     *
     * @param dataDir the directory of the logs, created and formatted if it is new
     * @param port the TCP port, or 0 for any free one
     * @throws EmbeddedStartException if the port is taken or the directory is in use or unusable
     */
    public static EmbeddedKafka start(Path dataDir, int port) {
        return start(dataDir, port, LoopbackPort::free);
    }

    /** Starts with ports from elsewhere, any of which somebody else may have taken by the time it is bound. */
    static EmbeddedKafka start(Path dataDir, int port, IntSupplier freePorts) {
        DirectoryLock lock = DirectoryLock.acquire(dataDir, NAME);
        try {
            if (port != 0) {
                LoopbackPort.requireFree(port, NAME, "kafka.port");
            }
            Path logs = Files.createDirectories(dataDir.resolve("log"));
            format(logs);
            for (int attempt = 1; ; attempt++) {
                int brokerPort = port == 0 ? freePorts.getAsInt() : port;
                try {
                    KafkaNode server = KafkaHalt.asException(() -> startServer(logs, brokerPort, freePorts));
                    if (server.wasKilled()) {
                        DeadMembers.remove(LoopbackPort.HOST + ":" + brokerPort);
                    }
                    LOG.info("{} serves on {}:{} from {}", NAME, LoopbackPort.HOST, brokerPort, dataDir);
                    return new EmbeddedKafka(server, lock, brokerPort);
                } catch (Exception e) {
                    if (attempt == MAX_ATTEMPTS || !mayBeForAPort(e)) {
                        throw e;
                    }
                    LOG.info("{} did not start and tries once more, with other ports: {}", NAME, e.getMessage());
                }
            }
        } catch (EmbeddedStartException e) {
            lock.close();
            throw e;
        } catch (Exception e) {
            lock.close();
            throw new EmbeddedStartException(
                    NAME + " cannot start from " + dataDir.toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    private static KafkaNode startServer(Path logs, int brokerPort, IntSupplier freePorts) throws Exception {
        int controllerPort = freePorts.getAsInt();
        while (controllerPort == brokerPort) { // nobody holds the broker's yet: it may be drawn again
            controllerPort = freePorts.getAsInt();
        }
        KafkaNode server = new KafkaNode(
                new KafkaConfig(settings(logs, brokerPort, controllerPort)), LoopbackPort.address(controllerPort));
        try {
            server.startup();
            return server;
        } catch (Exception e) {
            try {
                server.shutdown();
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** The controller does not say why it could not start: it may have been its port. */
    private static boolean mayBeForAPort(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || cause instanceof KafkaHalt.GaveUpException) {
                return true;
            }
        }
        return false;
    }

    /** Returns the address for {@code bootstrap.servers}. */
    public String bootstrap() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** Stops the broker and waits for it; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                server.shutdown();
            } finally {
                lock.close();
            }
        }
    }

    private static void format(Path logs) throws Exception {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(report, true, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(out)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setIgnoreFormatted(true)
                    .run();
        }
        LOG.debug("{}", report.toString(StandardCharsets.UTF_8).strip());
    }

    private static Properties settings(Path logs, int brokerPort, int controllerPort) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE_ID);
        settings.put("log.dirs", logs);
        settings.put(
                "listeners",
                "BROKER://" + LoopbackPort.HOST + ":" + brokerPort + ",CONTROLLER://" + LoopbackPort.HOST + ":"
                        + controllerPort);
        settings.put("advertised.listeners", "BROKER://" + LoopbackPort.HOST + ":" + brokerPort);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE_ID + "@" + LoopbackPort.HOST + ":" + controllerPort);
        settings.put("auto.create.topics.enable", false);
        settings.put("message.max.bytes", MAX_MESSAGE_BYTES);
        settings.put("replica.fetch.max.bytes", MAX_MESSAGE_BYTES);

        // One node: nothing can be replicated, and nobody else is waited for.
        settings.put("default.replication.factor", 1);
        settings.put("min.insync.replicas", 1);
        settings.put("offsets.topic.replication.factor", 1);
        settings.put("transaction.state.log.replication.factor", 1);
        settings.put("transaction.state.log.min.isr", 1);
        settings.put("share.coordinator.state.topic.replication.factor", 1);
        settings.put("share.coordinator.state.topic.min.isr", 1);
        settings.put("group.initial.rebalance.delay.ms", 0);

        // Controller and broker live and die together. A process that was paused is no reason to take its partitions
        // from it, for there is nobody else to lead them; and a dead broker's session is not waited for (KafkaNode).
        settings.put(
                "broker.session.timeout.ms", Math.toIntExact(Duration.ofDays(1).toMillis()));
        settings.put("broker.heartbeat.interval.ms", 500);

        // The controller would write a record of nothing twice a second, and have all that follow its books read it, so
        // that they know that they are up to date: here nobody follows from afar.
        settings.put("metadata.max.idle.interval.ms", 0);

        // The next transaction may begin while the markers of the last are still being written, which under load
        // takes longer than the 100 ms for which the broker waits by itself. It then refuses the first batch of each
        // partition for now, and with it those behind it (OutOfOrderSequenceException), until they come again. The
        // wait must be shorter than the producers' request.timeout.ms.
        settings.put("add.partitions.to.txn.retry.backoff.max.ms", Math.toIntExact(LONGEST_TRANSACTION_END.toMillis()));

        // Small enough to rest beside the rest of the product: few threads, partitions and buffers. A thread that
        // handles requests wakes three times a second with nothing to do, and the controller has as many of them.
        settings.put("num.network.threads", 2);
        settings.put("listener.name.controller.num.network.threads", 1);
        settings.put("num.io.threads", Math.clamp(CORES, 2, 8));
        settings.put("background.threads", 2);
        settings.put("offsets.topic.num.partitions", OFFSETS_PARTITIONS);
        settings.put("transaction.state.log.num.partitions", 4);
        settings.put("share.coordinator.state.topic.num.partitions", 1);
        settings.put("log.cleaner.threads", 1);
        settings.put("log.cleaner.dedupe.buffer.size", 16 * 1024 * 1024);

        // Nobody follows: there is no leader to be moved, and how far followers have come, written every five seconds,
        // is as far as the log goes.
        settings.put("auto.leader.rebalance.enable", false);
        settings.put("replica.high.watermark.checkpoint.interval.ms", 60_000);

        // After a kill -9 the last segment of each partition is read through before the node serves.
        settings.put("log.segment.bytes", SEGMENT_BYTES);
        settings.put("num.recovery.threads.per.data.dir", CORES);

        Properties properties = new Properties();
        settings.forEach((name, value) -> properties.setProperty(name, value.toString()));
        return properties;
    }
}
