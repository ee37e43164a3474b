package io.trunkline.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.media.MediaReport;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MediaRelayTest {

    private static final String CALL_ID = "media@test";
    private static final int PATIENCE_MILLIS = 120_000;
    private static final int FASTER = 50;
    private static final CallScript.Media MEDIA =
            new CallScript.Media(Proxy.address("198.51.100.10", 12_001), Proxy.address("198.51.100.11", 12_003));

    private record Captured(long atMicros, String source, String callId, MediaReport report) {}

    @Test
    void shouldTellWhatBothSidesHearSoThatTheRoundTripCanBeReckoned() throws Exception {
        try (var collector = collector();
                var timeline = new Timeline(FASTER, Duration.ofMinutes(10).toNanos() / 1_000);
                var relay = new MediaRelay(settings(collector), timeline)) {
            relay.follow(CALL_ID, MEDIA, 7, () -> true);

            Captured caller = receive(collector);
            Captured callee = receive(collector);

            assertEquals(CALL_ID, caller.callId());
            assertEquals("198.51.100.10:12001", caller.source());
            assertEquals("198.51.100.11:12003", callee.source());
            MediaReport.Block heard = callee.report().blocks().getFirst();
            assertEquals(caller.report().ssrc(), heard.ssrc());
            assertEquals(0, caller.report().blocks().getFirst().lastReport(), "nobody has reported before");
            assertEquals(caller.report().sender().middle(), heard.lastReport());
            double roundTripMillis = (callee.atMicros() - caller.atMicros()) / 1_000.0 - heard.delayMillis();
            assertTrue(roundTripMillis > 7 && roundTripMillis < 230, roundTripMillis + " ms");
        }
    }

    @Test
    void shouldSayNothingOfACallThatIsOver() throws Exception {
        try (var collector = collector();
                var timeline = new Timeline(FASTER, Duration.ofMinutes(10).toNanos() / 1_000);
                var relay = new MediaRelay(settings(collector), timeline)) {
            var up = new AtomicBoolean(true);
            relay.follow("over", MEDIA, 7, up::get);
            receive(collector);
            up.set(false);
            relay.follow(CALL_ID, MEDIA, 7, () -> true);

            Captured next = receive(collector);
            while (next.callId().equals("over")) {
                // It was under way.
                next = receive(collector);
            }
            assertEquals(CALL_ID, next.callId());
            for (int report = 0; report < 6; report++) {
                assertEquals(CALL_ID, receive(collector).callId());
            }
        }
    }

    private static DatagramSocket collector() throws Exception {
        var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static ExchangeSettings settings(DatagramSocket collector) {
        return ExchangeSettings.demo(1, (InetSocketAddress) collector.getLocalSocketAddress());
    }

    private static Captured receive(DatagramSocket collector) throws Exception {
        var datagram = new DatagramPacket(new byte[65_535], 65_535);
        collector.receive(datagram);
        var packet = HepPacket.empty();
        assertTrue(new HepDecoder()
                .decode(datagram.getData(), 0, datagram.getLength(), packet)
                .usable());
        assertEquals(HepPacket.PROTOCOL_RTCP, packet.protocolType());
        var read = MediaReport.read(packet.array(), packet.payloadOffset(), packet.payloadLength());
        MediaReport report =
                assertInstanceOf(MediaReport.Reading.Report.class, read).report();
        return new Captured(packet.capturedAtMicros(), packet.source(), packet.correlationId(), report);
    }
}
