package io.trunkline.collector;

import io.netty.util.concurrent.FastThreadLocal;
import io.trunkline.collector.CollectorSettings.JournalSettings;
import io.trunkline.collector.CollectorSettings.Listen;
import io.trunkline.protocol.KafkaAddress;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.hep.HepTaken;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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

    private Supplier<HepPieces> pieces;
    private Reports.Sockets sockets;
    private Reports reports;

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
        // Before the keeper, so that it is stopped after who uses it.
        ReportPublisher publisher = kafka == null
                ? null
                : started(new ReportPublisher(
                        () -> KafkaProducers.forReports(kafka.bootstrap(), settings.name()),
                        kafka.name(Topic.COLLECTORS),
                        () -> reports.report()));
        Keeper keeper = started(new Keeper());
        keeper.every(DiskGuard.INTERVAL, "disk", disk::look);
        if (!kept.syncEvery().isZero()) {
            keeper.every(kept.syncEvery(), "sync", journal::sync);
        }
        Forwarder forwarder = null;
        if (kafka != null) {
            var maker = new MessageMaker(kafka.name(Topic.SIP_MESSAGES), settings.name(), metrics);
            forwarder = forward(settings, kafka, journal, checkpoint, maker, clock);
            forwarder.report(telemetry, health);
            clean(keeper, journal, forwarder, disk, kept);
        }
        Supplier<Intake> intakes = () -> new Intake(registry::get, journal.writer(), disk, metrics, clock);
        pieces = () -> new HepPieces(intakes.get(), disk);
        sockets =
                receive(settings, surroundings.receiveThreads(), ReceiveThread.local(intakes), disk, keeper, telemetry);
        reports = new Reports(settings, registry::get, metrics, disk, forwarder, sockets);
        if (publisher != null) {
            keeper.every(ReportPublisher.INTERVAL, "reports", publisher::publish);
        }
        health.part("collector-journal", () -> health(disk));
    }

    private Forwarder forward(
            CollectorSettings settings,
            KafkaAddress kafka,
            Journal journal,
            Checkpoint checkpoint,
            MessageMaker maker,
            MicroClock clock)
            throws IOException {
        return started(Forwarder.start(
                journal,
                checkpoint,
                () -> KafkaProducers.open(kafka.bootstrap(), settings.name()),
                maker,
                metrics,
                clock));
    }

    private static void clean(
            Keeper keeper, Journal journal, Forwarder forwarder, DiskGuard disk, JournalSettings kept) {
        keeper.every(
                CLEANING_INTERVAL,
                "cleaning",
                () -> journal.removeForwarded(
                        forwarder.acknowledgedIndex(), disk.isFull() ? Duration.ZERO : kept.keep()));
    }

    private Reports.Sockets receive(
            CollectorSettings settings,
            int receiveThreads,
            FastThreadLocal<ReceiveThread> threads,
            DiskGuard disk,
            Keeper keeper,
            Telemetry telemetry) {
        Listen listen = settings.listen();
        InetAddress host = resolve(listen.host());
        EventLoops loops = started(EventLoops.start(receiveThreads));
        var listens = new ArrayList<CollectorReport.Listener>();
        var streams = new ArrayList<StreamReceiver>();
        UdpReceiver udp = null;
        if (listen.udpPort() != CollectorSettings.OFF) {
            udp = started(UdpReceiver.bind(loops, address(host, listen.udpPort()), settings.limits(), threads));
            listens.add(listener(Transport.UDP, host, udp.port()));
            telemetry.gauge(
                    "trunkline_collector_udp_receive_buffer_bytes",
                    "Receive buffer that the kernel granted to each UDP socket",
                    udp::grantedBytes);
            var drops = new KernelDrops(udp.port(), metrics.kernelDropsOf(udp.port()));
            keeper.every(DROPS_INTERVAL, "drops", drops::look);
        }
        var connections = new OpenConnections(settings.limits().maxConnections());
        telemetry.gauge("trunkline_collector_connections", "Open connections over TCP and TLS", connections::open);
        var shared = new StreamReceiver.Shared(
                loops, settings.limits(), threads, registry::get, disk, metrics, connections, new OnceAMinute());
        if (listen.tcpPort() != CollectorSettings.OFF) {
            streams.add(started(StreamReceiver.bind(address(host, listen.tcpPort()), null, shared)));
        }
        if (listen.tls() != null) {
            streams.add(started(StreamReceiver.bind(address(host, listen.tls().port()), listen.tls(), shared)));
        }
        streams.forEach(stream -> listens.add(listener(stream.transport(), host, stream.port())));
        return new Reports.Sockets(listens, udp, streams);
    }

    private static CollectorReport.Listener listener(Transport transport, InetAddress host, int port) {
        String address = host instanceof Inet6Address ? '[' + host.getHostAddress() + ']' : host.getHostAddress();
        return new CollectorReport.Listener(transport.label(), address + ':' + port);
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
        return sockets.udp() == null ? CollectorSettings.OFF : sockets.udp().port();
    }

    /** The TCP port that is open; 0 when none is. */
    public int tcpPort() {
        return port(Transport.TCP);
    }

    /** The TLS port that is open; 0 when none is. */
    public int tlsPort() {
        return port(Transport.TLS);
    }

    private int port(Transport transport) {
        return sockets.streams().stream()
                .filter(stream -> stream.transport() == transport)
                .mapToInt(StreamReceiver::port)
                .findFirst()
                .orElse(CollectorSettings.OFF);
    }

    /**
     * Replaces the agents, from the next packet on, and reads the certificates of TLS again, for the connections
     * to come. Open connections from addresses where no agent may send from any more are closed, the others stay.
     *
     * @throws IllegalArgumentException naming an id that two agents have, or the certificate that cannot be read;
     *     everything then stays as it was
     */
    public AgentChanges agents(List<Agent> agents) {
        var next = new AgentRegistry(agents, metrics);
        List<Runnable> certificates = sockets.streams().stream()
                .map(StreamReceiver::rereadCertificates)
                .toList();
        certificates.forEach(Runnable::run);
        AgentRegistry before = registry.getAndSet(next);
        int closed = sockets.streams().stream()
                .mapToInt(StreamReceiver::closeStrangers)
                .sum();
        return AgentChanges.between(before.agents(), next.agents(), closed);
    }

    /**
     * Takes HEP that came in one piece, as if a sender had written it to a connection; see {@link HepTaken}.
     *
     * @param piece version 3 frames one behind another, or one packet of version 1 or 2
     * @param sender where it came from
     */
    public HepTaken take(byte[] piece, InetSocketAddress sender) {
        return pieces.get().take(piece, sender);
    }

    /** How the collector is now, and what each agent has done since the start. */
    public CollectorReport report() {
        return reports.report();
    }

    /** What each agent has done since the start, and what was refused without an agent. */
    public List<AgentActivity> activity() {
        return reports.report().agents();
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
