package io.trunkline.collector;

import io.trunkline.collector.agent.Agent;
import io.trunkline.collector.forward.RegisteredCallers;
import io.trunkline.collector.journal.Checkpoint;
import io.trunkline.collector.journal.Journal;
import io.trunkline.collector.journal.JournalReader;
import io.trunkline.collector.journal.JournalRecord;
import io.trunkline.collector.journal.JournalSettings;
import io.trunkline.collector.journal.MicroClock;
import io.trunkline.collector.receive.ReceiveSettings;
import io.trunkline.collector.receive.ReceiveSettings.Limits;
import io.trunkline.collector.receive.ReceiveSettings.Listen;
import io.trunkline.collector.receive.ReceiveSettings.Tls;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A collector on any free ports of loopback, with what a test asks of it. */
public final class RunningCollector implements AutoCloseable {

    public static final String NAME = "test-collector";
    public static final long FREE_BYTES = 1L << 40;

    public final Telemetry telemetry = new Telemetry();
    public final Health health = new Health();
    public final AtomicLong freeBytes = new AtomicLong(FREE_BYTES);
    public final Collector collector;
    private final Path directory;

    /** What differs from test to test. */
    public record Setup(
            Path directory, List<Agent> agents, Limits limits, KafkaAddress kafka, Tls tls, int receiveThreads) {

        public static Setup in(Path directory) {
            return new Setup(
                    directory, List.of(), Limits.DEFAULT, null, null, Collector.Surroundings.defaultReceiveThreads());
        }

        public Setup agents(Agent... list) {
            return new Setup(directory, List.of(list), limits, kafka, tls, receiveThreads);
        }

        public Setup limits(int maxConnections, Duration frameTime, Duration idleTime) {
            var less = new Limits(maxConnections, frameTime, idleTime, 1 << 20);
            return new Setup(directory, agents, less, kafka, tls, receiveThreads);
        }

        public Setup kafka(KafkaAddress address) {
            return new Setup(directory, agents, limits, address, tls, receiveThreads);
        }

        public Setup tls(Tls certificates) {
            return new Setup(directory, agents, limits, kafka, certificates, receiveThreads);
        }

        public Setup receiveThreads(int threads) {
            return new Setup(directory, agents, limits, kafka, tls, threads);
        }

        public RunningCollector start() {
            return new RunningCollector(this);
        }
    }

    private RunningCollector(Setup setup) {
        directory = setup.directory();
        var listen = new Listen("127.0.0.1", ReceiveSettings.ANY_FREE_PORT, ReceiveSettings.ANY_FREE_PORT, setup.tls());
        var settings = new CollectorSettings(
                NAME, new ReceiveSettings(listen, setup.limits()), setup.agents(), JournalSettings.defaults(directory));
        collector = Collector.start(
                settings,
                setup.kafka(),
                RegisteredCallers.NONE,
                telemetry,
                health,
                new Collector.Surroundings(MicroClock.system(), freeBytes::get, setup.receiveThreads()));
    }

    public static Agent agent(String id, String key, boolean mayBill, String... networks) {
        return new Agent(id, null, key, Arrays.stream(networks).map(Network::of).toList(), null, mayBill, false);
    }

    public void sendUdp(byte[] packet) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.send(
                    new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), collector.udpPort()));
        }
    }

    public Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), collector.tcpPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Connects from an address of loopback, {@code 127.0.0.1} to {@code 127.255.255.254}. */
    public Socket connectFrom(String address) throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), collector.tcpPort(), InetAddress.ofLiteral(address), 0);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Journalled packets of one agent. */
    public long packetsOf(long agent) {
        return collector.activity().stream()
                .filter(activity -> activity.id().equals(Long.toString(agent)))
                .mapToLong(AgentActivity::packets)
                .sum();
    }

    /** The sum of a metric over all of its labels that stand in the text {@code having}. */
    public long sum(String metric, String having) {
        return telemetry
                .text()
                .lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .filter(line -> line.contains(having))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** How many connections the collector has closed for a reason. */
    public long closed(String reason) {
        return sum("trunkline_collector_closed_connections_total", "reason=\"" + reason + '"');
    }

    public long packets() {
        return collector.activity().stream().mapToLong(AgentActivity::packets).sum();
    }

    /** Waits until so many packets are in the journal. */
    public void awaitPackets(long count) {
        Until.holds(count + " packets in the journal", () -> packets() >= count);
    }

    /** Waits until the metrics show this line. */
    public void awaitMetric(String line) {
        Until.holds(line + " in the metrics", () -> metric(line));
    }

    public boolean metric(String line) {
        return telemetry.text().lines().anyMatch(line::equals);
    }

    /** Stops the collector and reads what its journal holds. */
    public List<Entry> stopAndReadJournal() {
        close();
        return journal(directory);
    }

    /** One record of a journal, copied. */
    public record Entry(long index, JournalRecord record) {}

    public static List<Entry> journal(Path directory) {
        var entries = new ArrayList<Entry>();
        try (Journal journal = Journal.open(JournalSettings.defaults(directory), Checkpoint.NONE, MicroClock.system());
                JournalReader reader = journal.readerAfter(Checkpoint.NONE)) {
            var record = new JournalRecord();
            while (reader.next(record)) {
                entries.add(new Entry(record.index(), record));
                record = new JournalRecord();
            }
        }
        return entries;
    }

    @Override
    public void close() {
        collector.close();
    }
}
