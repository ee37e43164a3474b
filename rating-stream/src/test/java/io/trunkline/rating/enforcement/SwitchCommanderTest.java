package io.trunkline.rating.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.BindingRemoval;
import io.trunkline.protocol.event.EndCallRefusal;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands from a real broker to a switch that fails at first. */
@Timeout(300)
class SwitchCommanderTest {

    private static final String UNKNOWN = "sip:unknown@192.0.2.9";
    private static final String FORGOTTEN = "forgotten@192.0.2.9";

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger(1);

    private HttpServer startSwitch() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = failures.getAndDecrement() > 0;
            String answer = "{\"result\":{}}";
            if (request.contains(UNKNOWN)) {
                answer = "{\"error\":{\"code\":404,\"message\":\"Contact not found\"}}";
            } else if (request.contains(FORGOTTEN)) {
                answer = "{\"error\":{\"code\":404,\"message\":\"Dialog not found\"}}";
            }
            byte[] body = (fails ? "busy" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(fails ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            if (!fails) {
                requests.add(request);
            }
        });
        server.start();
        return server;
    }

    private static void makeTopics(EmbeddedKafka broker, KafkaAddress kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(Stream.of(Topic.SWITCH_COMMANDS, Topic.BINDING_REMOVALS, Topic.END_CALL_REFUSALS)
                            .map(topic -> new NewTopic(kafka.name(topic), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static List<BindingRemoval> removals(KafkaAddress kafka, int count) {
        return told(kafka, Topic.BINDING_REMOVALS, BindingRemoval.class, BindingRemoval::aor, count);
    }

    private static <T> List<T> told(
            KafkaAddress kafka, Topic topic, Class<T> type, Function<T, String> keyOf, int count) {
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrap());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var only = List.of(new TopicPartition(kafka.name(topic), 0));
            consumer.assign(only);
            consumer.seekToBeginning(only);
            var found = new ArrayList<T>();
            while (found.size() < count) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> {
                    T value = Json.read(record.value(), type);
                    assertEquals(keyOf.apply(value), record.key());
                    found.add(value);
                });
            }
            return found;
        }
    }

    private static void send(KafkaAddress kafka, List<SwitchCommand> commands) {
        var properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrap());
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (SwitchCommand command : commands) {
                var _ = producer.send(
                        new ProducerRecord<>(kafka.name(Topic.SWITCH_COMMANDS), "acme", Json.write(command)));
            }
        }
    }

    @Test
    void shouldTryAgainPassOverStaleCallsAndKeepBlocksInOrder(@TempDir Path directory) throws Exception {
        HttpServer server = startSwitch();
        var telemetry = new Telemetry();
        var health = new Health();
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory, 0)) {
            var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            makeTopics(broker, kafka);
            Instant now = Instant.now();
            send(
                    kafka,
                    List.of(
                            new SwitchCommand.Block("acme", "why", now),
                            new SwitchCommand.EndCall("old", "a", "b", "why", now.minusSeconds(3_600)),
                            new SwitchCommand.Unblock("acme", now)));
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            try (SwitchCommander _ = SwitchCommander.start(
                            SwitchSettings.kamailio(endpoint),
                            "switch",
                            kafka,
                            new RatingMetrics(telemetry),
                            health,
                            Clock.systemUTC())
                    .orElseThrow()) {
                assertTrue(requests.poll(2, TimeUnit.MINUTES).contains("htable.sets"));
                assertTrue(requests.poll(2, TimeUnit.MINUTES).contains("htable.delete"));
            }
            assertTrue(telemetry
                    .text()
                    .contains("trunkline_switch_commands_total{command=\"end-call\",outcome=\"stale\"} 1.0"));
            assertEquals(Health.Part.up(), health.parts().get("switch"));
        } finally {
            server.stop(0);
        }
    }

    /** Nobody can see on the wire that a registrar forgot a binding, nor that it would not. */
    @Test
    void shouldTellWhatBecameOfTheRemovalOfABinding(@TempDir Path directory) throws Exception {
        failures.set(0);
        HttpServer server = startSwitch();
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory, 0)) {
            var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            makeTopics(broker, kafka);
            Instant now = Instant.now();
            var wish = new SwitchCommand.RemoveBinding("id", "alice@here", "sip:alice@192.0.2.9", "anna", now);
            var unknown = new SwitchCommand.RemoveBinding("id2", "bob@here", UNKNOWN, "anna", now);
            var old = new SwitchCommand.RemoveBinding(
                    "id3", "carol@here", "sip:carol@192.0.2.9", "anna", now.minusSeconds(3_600));
            send(kafka, List.of(wish, unknown, old));
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            try (SwitchCommander _ = SwitchCommander.start(
                            SwitchSettings.kamailio(endpoint),
                            "switch",
                            kafka,
                            new RatingMetrics(new Telemetry()),
                            new Health(),
                            Clock.systemUTC())
                    .orElseThrow()) {
                List<BindingRemoval> removals = removals(kafka, 3);
                assertEquals(BindingRemoval.done(wish, removals.get(0).at()), removals.get(0));
                assertEquals(
                        "the switch refused: Contact not found", removals.get(1).refusal());
                assertEquals(
                        "the switch was not reached in time", removals.get(2).refusal());
            }
        } finally {
            server.stop(0);
        }
    }

    /** That a call was ended is to be seen by its BYE; that it was not is told, whoever wanted it ended. */
    @Test
    void shouldTellThatTheSwitchDidNotEndACall(@TempDir Path directory) throws Exception {
        failures.set(0);
        HttpServer server = startSwitch();
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory, 0)) {
            var kafka = new KafkaAddress(broker.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
            makeTopics(broker, kafka);
            Instant now = Instant.now();
            var done = new SwitchCommand.EndCall("known@192.0.2.9", "a", "b", "ended by operator", now, "anna");
            var refused = new SwitchCommand.EndCall(FORGOTTEN, "a", "b", "ended by operator", now, "anna");
            var byMoney = new SwitchCommand.EndCall(FORGOTTEN, "c", "d", "balance used up", now);
            send(kafka, List.of(done, refused, byMoney));
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            try (SwitchCommander _ = SwitchCommander.start(
                            SwitchSettings.kamailio(endpoint),
                            "switch",
                            kafka,
                            new RatingMetrics(new Telemetry()),
                            new Health(),
                            Clock.systemUTC())
                    .orElseThrow()) {
                List<EndCallRefusal> refusals =
                        told(kafka, Topic.END_CALL_REFUSALS, EndCallRefusal.class, EndCallRefusal::callId, 2).stream()
                                .sorted(Comparator.comparing(EndCallRefusal::fromTag))
                                .toList();
                String why = "the switch knows no such call";
                assertEquals(
                        List.of(
                                EndCallRefusal.of(refused, why, refusals.get(0).at()),
                                EndCallRefusal.of(byMoney, why, refusals.get(1).at())),
                        refusals);
                assertEquals(3, requests.size());
            }
        } finally {
            server.stop(0);
        }
    }
}
