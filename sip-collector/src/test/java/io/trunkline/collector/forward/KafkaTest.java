package io.trunkline.collector.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.Packets;
import io.trunkline.collector.RunningCollector;
import io.trunkline.collector.RunningCollector.Setup;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.testing.Until;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector with a real broker: what comes in at the socket stands in the topic, in order, once. */
class KafkaTest {

    private static final int PARTITIONS = 3;

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private KafkaAddress address;
    private String topic;
    private int port;

    @BeforeEach
    void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        port = Integer.parseInt(kafka.bootstrap().substring(kafka.bootstrap().indexOf(':') + 1));
        address = new KafkaAddress(kafka.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
        topic = address.name(Topic.SIP_MESSAGES);
        try (Admin admin = Admin.create(properties())) {
            admin.createTopics(List.of(
                            new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                                    .configs(Topic.SIP_MESSAGES.settings()),
                            new NewTopic(address.name(Topic.COLLECTORS), Optional.of(1), Optional.empty())
                                    .configs(Topic.COLLECTORS.settings())))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stopKafka() {
        kafka.close();
    }

    private Properties properties() {
        var properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrap());
        return properties;
    }

    private Setup setup() {
        return Setup.in(directory.resolve("collector")).kafka(address);
    }

    /** Every record of the topic as it stands. */
    private List<ConsumerRecord<String, byte[]>> topic() {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(properties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = new ArrayList<TopicPartition>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The topic as a consumer sees it that drops what is not higher than the highest index of its partition. */
    private List<ConsumerRecord<String, byte[]>> deduplicated() {
        var highest = new HashMap<Integer, Long>();
        var kept = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (ConsumerRecord<String, byte[]> record : topic()) {
            long index = MessageHeaders.readFrom(record.headers()).index();
            if (index > highest.getOrDefault(record.partition(), Long.MIN_VALUE)) {
                highest.put(record.partition(), index);
                kept.add(record);
            }
        }
        return kept;
    }

    private static Set<String> callIds(List<ConsumerRecord<String, byte[]>> records) {
        var callIds = new HashSet<String>();
        records.forEach(record -> callIds.add(record.key()));
        return callIds;
    }

    private static Set<String> expected(int from, int to) {
        var callIds = new HashSet<String>();
        for (int i = from; i < to; i++) {
            callIds.add("call-" + i);
        }
        return callIds;
    }

    private static void send(int tcpPort, int from, int to) throws IOException {
        var frames = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            frames.writeBytes(Packets.invite("call-" + i));
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), tcpPort)) {
            socket.getOutputStream().write(frames.toByteArray());
        }
    }

    private static void awaitNoBacklog(RunningCollector running) {
        running.awaitMetric("trunkline_collector_backlog_records 0.0");
    }

    /** 65,507 bytes fit into a datagram, 65,535 into HEP. */
    @Test
    void shouldForwardTheLongestMessagesThatUdpAndHepCanCarry() throws IOException {
        HepPacket overUdp = Packets.longInvite("over-udp", 65_507);
        HepPacket overTcp = Packets.longInvite("over-tcp", HepPacket.MAX_LENGTH);
        // Version 1 has a shorter header: what fills a datagram does not fit into version 3 any more.
        byte[] tooLong = Packets.versionOne(Packets.inviteText("too-long") + "b".repeat(65_000));
        tooLong = Arrays.copyOf(tooLong, 65_507);
        try (RunningCollector running = setup().start();
                Socket socket = running.connect()) {
            running.sendUdp(HepEncoder.encode(overUdp));
            running.sendUdp(tooLong);
            socket.getOutputStream().write(HepEncoder.encode(overTcp));
            send(running.collector.tcpPort(), 0, 10);
            running.awaitPackets(13);
            awaitNoBacklog(running);
            assertTrue(running.metric("trunkline_collector_broken_total{agent=\"0\",reason=\"too-long\"} 1.0"));
            assertTrue(running.metric("trunkline_collector_forwarded_total 12.0"));
        }
        Map<String, byte[]> forwarded = new HashMap<>();
        topic().forEach(record -> forwarded.put(record.key(), record.value()));
        assertEquals(12, forwarded.size());
        Map.of("over-udp", overUdp, "over-tcp", overTcp).forEach((callId, sent) -> {
            byte[] value = forwarded.get(callId);
            HepPacket read = HepPacket.empty();
            assertEquals(HepStatus.COMPLETE, new HepDecoder().decode(value, 0, value.length, read));
            assertEquals(payload(sent), payload(read));
        });
    }

    private static String payload(HepPacket packet) {
        return new String(packet.array(), packet.payloadOffset(), packet.payloadLength(), StandardCharsets.US_ASCII);
    }

    @Test
    void shouldForwardEveryMessageOnceInOrder() throws IOException {
        try (RunningCollector running = setup().start()) {
            send(running.collector.tcpPort(), 0, 2_000);
            running.awaitPackets(2_000);
            awaitNoBacklog(running);
        }
        List<ConsumerRecord<String, byte[]>> records = topic();
        assertEquals(2_000, records.size());
        assertEquals(expected(0, 2_000), callIds(records));
        assertEquals(2_000, deduplicated().size(), "indices rise in every partition");
        MessageHeaders headers = MessageHeaders.readFrom(records.getFirst().headers());
        assertEquals(RunningCollector.NAME, headers.collector());
        assertEquals("2001", headers.agent());
        assertTrue(headers.mayBill());
        assertEquals(headers.receivedAtMicros() / 1_000, records.getFirst().timestamp());
    }

