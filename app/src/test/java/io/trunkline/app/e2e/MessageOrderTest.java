package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages that an agent captured in one and the same microsecond come out of the API in the order in which it sent
 * them: through the sockets, the journal, Kafka, ClickHouse and the trace.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageOrderTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 40;

    private final long capturedAtMicros = System.currentTimeMillis() * 1_000;
    private Pipeline pipeline;
    private ApiProbe api;
    private long sent;

    @BeforeAll
    void start(@TempDir Path temporary) {
        pipeline = new Pipeline(temporary);
        api = pipeline.start();
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void ofOneConnection() {
        List<byte[]> packets =
                numbers().mapToObj(i -> info("one-connection", "agent", i)).toList();
        pipeline.send(packets);
        awaitStored(packets.size());
        assertEquals(expected("agent"), summaries("one-connection"));
        assertTextAndPcapHaveTheSameOrder("one-connection");
    }

    @Test
    void ofTwoSourcesOverUdp() throws Exception {
        List<String> sources = List.of("first", "second");
        for (String source : sources) {
            Thread.ofVirtual().name(source).start(() -> sendFrom(source));
        }
        awaitStored(2 * MESSAGES);
        List<String> trace = summaries("two-sources");
        assertEquals(2 * MESSAGES, trace.size());
        for (String source : sources) {
            assertEquals(
                    expected(source),
                    trace.stream().filter(summary -> summary.contains(source)).toList());
        }
    }

    private void sendFrom(String source) {
        try (var socket = new DatagramSocket()) {
            for (int i = 0; i < MESSAGES; i++) {
                byte[] packet = info("two-sources", source, i);
                socket.send(new DatagramPacket(packet, packet.length, pipeline.hepUdp()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitStored(int packets) {
        sent += packets;
        Until.holds(
                packets + " stored messages",
                PATIENCE,
                () -> api.metric("trunkline_storage_records_total{table=\"messages\"}") >= sent);
    }

    private void assertTextAndPcapHaveTheSameOrder(String callId) {
        String text = api.text("/api/v1/cdrs/" + callId + "/trace", "text/plain");
        String pcap = api.text("/api/v1/cdrs/" + callId + "/trace", "application/vnd.tcpdump.pcap");
        for (String export : List.of(text, pcap)) {
            List<Integer> places = new ArrayList<>();
            numbers().forEach(i -> places.add(export.indexOf("INFO sip:agent-" + i + "@")));
            assertTrue(places.getFirst() >= 0);
            List<Integer> sorted = new ArrayList<>(places);
            Collections.sort(sorted);
            assertEquals(sorted, places);
        }
    }

    private List<String> summaries(String callId) {
        JsonNode items = api.get("/cdrs/" + callId + "/trace").path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(message -> message.path("summary").asText())
                .toList();
    }

    private static IntStream numbers() {
        return IntStream.range(0, MESSAGES);
    }

    private static List<String> expected(String source) {
        return numbers()
                .mapToObj(i -> "INFO sip:" + source + "-" + i + "@example.net")
                .toList();
    }

    private byte[] info(String callId, String source, int number) {
        byte[] text = String.join(
                        "\r\n",
                        "INFO sip:" + source + "-" + number + "@example.net SIP/2.0",
                        "Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK" + source + number,
                        "From: <sip:alice@example.net>;tag=a1",
                        "To: <sip:bob@example.net>;tag=b1",
                        "Call-ID: " + callId,
                        "CSeq: 1 INFO",
                        "Content-Length: 0",
                        "",
                        "")
                .getBytes(StandardCharsets.UTF_8);
        return HepEncoder.encode(HepPacket.empty()
                .capturedAtMicros(capturedAtMicros)
                .captureId(2001)
                .source(new byte[] {(byte) 192, 0, 2, 10}, 5060)
                .target(new byte[] {(byte) 198, 51, 100, 1}, 5060)
                .payload(text, 0, text.length));
    }
}
