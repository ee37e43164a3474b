package io.trunkline.exchange;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages as a capture agent does: each in a HEP3 packet over UDP. For one thread; the counts are for all. */
final class HepSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HepSender.class);
    private static final long LOG_EVERY_NANOS = 60_000_000_000L;
    private static final int LONGEST_PACKET = 65_507;

    private final DatagramSocket socket;
    private final InetSocketAddress target;
    private final long captureId;
    private final HepPacket packet = HepPacket.empty();
    private final byte[] bytes = new byte[LONGEST_PACKET];
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private long loggedNanos = System.nanoTime() - LOG_EVERY_NANOS;

    HepSender(InetSocketAddress target, long captureId) {
        this.target = target;
        this.captureId = captureId;
        try {
            this.socket = new DatagramSocket();
        } catch (SocketException e) {
            throw new UncheckedIOException("no UDP socket to send HEP from", e);
        }
    }

    /** Sends a message whose time is since the epoch. A message that cannot be sent is counted. */
    void send(CallScript.Message message) {
        write(message, captureId, packet);
        send();
    }

    /** Sends a packet that is filled but for who captured it. One that cannot be sent is counted. */
    void send(Consumer<HepPacket> filling) {
        packet.clear();
        filling.accept(packet);
        packet.captureId(captureId);
        send();
    }

    private void send() {
        try {
            int length = HepEncoder.encode(packet, bytes, 0);
            socket.send(new DatagramPacket(bytes, length, target));
            sent.incrementAndGet();
        } catch (IOException e) {
            failed.incrementAndGet();
            if (System.nanoTime() - loggedNanos >= LOG_EVERY_NANOS) {
                loggedNanos = System.nanoTime();
                LOG.warn("the simulated exchange cannot send HEP to {}: {}", target, e.toString());
            }
        }
    }

    /** Makes of a message, whose time is since the epoch, the packet that an agent would send. */
    static void write(CallScript.Message message, long captureId, HepPacket packet) {
        byte[] payload = message.text().getBytes(StandardCharsets.UTF_8);
        packet.clear();
        packet.capturedAtMicros(message.atMicros())
                .ipProtocol(message.transport().ipProtocol())
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(
                        message.source().getAddress().getAddress(),
                        message.source().getPort())
                .target(
                        message.target().getAddress().getAddress(),
                        message.target().getPort())
                .captureId(captureId)
                .payload(payload, 0, payload.length);
    }

    /** Packets that were handed to the network. */
    long sent() {
        return sent.get();
    }

    /** Packets that were not. */
    long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        socket.close();
    }
}
