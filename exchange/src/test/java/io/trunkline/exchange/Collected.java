package io.trunkline.exchange;

import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.protocol.sip.SipScanner;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A collector in the simplest form: it keeps what comes over UDP. */
final class Collected implements AutoCloseable {

    /** A packet with what matters here. */
    record Packet(
            long atMicros,
            String source,
            String target,
            boolean request,
            SipMethod method,
            int status,
            String callId,
            String fromTag,
            String toTag,
            String fromUser) {}

    private static final int RECEIVE_BUFFER = 4 << 20;

    private final DatagramSocket socket;
    private final List<Packet> packets = new CopyOnWriteArrayList<>();

    Collected() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        Thread.ofPlatform().daemon().start(this::receive);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    List<Packet> packets() {
        return packets;
    }

    long count(Predicate<Packet> which) {
        return packets.stream().filter(which).count();
    }

    @Override
    public void close() {
        // Ends the thread too.
        socket.close();
    }

    private void receive() {
        byte[] bytes = new byte[65_535];
        var datagram = new DatagramPacket(bytes, bytes.length);
        var decoder = new HepDecoder();
        var packet = HepPacket.empty();
        var scanner = new SipScanner();
        var sip = new SipMessage();
        try {
            while (true) {
                socket.receive(datagram);
                if (!decoder.decode(bytes, 0, datagram.getLength(), packet).usable()
                        || !scanner.scan(packet.array(), packet.payloadOffset(), packet.payloadLength(), sip)) {
                    throw new AssertionError("the exchange sent something that is not SIP in HEP");
                }
                packets.add(new Packet(
                        packet.capturedAtMicros(),
                        packet.source(),
                        packet.target(),
                        sip.isRequest(),
                        sip.method(),
                        sip.status(),
                        sip.text(SipField.CALL_ID),
                        sip.text(SipField.FROM_TAG),
                        sip.text(SipField.TO_TAG),
                        sip.text(SipField.FROM_USER)));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }
}
