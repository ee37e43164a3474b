package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Telemetry;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
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

    private final Telemetry telemetry = new Telemetry();
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        var topology = new Topology()
                .addSource("in", new StringDeserializer(), new StringDeserializer(), MESSAGES, MONEY)
                .addProcessor("fails", FailsOnPoison::new, "in")
                .addSink("out", "out", new StringSerializer(), new StringSerializer(), "fails");
        var settings = new Properties();
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonedMessages.class);
        settings.put(PoisonedMessages.METRICS, new RatingMetrics(telemetry));
        settings.put(PoisonedMessages.FAILURES, new StreamFailures(Clock.systemUTC()));
        settings.put(PoisonedMessages.MESSAGES, MESSAGES);
        driver = new TopologyTestDriver(topology, settings);
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
}