    @Test
    void shouldGoOnWhereItStoodAfterAnOutageOfKafkaAndAfterARestart() throws IOException {
        try (RunningCollector running = setup().start()) {
            send(running.collector.tcpPort(), 0, 500);
            running.awaitPackets(500);
            awaitNoBacklog(running);
            kafka.close();
            send(running.collector.tcpPort(), 500, 1_000);
            running.awaitPackets(1_000);
            assertTrue(running.metric("trunkline_collector_backlog_records 500.0"));
            kafka = EmbeddedKafka.start(directory.resolve("kafka"), port);
            awaitNoBacklog(running);
            kafka.close();
            send(running.collector.tcpPort(), 1_000, 1_500);
            running.awaitPackets(1_500);
        }
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), port);
        try (RunningCollector running = setup().start()) {
            awaitNoBacklog(running);
            assertEquals(0, running.packets());
        }
        List<ConsumerRecord<String, byte[]>> records = deduplicated();
        assertEquals(1_500, records.size());
        assertEquals(expected(0, 1_500), callIds(records));
    }

    @Test
    void shouldTellTheTopicOfCollectorsHowItIs() throws IOException {
        try (RunningCollector running = setup().start();
                var consumer =
                        new KafkaConsumer<>(properties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(address.name(Topic.COLLECTORS), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            send(running.collector.tcpPort(), 0, 10);
            Until.holds("a report of what was received and forwarded", () -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    assertEquals(RunningCollector.NAME, record.key());
                    CollectorReport report = Json.read(record.value(), CollectorReport.class);
                    if (report.toKafka().maxMicros() > 0
                            && report.agents().stream().anyMatch(agent -> agent.packets() == 10)
                            && report.backlogRecords() == 0) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    /** A collector in a process of its own, for the test that kills it. */
    static final class CollectorProcess {

        private static final String PORT_LINE = "tcp port ";

        private CollectorProcess() {}

        /** Reads over the log up to the line that tells the port. */
        static int port(BufferedReader output) throws IOException {
            String line = output.readLine();
            while (line != null && !line.startsWith(PORT_LINE)) {
                line = output.readLine();
            }
            return Integer.parseInt(
                    Objects.requireNonNull(line, "the process ended").substring(PORT_LINE.length()));
        }

        public static void main(String[] arguments) throws InterruptedException {
            RunningCollector running = Setup.in(Path.of(arguments[0]))
                    .kafka(new KafkaAddress(arguments[1], KafkaAddress.DEFAULT_PREFIX))
                    .start();
            System.out.println(PORT_LINE + running.collector.tcpPort());
            Thread.sleep(Duration.ofHours(1));
            running.close();
        }
    }

    @Test
    void shouldHaveEveryJournalledPacketOnceAfterTheProcessIsKilledInTheMiddle() throws Exception {
        Path journal = directory.resolve("collector");
        Process process = startProcess(journal);
        int tcpPort;
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            tcpPort = CollectorProcess.port(output);
            Thread sender = Thread.ofVirtual().start(() -> sendUntilItBreaks(tcpPort));
            Until.holds("messages arrive in the topic", () -> recordsInTopic() > 5_000);
            process.destroyForcibly().waitFor();
            sender.join();
        } finally {
            process.destroyForcibly().waitFor();
        }
        List<RunningCollector.Entry> journalled = RunningCollector.journal(journal);
        assertTrue(journalled.size() >= 5_000, "journalled: " + journalled.size());
        try (RunningCollector running = setup().start()) {
            awaitNoBacklog(running);
        }
        List<ConsumerRecord<String, byte[]>> records = deduplicated();
        var indices = new HashSet<Long>();
        records.forEach(
                record -> indices.add(MessageHeaders.readFrom(record.headers()).index()));
        assertEquals(journalled.size(), records.size());
        assertEquals(journalled.size(), indices.size());
        journalled.forEach(entry -> assertTrue(indices.contains(entry.index())));
        assertEquals(expected(0, journalled.size()), callIds(records), "the stream without a gap up to the end");
    }

    private Process startProcess(Path journal) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of(System.getProperty("trunkline.root"), "bin", "jvm.options"));
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(CollectorProcess.class.getName(), journal.toString(), address.bootstrap()));
        Path errors = Files.createTempFile(directory, "collector", ".log");
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }

    private static void sendUntilItBreaks(int tcpPort) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), tcpPort)) {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 10_000_000; i++) {
                out.write(Packets.invite("call-" + i));
            }
        } catch (IOException e) {
            // The process was killed, as the test wants it.
            return;
        }
    }

    private long recordsInTopic() {
        try (Admin admin = Admin.create(properties())) {
            long records = 0;
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var place = new TopicPartition(topic, partition);
                records += admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                        .partitionResult(place)
                        .get()
                        .offset();
            }
            return records;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
