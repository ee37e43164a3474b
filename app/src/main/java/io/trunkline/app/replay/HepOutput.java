package io.trunkline.app.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Where the packets go. For one thread. */
sealed interface HepOutput extends AutoCloseable permits HepOutput.Tcp, HepOutput.Udp {

    /**
     * Connects.
     *
     * @throws IOException when nobody listens there
     */
    static HepOutput to(InetSocketAddress target, boolean udp) throws IOException {
        return udp ? new Udp(target) : new Tcp(target);
    }

    /** Sends a packet, perhaps only when {@link #flush} is called. */
    void send(byte[] packet) throws IOException;

    /** Sends what waits. */
    void flush() throws IOException;

    /**
     * All is sent: waits until the other side has taken it.
     *
     * @throws IOException when it has not
     */
    void finish() throws IOException;

    @Override
    void close() throws IOException;

    /** Frames back to back. */
    final class Tcp implements HepOutput {
        private static final int CONNECT_MILLIS = 10_000;
        private static final int FINISH_MILLIS = 30_000;
        private static final int BUFFER = 64 * 1024;

        private final Socket socket = new Socket();
        private final OutputStream out;

        private Tcp(InetSocketAddress target) throws IOException {
            try {
                socket.connect(target, CONNECT_MILLIS);
                out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            } catch (IOException e) {
                socket.close();
                throw new IOException(
                        "no collector takes HEP over TCP at " + target.getHostString() + ":" + target.getPort() + ": "
                                + e.getMessage(),
                        e);
            }
        }

        @Override
        public void send(byte[] packet) throws IOException {
            out.write(packet);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void finish() throws IOException {
            out.flush();
            socket.shutdownOutput();
            socket.setSoTimeout(FINISH_MILLIS);
            try {
                // The other side closes when it has read to the end; one that refused a packet resets.
                while (socket.getInputStream().read() >= 0) {
                    // HEP has no answers; whatever comes is of no meaning.
                }
            } catch (SocketTimeoutException e) {
                throw new IOException(
                        "the collector has not closed the connection after " + FINISH_MILLIS / 1000
                                + " s: it may not have read everything",
                        e);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A packet a datagram. */
    final class Udp implements HepOutput {
        private final DatagramSocket socket = new DatagramSocket();
        private final InetSocketAddress target;

        private Udp(InetSocketAddress target) throws IOException {
            this.target = target;
        }

        @Override
        public void send(byte[] packet) throws IOException {
            socket.send(new DatagramPacket(packet, packet.length, target));
        }

        @Override
        public void flush() {
            // Each datagram is sent at once.
        }

        @Override
        public void finish() {
            // Whether they arrived is not known here.
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
