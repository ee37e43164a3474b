package io.trunkline.collector.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.Packets;
import io.trunkline.collector.agent.Admission;
import io.trunkline.collector.agent.AgentMetrics;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.journal.Checkpoint;
import io.trunkline.collector.journal.Journal;
import io.trunkline.collector.journal.JournalSettings;
import io.trunkline.collector.journal.MicroClock;
import io.trunkline.collector.journal.ReceivedPacket;
import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forwarder against a producer whose acknowledgements the test gives. */
class ForwarderTest {

    @TempDir
    Path directory;

    private final Telemetry telemetry = new Telemetry();
    private final AgentMetrics agents = new AgentMetrics(telemetry);
    private final ForwardMetrics metrics = new ForwardMetrics(telemetry);
    private final Admission.Admitted agent = new Admission.Admitted("2001", true, false, agents);
    private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
    private final AtomicLong skippedMicros = new AtomicLong();
    private final MicroClock clock = () -> Packets.nowMicros() + skippedMicros.get();
    private Journal journal;
    private Checkpoint checkpoint;
    private Forwarder forwarder;

    @BeforeEach
    void start() throws IOException {
        journal = Journal.open(JournalSettings.defaults(directory), Checkpoint.NONE, clock);
        checkpoint = new Checkpoint(directory);
        startForwarder();
    }

    private void startForwarder() throws IOException {
        forwarder = Forwarder.start(
                journal,
                checkpoint,
                this::producer,
                new MessageMaker(any -> "topic", "site-1", agents, RegisteredCallers.NONE),
                metrics,
                clock);
    }

    private Producer<byte[], byte[]> producer() {
        var producer = new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    @AfterEach
    void stop() {
        forwarder.close();
        journal.close();
    }

    private void receive(HepStatus status, byte[] packet) {
        journal.writer()
                .append(new ReceivedPacket()
                        .at(clock.micros(), HepTransport.UDP)
                        .holding(packet, 0, packet.length)
                        .read(status)
                        .of(agent));
    }

    private void receive(String callId) {
        receive(HepStatus.COMPLETE, Packets.invite(callId));
    }

    private MockProducer<byte[], byte[]> producer(int number) {
        Until.holds("producer " + number, () -> producers.size() > number);
        return producers.get(number);
    }

    private static List<Long> sent(MockProducer<byte[], byte[]> producer, int count) {
        Until.holds(count + " records sent", () -> producer.history().size() >= count);
        var indices = new ArrayList<Long>();
        for (ProducerRecord<byte[], byte[]> message : producer.history()) {
            indices.add(MessageHeaders.readFrom(message.headers()).index());
        }
        return indices;
    }

    private long stored() {
        try {
            return checkpoint.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldNotCountAsTakenWhatKafkaHasNotAcknowledged() throws IOException {
        receive("one");
        receive("two");
        List<Long> indices = sent(producer(0), 2);
        producer(0).completeNext();
        Until.holds("the first is acknowledged", () -> forwarder.acknowledgedIndex() == indices.getFirst());
        assertEquals(1, forwarder.backlog());
        forwarder.close();
        assertEquals(indices.getFirst(), stored());

        startForwarder();
        assertEquals(1, forwarder.backlog());
        assertEquals(indices.subList(1, 2), sent(producer(1), 1), "goes on behind the checkpoint");
    }

    @Test
    void shouldSendAgainFromTheFirstGapWhenARecordFailsForGood() {
        receive("one");
        receive("two");
        receive("three");
        List<Long> indices = sent(producer(0), 3);
        producer(0).completeNext();
        producer(0).errorNext(new TopicAuthorizationException("topic"));
        assertTrue(producer(0).closed(), "nothing goes out behind the record that failed");
        assertEquals(indices.subList(1, 3), sent(producer(1), 2));
        producer(1).completeNext();
        producer(1).completeNext();
        Until.holds("all is acknowledged", () -> forwarder.backlog() == 0);
        assertEquals(indices.getLast(), forwarder.acknowledgedIndex());
    }

    @Test
    void shouldPassOverWhatKafkaCanNeverTake() {
        receive("one");
        receive("two");
        sent(producer(0), 2);
        producer(0).errorNext(new RecordTooLargeException("too large"));
        producer(0).completeNext();
        Until.holds("all is passed over", () -> forwarder.backlog() == 0);
        assertEquals(1, metrics.unforwardable.getLongValue());
        assertEquals(1, metrics.forwarded.getLongValue());
        assertEquals(1, producers.size());
    }

    @Test
    void shouldPassOverWhatIsNotForwarded() {
        receive(HepStatus.NOT_HEP, new byte[] {1, 2, 3});
        receive("good");
        receive(HepStatus.BAD_CHUNK, new byte[] {1, 2, 3});
        sent(producer(0), 1);
        producer(0).completeNext();
        Until.holds("all is passed over", () -> forwarder.backlog() == 0);
        assertEquals(1, producer(0).history().size());
    }

    @Test
    void shouldSayInItsHealthSinceWhenKafkaTakesNothing() {
        var health = new Health();
        forwarder.report(new Telemetry(), health);
        receive("waits");
        sent(producer(0), 1);
        assertEquals(Health.Part.up(), health.parts().get("collector-forwarder"));
        skippedMicros.set(Duration.ofMinutes(2).toNanos() / 1_000);
        Health.Part part = health.parts().get("collector-forwarder");
        assertEquals(Health.Status.DEGRADED, part.status());
        assertTrue(part.detail().startsWith("Kafka has taken nothing since 20"), part.detail());
        assertTrue(part.detail().contains("1 messages wait"), part.detail());
        producer(0).completeNext();
        Until.holds("up again", () -> health.parts().get("collector-forwarder").status() == Health.Status.UP);
    }
}
