package io.trunkline.collector;

import io.netty.util.concurrent.FastThreadLocal;
import io.trunkline.collector.CollectorSettings.JournalSettings;
import io.trunkline.collector.CollectorSettings.Listen;
import io.trunkline.protocol.KafkaAddress;
import io.trunkline.protocol.Topic;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code collector}: receives HEP over UDP, TCP and TLS, journals it, and forwards it to Kafka's
 * {@code sip.messages}. One in a process for each {@link Telemetry}. All methods may be called from any thread.
 */
public final class Collector implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);
    private static final Duration DROPS_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLEANING_INTERVAL = Duration.ofSeconds(10);

    private final CollectorMetrics metrics;
    private final AtomicReference<AgentRegistry> registry;
    /** What runs, the last started first, which is the order of stopping. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private int udpPort = CollectorSettings.OFF;
    private int tcpPort = CollectorSettings.OFF;
    private int tlsPort = CollectorSettings.OFF;

    private Collector(CollectorMetrics metrics, AgentRegistry agents) {
        this.metrics = metrics;
        this.registry = new AtomicReference<>(agents);
    }

    /**
     * Starts to receive and to forward. Kafka need not be there yet, nor the topic, which others make.
     *
     * @throws IllegalStateException when an address cannot be bound, or another collector has the journal open
     * @throws IllegalArgumentException naming the setting that cannot be used
     * @throws UncheckedIOException when the journal's directory cannot be used
     */
    public static Collector start(CollectorSettings settings, KafkaAddress kafka, Telemetry telemetry, Health health) {
        return start(settings, kafka, telemetry, health, Surroundings.real(settings.journal()));
    }

    /** As {@link #start}, but nothing is forwarded: the journal grows until a collector with Kafka takes it over. */
    public static Collector startWithoutKafka(CollectorSettings settings, Telemetry telemetry, Health health) {
        return start(settings, null, telemetry, health, Surroundings.real(settings.journal()));
    }

    /**
     * What tests replace.
     *
     * @param clock tells the time of receipt
     * @param disk tells the free space on the journal's disk
     * @param receiveThreads how many event loops receive
     */
    record Surroundings(MicroClock clock, DiskGuard.Probe disk, int receiveThreads) {

        static Surroundings real(JournalSettings journal) {
            return new Surroundings(
                    MicroClock.system(), DiskGuard.Probe.of(journal.directory()), EventLoops.standardThreads());
        }
    }

    static Collector start(
            CollectorSettings settings,
            KafkaAddress kafka,
            Telemetry telemetry,
            Health health,
            Surroundings surroundings) {
        var metrics = new CollectorMetrics(telemetry);
        var collector = new Collector(metrics, new AgentRegistry(settings.agents(), metrics));
        try {
            collector.run(settings, kafka, telemetry, health, surroundings);
        } catch (IOException e) {
            collector.close();
            throw new UncheckedIOException("cannot start the collector: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            collector.close();
            throw e;
        }
        return collector;
    }

    private void run(
            CollectorSettings settings,
            KafkaAddress kafka,
            Telemetry telemetry,
            Health health,
            Surroundings surroundings)
            throws IOException {
        JournalSettings kept = settings.journal();
        MicroClock clock = surroundings.clock();
        var checkpoint = new Checkpoint(kept.directory());
        Journal journal = started(Journal.open(kept, checkpoint.read(), clock));
        var disk = new DiskGuard(surroundings.disk(), kept.minimumFreeBytes());
        disk.look();
        Keeper keeper = started(new Keeper());
        keeper.every(DiskGuard.INTERVAL, "disk", disk::look);
        if (!kept.syncEvery().isZero()) {
            keeper.every(kept.syncEvery(), "sync", journal::sync);
        }
        if (kafka != null) {
            var maker = new MessageMaker(kafka.name(Topic.SIP_MESSAGES), settings.name(), metrics);
            Forwarder forwarder = started(Forwarder.start(
                    journal,
                    checkpoint,
                    () -> KafkaProducers.open(kafka.bootstrap(), settings.name()),
                    maker,
                    metrics,
                    clock));
            forwarder.report(telemetry, health);
            keeper.every(
                    CLEANING_INTERVAL,
                    "cleaning",
                    () -> journal.removeForwarded(
                            forwarder.acknowledgedIndex(), disk.isFull() ? Duration.ZERO : kept.keep()));
        }
        FastThreadLocal<ReceiveThread> threads =
                ReceiveThread.local(() -> new Intake(registry::get, journal.writer(), disk, metrics, clock));
        receive(settings, surroundings.receiveThreads(), threads, disk, keeper, telemetry);
        health.part("collector-journal", () -> health(disk));
    }

    private void receive(
            CollectorSettings settings,
            int receiveThreads,
            FastThreadLocal<ReceiveThread> threads,
            DiskGuard disk,
            Keeper keeper,
            Telemetry telemetry) {
        Listen listen = settings.listen();
        InetAddress host = resolve(listen.host());
        EventLoops loops = started(EventLoops.start(receiveThreads));
        if (listen.udpPort() != CollectorSettings.OFF) {
            UdpReceiver udp =
                    started(UdpReceiver.bind(loops, address(host, listen.udpPort()), settings.limits(), threads));
            udpPort = udp.port();
            telemetry.gauge(
                    "trunkline_collector_udp_receive_buffer_bytes",
                    "Receive buffer that the kernel granted to each UDP socket",
                    udp::grantedBytes);
            var drops = new KernelDrops(udpPort, metrics.kernelDrops.labelValues(Integer.toString(udpPort)));
            keeper.every(DROPS_INTERVAL, "drops", drops::look);
        }
        var connections = new OpenConnections(settings.limits().maxConnections());
        telemetry.gauge("trunkline_collector_connections", "Open connections over TCP and TLS", connections::open);
        var shared = new StreamReceiver.Shared(
                loops, settings.limits(), threads, registry::get, disk, metrics, connections, new OnceAMinute());
        if (listen.tcpPort() != CollectorSettings.OFF) {
            tcpPort = started(StreamReceiver.bind(address(host, listen.tcpPort()), null, shared))
                    .port();
        }
        if (listen.tls() != null) {
            tlsPort = started(StreamReceiver.bind(address(host, listen.tls().port()), listen.tls(), shared))
                    .port();
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("hep.host: no address of this machine: " + host, e);
        }
    }

    private static InetSocketAddress address(InetAddress host, int port) {
        return new InetSocketAddress(host, port == CollectorSettings.ANY_FREE_PORT ? 0 : port);
    }

    private static Health.Part health(DiskGuard disk) {
        return disk.isFull()
                ? Health.Part.down("nothing is received since " + disk.fullSince() + ": the journal's disk is full")
                : Health.Part.up();
    }

    /** The UDP port that is open; 0 when none is. */
    public int udpPort() {
        return udpPort;
    }

    /** The TCP port that is open; 0 when none is. */
    public int tcpPort() {
        return tcpPort;
    }

    /** The TLS port that is open; 0 when none is. */
    public int tlsPort() {
        return tlsPort;
    }

    /**
     * Replaces the agents, from the next packet on. Open connections stay.
     *
     * @throws IllegalArgumentException naming an id that two agents have; the agents then stay as they were
     */
    public void agents(List<Agent> agents) {
        registry.set(new AgentRegistry(agents, metrics));
    }

    /** What each agent has done since the start, and what was refused without an agent. */
    public List<AgentActivity> activity() {
        return metrics.agents().stream().map(AgentCounters::activity).toList();
    }

    /** Stops receiving, lets what is under way to Kafka arrive for a few seconds, and closes the journal. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} did not close", part.getClass().getSimpleName(), e);
            }
        }
    }
}
