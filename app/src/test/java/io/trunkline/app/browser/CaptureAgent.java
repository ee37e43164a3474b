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

/** A capture agent on this machine that tells a collector what tests invent. */
record CaptureAgent(int hepPort, long captureId) {

    private static final int SIP_PORT = 5060;
    private static final long USUAL_ID = 2002;

    /** The one that most tests are. */
    CaptureAgent(int hepPort) {
        this(hepPort, USUAL_ID);
    }

    /** Sends messages as captured now, a moment after each other. */
    void captured(Message... messages) throws IOException {
        captured(Instant.now(), messages);
    }

    /** The same of a moment that is over. */
    void captured(Instant first, Message... messages) throws IOException {
        Instant at = first;
        try (var socket = new DatagramSocket()) {
            for (Message message : messages) {
                byte[] bytes = HepEncoder.encode(packet(message, at));
                socket.send(new DatagramPacket(
                        bytes, bytes.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), hepPort)));
                at = at.plusMillis(1);
            }
        }
    }

    /** A message on its way from one IPv4 address to another. */
    record Message(InetAddress source, InetAddress target, String text) {}

    private HepPacket packet(Message message, Instant at) {
        byte[] payload = message.text().getBytes(StandardCharsets.UTF_8);
        return HepPacket.empty()
                .capturedAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .ipProtocol(HepPacket.UDP)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(message.source().getAddress(), SIP_PORT)
                .target(message.target().getAddress(), SIP_PORT)
                .captureId(captureId)
                .payload(payload, 0, payload.length);
    }
}
