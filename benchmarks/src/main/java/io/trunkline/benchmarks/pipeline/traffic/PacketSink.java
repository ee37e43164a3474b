package io.trunkline.benchmarks.pipeline.traffic;

import io.trunkline.exchange.PacketTemplate;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/** Sends packets to a port of loopback. Waits where the network does not take them. For one thread. */
sealed interface PacketSink extends AutoCloseable {

    /** Sends a packet, or keeps it until {@link #flush}. */
    void send(PacketTemplate packet, long capturedAtMicros, byte[] key) throws IOException;

    /** Sends what was kept. */
    void flush() throws IOException;

    /** Packets that nobody was there to receive. */
    long failed();

    @Override
    void close() throws IOException;

    static PacketSink open(boolean udp, int port) throws IOException {
        var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return udp ? Udp.to(target) : new Tcp(SocketChannel.open(target));
    }

    /** Each packet a datagram. */
    final class Udp implements PacketSink {

        private final DatagramChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_507);
        private long failed;

        private Udp(DatagramChannel channel) {
            this.channel = channel;
        }

        /** A socket of the target's own family keeps the way there; one of IPv6 looks it up for each packet to IPv4. */
        private static Udp to(InetSocketAddress target) throws IOException {
            var family = target.getAddress() instanceof Inet4Address
                    ? StandardProtocolFamily.INET
                    : StandardProtocolFamily.INET6;
            return new Udp(DatagramChannel.open(family).connect(target));
        }

        @Override
        public void send(PacketTemplate packet, long capturedAtMicros, byte[] key) throws IOException {
            packet.write(buffer.clear(), capturedAtMicros, key);
            try {
                channel.write(buffer.flip());
            } catch (PortUnreachableException e) {
                failed++;
            }
        }

        @Override
        public void flush() {}

        @Override
        public long failed() {
            return failed;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** One connection. */
    final class Tcp implements PacketSink {

        private static final int LONGEST_PACKET = 4_096;

        private final SocketChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(128 << 10);

        private Tcp(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }

        @Override
        public void send(PacketTemplate packet, long capturedAtMicros, byte[] key) throws IOException {
            packet.write(buffer, capturedAtMicros, key);
            if (buffer.remaining() < LONGEST_PACKET) {
                flush();
            }
        }

        @Override
        public void flush() throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        @Override
        public long failed() {
            return 0;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
