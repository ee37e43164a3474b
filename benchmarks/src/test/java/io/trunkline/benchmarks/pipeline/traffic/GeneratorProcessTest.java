package io.trunkline.benchmarks.pipeline.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.protocol.sip.SipScanner;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class GeneratorProcessTest {

    private static final int FRAME_HEADER = 6;

    private final Traffic traffic = new Traffic(new TrafficSettings(5, "r1", 10, 400, 2, 500));

    /** What came: packets by the number of their call, and the times of capture of the first and the last. */
    private record Received(Map<Long, Integer> calls, int registrations, long firstMicros, long lastMicros) {}

    @Test
    void shouldSendEachMessageOfEachCallOnceAndKnowHowManyThatWere() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var generator = GeneratorProcess.start(traffic.settings(), false, server.getLocalPort())) {
            var receiving = inThread(() -> receive(server));
            generator.begin();
            var sent = generator.await(Duration.ofMinutes(1));
            var received = receiving.get();
            assertEquals(traffic.calls(), received.calls().size());
            received.calls()
                    .forEach((call, packets) ->
                            assertEquals(traffic.template(call).packets().size(), packets, () -> "call " + call));
            int ofCalls = received.calls().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertEquals(sent.messages(), ofCalls + received.registrations());
            assertEquals(0, sent.failed());
            assertTrue(Math.abs(received.firstMicros() / 1_000 - generator.beganMillis()) <= 100);
            assertTrue(received.lastMicros() / 1_000 <= generator.beganMillis() + traffic.endMillis());
            assertTrue(generator.dueMillis(sent.messages() / 2) > generator.beganMillis());
        }
    }

    private static <T> FutureTask<T> inThread(Callable<T> callable) {
        var task = new FutureTask<>(callable);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static Received receive(ServerSocket server) throws IOException {
        var calls = new HashMap<Long, Integer>();
        int registrations = 0;
        long first = Long.MAX_VALUE;
        long last = 0;
        var packet = HepPacket.empty();
        var sip = new SipMessage();
        try (var socket = server.accept();
                var in = new DataInputStream(socket.getInputStream())) {
            byte[] header = in.readNBytes(FRAME_HEADER);
            while (header.length == FRAME_HEADER) {
                byte[] frame = new byte[((header[4] & 0xFF) << 8) | (header[5] & 0xFF)];
                System.arraycopy(header, 0, frame, 0, FRAME_HEADER);
                in.readFully(frame, FRAME_HEADER, frame.length - FRAME_HEADER);
                assertTrue(
                        new HepDecoder().decode(frame, 0, frame.length, packet).usable());
                assertTrue(new SipScanner().scan(packet.array(), packet.payloadOffset(), packet.payloadLength(), sip));
                if (sip.method() == SipMethod.REGISTER) {
                    registrations++;
                } else {
                    byte[] callId = sip.text(SipField.CALL_ID).getBytes(StandardCharsets.US_ASCII);
                    calls.merge(CallKey.number(callId, 0), 1, Integer::sum);
                }
                first = Math.min(first, packet.capturedAtMicros());
                last = Math.max(last, packet.capturedAtMicros());
                header = in.readNBytes(FRAME_HEADER);
            }
        }
        return new Received(calls, registrations, first, last);
    }
}
