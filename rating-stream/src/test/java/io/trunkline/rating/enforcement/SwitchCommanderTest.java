package io.trunkline.rating.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands from a real broker to a switch that fails at first. */
@Timeout(120)
class SwitchCommanderTest {

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger(1);

    private HttpServer startSwitch() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = failures.getAndDecrement() > 0;
            byte[] body = (fails ? "busy" : "{\"result\":{}}").getBytes(StandardCharsets.UTF_8);
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
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
                admin.createTopics(List.of(new NewTopic(kafka.name(Topic.SWITCH_COMMANDS), 1, (short) 1)))
                        .all()
                        .get();
            }
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
                assertTrue(requests.poll(60, TimeUnit.SECONDS).contains("htable.sets"));
                assertTrue(requests.poll(60, TimeUnit.SECONDS).contains("htable.delete"));
            }
            assertTrue(telemetry
                    .text()
                    .contains("trunkline_switch_commands_total{command=\"end-call\",outcome=\"stale\"} 1.0"));
            assertEquals(Health.Part.up(), health.parts().get("switch"));
        } finally {
            server.stop(0);
        }
    }
}
