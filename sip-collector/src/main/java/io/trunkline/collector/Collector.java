package io.trunkline.collector;

import io.trunkline.collector.agent.Agent;
import io.trunkline.collector.agent.AgentChanges;
import io.trunkline.collector.agent.AgentMetrics;
import io.trunkline.collector.agent.AgentRegistry;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.forward.ForwardMetrics;
import io.trunkline.collector.forward.Forwarder;
import io.trunkline.collector.forward.KafkaProducers;
import io.trunkline.collector.forward.MessageMaker;
import io.trunkline.collector.forward.RegisteredCallers;
import io.trunkline.collector.journal.Checkpoint;
import io.trunkline.collector.journal.DiskGuard;
import io.trunkline.collector.journal.Journal;
import io.trunkline.collector.journal.JournalSettings;
import io.trunkline.collector.journal.MicroClock;
import io.trunkline.collector.receive.Gate;
import io.trunkline.collector.receive.ReceiveMetrics;
import io.trunkline.collector.receive.Receivers;
import io.trunkline.collector.report.GapPublisher;
import io.trunkline.collector.report.Gaps;
import io.trunkline.collector.report.ReportPublisher;
import io.trunkline.collector.report.Reports;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.hep.HepTaken;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code collector}: receives HEP over UDP, TCP and TLS, journals it, and forwards it to Kafka's
 * {@code sip.messages}. One in a process for each {@link Telemetry}. All methods may be called from any thread.
 */
