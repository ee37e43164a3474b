package io.trunkline.rating;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.run.Runs;
import io.trunkline.telemetry.Telemetry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A processor that fails on one value, behind captured messages and behind money. */
class PoisonedMessagesTest {

    private static final String MESSAGES = "sip.messages";
    private static final String MONEY = "account-commands";
    private static final String POISON = "poison";

    private static final class FailsOnPoison extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> message) {
            if (message.value().equals(POISON)) {
                throw new IllegalStateException("cannot be processed");
            }
            context().forward(message);
        }
    }

    private static final class TakesRunsApart extends ContextualProcessor<byte[], byte[], String, String> {

        private final Runs runs;

        TakesRunsApart(Runs runs) {
            this.runs = runs;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            runs.forEach(record, context().recordMetadata().orElseThrow(), one -> context()
                    .forward(new Record<>(
                            new String(one.key(), UTF_8), new String(one.value(), UTF_8), one.timestamp())));
        }
    }

    private final Telemetry telemetry = new Telemetry();
    private final RatingMetrics metrics = new RatingMetrics(telemetry);
    private final StreamFailures failures = new StreamFailures(Clock.systemUTC());
    private final Runs runs = new Runs(Set.of(MESSAGES, MONEY));
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        var topology = new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), MESSAGES, MONEY)
                .addProcessor("runs", () -> new TakesRunsApart(runs), "in")
                .addProcessor("fails", FailsOnPoison::new, "runs")
                .addSink("out", "out", new StringSerializer(), new StringSerializer(), "fails");
        var settings = new Properties();
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonedMessages.class);
        settings.put(PoisonedMessages.METRICS, metrics);
        settings.put(PoisonedMessages.FAILURES, failures);
        settings.put(Runs.SETTING, runs);
        settings.put(PoisonedMessages.MESSAGES, MESSAGES);
        driver = new TopologyTestDriver(topology, settings);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, long offset, String value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                "key".getBytes(UTF_8),
                value.getBytes(UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    /** Records that came together, as the stream's consumer hands them on. */
    private void pipeRun(String topic, String... values) {
        var partition = new TopicPartition(topic, 0);
        var gatherer = new Runs.Gatherer();
        gatherer.configure(Map.of(Runs.SETTING, runs));
        List<ConsumerRecord<byte[], byte[]>> records = IntStream.range(0, values.length)
                .mapToObj(i -> record(topic, 40 + i, values[i]))
                .toList();
        ConsumerRecord<byte[], byte[]> run = gatherer.onConsume(
                        new ConsumerRecords<>(Map.of(partition, records), Map.of()))
                .iterator()
                .next();
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(run.key(), run.value(), run.headers(), 0L));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void aCapturedMessageIsPassedOverAndCountedAndTheNextIsProcessed() {
        var messages = driver.createInputTopic(MESSAGES, new StringSerializer(), new StringSerializer());

        messages.pipeInput("call", POISON);
        messages.pipeInput("call", "good");

        var out = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
        assertEquals(List.of("good"), out.readValuesToList());
        assertTrue(
                telemetry.text().contains("trunkline_rating_bad_records_total{topic=\"sip.messages\"} 1"),
                telemetry.text());
    }

    @Test
    void aRecordThatMovesMoneyStopsTheStream() {
        var commands = driver.createInputTopic(MONEY, new StringSerializer(), new StringSerializer());

        assertThrows(StreamsException.class, () -> commands.pipeInput("account", POISON));
    }

    @Test
    void ofARunOneMessageIsPassedOverAndNotThoseThatCameWithIt() {
        pipeRun(MESSAGES, "before", POISON, "behind", "last");

        var out = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
        assertEquals(List.of("before", "behind", "last"), out.readValuesToList());
        assertTrue(
                telemetry.text().contains("trunkline_rating_bad_records_total{topic=\"sip.messages\"} 1"),
                telemetry.text());
    }

    @Test
    void theRecordOfARunAtWhichTheStreamStopsAgainIsNamed() {
        assertThrows(StreamsException.class, () -> pipeRun(MONEY, "good", "good", POISON, "good"));
        driver.close();
        start();

        assertThrows(StreamsException.class, () -> pipeRun(MONEY, "good", "good", POISON, "good"));

        String told = failures.describe().orElseThrow();
        assertTrue(told.contains("topic account-commands, partition 0, offset 42"), told);
    }
}
