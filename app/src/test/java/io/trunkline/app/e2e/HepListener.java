package io.trunkline.app.e2e;

import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipScanner;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector in the simplest form: it decodes what comes over UDP and keeps it. */
final class HepListener implements AutoCloseable {
    /**
     * A mirrored message.
     *
     * @param hepVersion of the packet
     * @param captureId what the agent calls itself; 0 where the version has no room for it
     * @param sourcePort UDP port it came from
     * @param targetPort UDP port it went to
     * @param firstLine request or status line
     * @param callId its Call-ID
     * @param branch of its topmost Via: the same for what is sent again; null without one
     */
    record Captured(
            int hepVersion,
            long captureId,
            int sourcePort,
            int targetPort,
            String firstLine,
            String callId,
            String branch) {}

    private final DatagramSocket socket;
    private final List<Captured> captured = new CopyOnWriteArrayList<>();

    /** Listens on a free port until it is closed. */
    HepListener() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(FreePort.LOOPBACK, 0));
        Thread.ofPlatform().name("hep-listener").daemon().start(this::receive);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Returns the messages of a call, in the order in which they came. */
    List<Captured> ofCall(String callId) {
        return captured.stream()
                .filter(message -> message.callId().equals(callId))
                .toList();
    }

    /** Returns whether a message that begins so went from one port to the other in a call. */
    boolean saw(String callId, String begin, int sourcePort, int targetPort) {
        return ofCall(callId).stream()
                .anyMatch(message -> message.firstLine().startsWith(begin)
                        && message.sourcePort() == sourcePort
                        && message.targetPort() == targetPort);
    }

    /** Returns whether a message that begins so was mirrored in a call, wherever it went. */
    boolean saw(String callId, String begin) {
        return ofCall(callId).stream().anyMatch(message -> message.firstLine().startsWith(begin));
    }

    List<Captured> all() {
        return List.copyOf(captured);
    }

    @Override
    public void close() {
        // Ends the thread too.
        socket.close();
    }

    private void receive() {
        byte[] bytes = new byte[65_535];
        DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
        HepDecoder decoder = new HepDecoder();
        HepPacket packet = HepPacket.empty();
        SipScanner scanner = new SipScanner();
        SipMessage sip = new SipMessage();
        try {
            while (true) {
                socket.receive(datagram);
                if (decoder.decode(bytes, 0, datagram.getLength(), packet).usable()
                        && scanner.scan(packet.array(), packet.payloadOffset(), packet.payloadLength(), sip)) {
                    String text = new String(
                            packet.array(), packet.payloadOffset(), packet.payloadLength(), StandardCharsets.UTF_8);
                    captured.add(new Captured(
                            packet.version(),
                            packet.captureId(),
                            packet.sourcePort(),
                            packet.targetPort(),
                            text.lines().findFirst().orElse(""),
                            sip.text(SipField.CALL_ID),
                            sip.text(SipField.VIA_BRANCH)));
                }
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }
}