public final class Collector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration DROPS_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLEANING_INTERVAL = Duration.ofSeconds(10);

    private final AgentMetrics metrics;
    private final AtomicReference<AgentRegistry> registry;
    /** What runs, the last started first, which is the order of stopping. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Receivers receivers;
    private Reports reports;

    private Collector(AgentMetrics metrics, AgentRegistry agents) {
        this.metrics = metrics;
        this.registry = new AtomicReference<>(agents);
    }

    /**
     * Starts to receive and to forward. Kafka need not be there yet, nor the topic, which others make.
     *
     * @param registered who is registered where calls come from
     * @throws IllegalStateException when an address cannot be bound, or another collector has the journal open
     * @throws IllegalArgumentException naming the setting that cannot be used
     * @throws UncheckedIOException when the journal's directory cannot be used
     */
    public static Collector start(
            CollectorSettings settings,
            KafkaAddress kafka,
            RegisteredCallers registered,
            Telemetry telemetry,
            Health health) {
        return start(settings, kafka, registered, telemetry, health, Surroundings.real(settings.journal()));
    }

    /** As {@link #start}, but nothing is forwarded: the journal grows until a collector with Kafka takes it over. */
    public static Collector startWithoutKafka(CollectorSettings settings, Telemetry telemetry, Health health) {
        return start(settings, null, RegisteredCallers.NONE, telemetry, health, Surroundings.real(settings.journal()));
    }

    /**
     * What tests replace.
     *
     * @param clock tells the time of receipt
     * @param disk tells the free space on the journal's disk
     * @param receiveThreads how many event loops receive
     */
    record Surroundings(MicroClock clock, DiskGuard.Probe disk, int receiveThreads) {

        private static final int MAX_RECEIVE_THREADS = 4;

        static Surroundings real(JournalSettings journal) {
            return new Surroundings(
                    MicroClock.system(), DiskGuard.Probe.of(journal.directory()), defaultReceiveThreads());
        }

        /** One thread for two cores, at most four: what follows needs the other cores. */
        static int defaultReceiveThreads() {
            return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MAX_RECEIVE_THREADS);
        }
    }

    static Collector start(
            CollectorSettings settings,
            KafkaAddress kafka,
            RegisteredCallers registered,
            Telemetry telemetry,
            Health health,
            Surroundings surroundings) {
        var metrics = new AgentMetrics(telemetry);
        var collector = new Collector(metrics, new AgentRegistry(settings.agents(), metrics));
        try {
            collector.run(settings, kafka, registered, telemetry, health, surroundings);
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
            RegisteredCallers registered,
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
        GapPublisher gapPublisher = kafka == null
                ? null
                : started(new GapPublisher(
                        () -> KafkaProducers.forReports(kafka.bootstrap(), settings.name() + "-gaps"),
                        kafka.name(Topic.CAPTURE_GAPS)));
        Keeper keeper = started(new Keeper());
        keeper.every(DiskGuard.INTERVAL, "disk", disk::look);
        if (!kept.syncEvery().isZero()) {
            keeper.every(kept.syncEvery(), "sync", journal::sync);
        }
        var forwarding = new ForwardMetrics(telemetry);
        Forwarder forwarder = null;
        if (kafka != null) {
            forwarder = started(Forwarder.start(
                    journal,
                    checkpoint,
                    () -> KafkaProducers.open(kafka.bootstrap(), settings.name()),
                    new MessageMaker(kafka::name, settings.name(), metrics, registered),
                    forwarding,
                    clock));
            forwarder.report(telemetry, health);
            clean(keeper, journal, forwarder, disk, kept);
        }
        var receiving = new ReceiveMetrics(telemetry);
        var gate = new Gate(registry::get, disk, clock, journal.writer(), receiving);
        receivers = started(Receivers.open(settings.receive(), surroundings.receiveThreads(), gate, telemetry));
        keeper.every(DROPS_INTERVAL, "drops", receivers::lookForDrops);
        if (forwarder != null) {
            watchForGaps(settings, keeper, forwarder, clock, gapPublisher);
        }
        var latencies = new Reports.Latencies(receiving.journalled(), forwarding.acknowledged());
        reports = new Reports(settings.name(), registry::get, metrics, disk, forwarder, receivers, latencies);
        if (publisher != null) {
            keeper.every(ReportPublisher.INTERVAL, "reports", publisher::publish);
        }
        health.part("collector", () -> health(disk));
    }

    /** Started last, so that it is stopped first: what it writes then is the last moment at which all was taken. */
    private void watchForGaps(
            CollectorSettings settings, Keeper keeper, Forwarder forwarder, MicroClock clock, GapPublisher publisher)
            throws IOException {
        var counts = new Gaps.Counts() {
            @Override
            public long kernelDrops() {
                return receivers.kernelDrops();
            }

            @Override
            public Map<String, Long> ownDrops() {
                return metrics.ownDrops();
            }

            @Override
            public List<String> agents() {
                return metrics.heardOf();
            }
        };
        Gaps gaps = started(Gaps.start(
                settings.journal().directory(),
                settings.name(),
                () -> Instant.EPOCH.plus(clock.micros(), ChronoUnit.MICROS),
                counts,
                forwarder::hasForwarded,
                publisher::publish));
        keeper.every(Gaps.INTERVAL, "gaps", gaps::look);
    }

    private static void clean(
            Keeper keeper, Journal journal, Forwarder forwarder, DiskGuard disk, JournalSettings kept) {
        keeper.every(
                CLEANING_INTERVAL,
                "cleaning",
                () -> journal.removeForwarded(
                        forwarder.acknowledgedIndex(), disk.isFull() ? Duration.ZERO : kept.keep()));
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private static Health.Part health(DiskGuard disk) {
        return disk.isFull()
                ? Health.Part.down("nothing is received since " + disk.fullSince() + ": the journal's disk is full")
                : Health.Part.up();
    }

    /** The UDP port that is open; 0 when none is. */
    public int udpPort() {
        return receivers.port(HepTransport.UDP);
    }

    /** The TCP port that is open; 0 when none is. */
    public int tcpPort() {
        return receivers.port(HepTransport.TCP);
    }

    /** The TLS port that is open; 0 when none is. */
    public int tlsPort() {
        return receivers.port(HepTransport.TLS);
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
        receivers.rereadCertificates().run();
        AgentRegistry before = registry.getAndSet(next);
        return AgentChanges.between(before.agents(), next.agents(), receivers.closeStrangers());
    }

    /**
     * Takes HEP that came in one piece, as if a sender had written it to a connection; see {@link HepTaken}.
     *
     * @param piece version 3 frames one behind another, or one packet of version 1 or 2
     * @param sender where it came from
     */
    public HepTaken take(byte[] piece, InetSocketAddress sender) {
        return receivers.take(piece, sender);
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
                LOG.warn("{} did not close", part.getClass().getSimpleName(), e);
            }
        }
    }
}
