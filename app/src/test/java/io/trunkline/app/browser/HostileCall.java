package io.trunkline.app.browser;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A call whose headers carry markup, as a caller who means harm would write them. */
final class HostileCall {

    /** What would change the page's title if any part of the page took it for markup. */
    static final String MARKUP =
            "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";

    static final String CALL_ID = "hostile-1@192.0.2.66";

    private static final byte[] CALLER = {(byte) 192, 0, 2, 66};
    private static final byte[] PROXY = {(byte) 192, 0, 2, 1};
    private static final int SIP_PORT = 5060;
    private static final long CAPTURE_ID = 2002;

    private HostileCall() {}

    /** Sends the INVITE and its refusal to a collector on this machine, as its capture agent would. */
    static void send(int hepPort) throws IOException {
        String dialog =
                "From: \"" + MARKUP.replace("\"", "'") + "\" <sip:%3Cb%3Emallory%3C%2Fb%3E@example.net>;tag=1\r\n"
                        + "To: <sip:4930900199@example.net>\r\n"
                        + "Call-ID: " + CALL_ID + "\r\n"
                        + "Via: SIP/2.0/UDP 192.0.2.66:5060;branch=z9hG4bKhostile\r\n"
                        + "CSeq: 1 INVITE\r\n"
                        + "User-Agent: " + MARKUP + "\r\n"
                        + "Content-Length: 0\r\n\r\n";
        String invite = "INVITE sip:4930900199@example.net SIP/2.0\r\nMax-Forwards: 70\r\n"
                + "Contact: <sip:mallory@192.0.2.66>\r\n" + dialog;
        String refusal = "SIP/2.0 486 " + MARKUP + "\r\n" + dialog;
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        try (var socket = new DatagramSocket()) {
            var collector = new InetSocketAddress(InetAddress.getLoopbackAddress(), hepPort);
            send(socket, collector, packet(CALLER, PROXY, now, invite));
            send(socket, collector, packet(PROXY, CALLER, now + 20_000, refusal));
        }
    }

    private static HepPacket packet(byte[] source, byte[] target, long atMicros, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return HepPacket.empty()
                .capturedAtMicros(atMicros)
                .ipProtocol(HepPacket.UDP)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(source, SIP_PORT)
                .target(target, SIP_PORT)
                .captureId(CAPTURE_ID)
                .payload(payload, 0, payload.length);
    }

    private static void send(DatagramSocket socket, InetSocketAddress collector, HepPacket packet) throws IOException {
        byte[] bytes = HepEncoder.encode(packet);
        socket.send(new DatagramPacket(bytes, bytes.length, collector));
    }
}
