package io.trunkline.rating;

import io.trunkline.customers.Customers;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Telemetry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole of rating without a broker: packets and orders in, all its topics out, its clock where the test puts it. */
abstract class DrivenRating {

    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    static final KafkaAddress KAFKA = new KafkaAddress("unused:9092", KafkaAddress.DEFAULT_PREFIX);
    static final String NUMBER = "31201000";

    @TempDir
    private Path stateDir;

    final Telemetry telemetry = new Telemetry();
    TopologyTestDriver driver;
    Instant now = START;
    long index;

    @BeforeEach
    void start() {
        var settings = RatingSettings.in(stateDir);
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                RatingTopology.of(
                        settings, KAFKA, customers(), RatingTopology.runs(KAFKA), new RatingMetrics(telemetry)),
                properties,
                START);
        driver.advanceWallClockTime(Duration.ofSeconds(11));
        now = START.plusSeconds(11);
        customers().accounts().accounts().forEach(account -> put(Topic.ACCOUNTS, account.id(), account));
    }

    /** Who the customers are: with those that are told here rating begins. */
    Customers customers() {
        return ExampleCustomers.customers();
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    void put(Topic topic, String key, Object value) {
        input(topic).pipeInput(key, Json.write(value));
    }

    TestInputTopic<String, byte[]> input(Topic topic) {
        return driver.createInputTopic(KAFKA.name(topic), new StringSerializer(), new ByteArraySerializer());
    }

    void pass(double seconds) {
        Duration time = Duration.ofMillis(Math.round(seconds * 1_000));
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    void sees(String key, String sip, boolean fromAlice) {
        index++;
        sees(index, key, sip, fromAlice);
    }

    void sees(long journalIndex, String key, String sip, boolean fromAlice) {
        sees(journalIndex, key, sip, fromAlice, now);
    }

    /** A packet that is read now and was captured earlier. */
    void seesLate(String key, String sip, boolean fromAlice, Instant capturedAt) {
        index++;
        sees(index, key, sip, fromAlice, capturedAt);
    }

    private void sees(long journalIndex, String key, String sip, boolean fromAlice, Instant capturedAt) {
        input(Topic.SIP_MESSAGES)
                .pipeInput(new TestRecord<>(
                        key, Packets.hep(sip, fromAlice, capturedAt), Packets.headers(journalIndex, now), now));
    }

    void call(String callId, String number, double seconds) {
        answered(callId, number);
        pass(seconds);
        sees(callId, Packets.bye(callId, number), true);
        sees(callId, Packets.byeAnswer(200, callId, number), false);
    }

    void answered(String callId, String number) {
        sees(callId, Packets.invite(callId, number), true);
        sees(callId, Packets.response(180, callId, number), false);
        sees(callId, Packets.response(200, callId, number), false);
    }

    void pays(String id, String amount) {
        pays("acme", id, amount);
    }

    void pays(String account, String id, String amount) {
        put(Topic.ACCOUNT_COMMANDS, account, new AccountCommand.Payment(id, account, new BigDecimal(amount), "", now));
    }

    <T> List<KeyValue<String, T>> output(Topic topic, Class<T> type) {
        var serde = Json.serde(type);
        return driver.createOutputTopic(KAFKA.name(topic), new StringDeserializer(), serde.deserializer())
                .readKeyValuesToList();
    }

    <T> List<T> values(Topic topic, Class<T> type) {
        return output(topic, type).stream().map(each -> each.value).toList();
    }
}
