package io.trunkline.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A process that sends HEP to a port of loopback for some seconds and prints how many packets that were. */
public final class HepSender {

    /** What stands before the number of packets in the last line of the output. */
    static final String SENT = "sent ";

    private static final int BURST = 32;

    private HepSender() {}

    /** Something that sends the buffer's content. */
    @FunctionalInterface
    private interface Sink {
        void send(ByteBuffer packets) throws IOException;
    }

    /**
     * Sends.
     *
     * @param arguments {@code udp} or {@code tcp}, port, packets a second (0: as many as go), seconds
     */
    public static void main(String[] arguments) throws IOException {
        boolean udp = arguments[0].equals("udp");
        var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        long rate = Long.parseLong(arguments[2]);
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[3]));
        if (udp) {
            try (DatagramChannel channel = DatagramChannel.open().connect(target)) {
                System.out.println(SENT + send(1, channel::write, rate, time));
            }
        } else {
            try (SocketChannel channel = SocketChannel.open(target)) {
                System.out.println(SENT + send(BURST, packets -> writeAll(channel, packets), rate, time));
            }
        }
    }

    private static void writeAll(SocketChannel channel, ByteBuffer packets) throws IOException {
        while (packets.hasRemaining()) {
            channel.write(packets);
        }
    }

    private static long send(int packetsAWrite, Sink sink, long rate, Duration time) throws IOException {
        var packet = new LoadPacket();
        ByteBuffer buffer = ByteBuffer.allocateDirect(LoadPacket.LENGTH * packetsAWrite);
        long start = System.nanoTime();
        long now = start;
        long sent = 0;
        while (now - start < time.toNanos()) {
            long due = rate == 0 ? sent + BURST : (now - start) * rate / 1_000_000_000;
            if (due - sent < packetsAWrite) {
                LockSupport.parkNanos(50_000);
            }
            while (due - sent >= packetsAWrite) {
                buffer.clear();
                for (int i = 0; i < packetsAWrite; i++) {
                    buffer.put(packet.number(sent++));
                }
                sink.send(buffer.flip());
            }
            now = System.nanoTime();
        }
        return sent;
    }
}
