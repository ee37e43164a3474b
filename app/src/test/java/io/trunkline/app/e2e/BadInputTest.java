package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The longest messages and bytes that are none, from the socket to the store, while another agent is served. */
class BadInputTest {

    private static final long AGENT = 101;
    private static final int LONGEST_DATAGRAM = 65_507;
    private static final int MEBIBYTE = 1 << 20;
    private static final int STEADY_MESSAGES = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void theLongestMessagesAreStoredWholeAndGarbageDisturbsNobody() throws IOException {
        HepPacket overUdp = longInvite("over-udp@example.net", LONGEST_DATAGRAM);
        HepPacket overTcp = longInvite("over-tcp@example.net", HepPacket.MAX_LENGTH);
        try (var pipeline = new Pipeline(directory)) {
            ApiProbe metrics = pipeline.start();
            try (var socket = new DatagramSocket()) {
                byte[] packet = HepEncoder.encode(overUdp);
                socket.send(new DatagramPacket(packet, packet.length, pipeline.hepUdp()));
            }
            sendGarbage(pipeline);
            pipeline.send(List.of(HepEncoder.encode(overTcp)));
            pipeline.send(steady());

            // The two, the steady ones, and the garbage, of which a packet's length is kept.
            Until.holds(
                    "all packets in the journal",
                    PATIENCE,
                    () -> metrics.metric("trunkline_collector_packets_total") == STEADY_MESSAGES + 3);
            assertEquals(1, metrics.metric("trunkline_collector_broken_total"));
            assertEquals(1, metrics.metric("trunkline_collector_closed_connections_total"));
            Until.holds(
                    "all messages in Kafka",
                    PATIENCE,
                    () -> metrics.metric("trunkline_collector_forwarded_total") == STEADY_MESSAGES + 2);
            try (var api = new Api(pipeline.url(), pipeline.adminToken())) {
                assertEquals(payload(overUdp), stored(api, "over-udp@example.net"));
                assertEquals(payload(overTcp), stored(api, "over-tcp@example.net"));
                for (int i = 0; i < STEADY_MESSAGES; i++) {
                    assertEquals(
                            text("steady-" + i + "@example.net", "", ""), stored(api, "steady-" + i + "@example.net"));
                }
            }
        }
    }

    private static void sendGarbage(Pipeline pipeline) throws IOException {
        try (var socket =
                new Socket(pipeline.hepTcp().getAddress(), pipeline.hepTcp().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(new byte[MEBIBYTE]);
            assertEquals(-1, socket.getInputStream().read());
        } catch (SocketException e) {
            // Closed by the other side before all of it was sent, as it should be.
        }
    }

    /** The one message of a call, once it is in the store. */
    private static String stored(Api api, String callId) {
        var trace = new AtomicReference<JsonNode>();
        Until.holds("the message of " + callId, PATIENCE, () -> {
            trace.set(api.get("/cdrs/" + callId + "/trace").path("items"));
            return !trace.get().isEmpty();
        });
        assertEquals(1, trace.get().size());
        return trace.get().get(0).path("raw").asText();
    }

    private static List<byte[]> steady() {
        return IntStream.range(0, STEADY_MESSAGES)
                .mapToObj(i -> HepEncoder.encode(packet(text("steady-" + i + "@example.net", "", ""))))
                .toList();
    }

    private static HepPacket longInvite(String callId, int packetLength) {
        var headers = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            headers.append("X-Header-").append(i).append(": value\r\n");
        }
        headers.append("X-Long: ").append("y".repeat(30_000)).append("\r\n");
        int without = HepEncoder.length(packet(text(callId, headers.toString(), "")));
        return packet(text(callId, headers.toString(), "b".repeat(packetLength - without)));
    }

    private static HepPacket packet(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        return HepPacket.empty()
                .capturedAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
                .captureId(AGENT)
                .source(new byte[] {10, 0, 0, 1}, 5060)
                .target(new byte[] {10, 0, 0, 2}, 5060)
                .payload(payload, 0, payload.length);
    }

    private static String payload(HepPacket packet) {
        return new String(packet.array(), packet.payloadOffset(), packet.payloadLength(), StandardCharsets.US_ASCII);
    }

    private static String text(String callId, String headers, String body) {
        return "INVITE sip:4930123@example.net SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK776asdhds\r\n"
                + "Max-Forwards: 70\r\n"
                + "To: <sip:4930123@example.net>\r\n"
                + "From: <sip:alice@example.net>;tag=1928301774\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: 1 INVITE\r\n"
                + headers
                + "Content-Length: %05d\r\n\r\n".formatted(body.length())
                + body;
    }
}
