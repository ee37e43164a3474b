package io.trunkline.collector.receive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where HEP is received, and what its senders may use up.
 *
 * @param listen addresses and ports
 * @param limits what senders may use up
 */
public record ReceiveSettings(Listen listen, Limits limits) {

    /** A port that is not opened. */
    public static final int OFF = 0;

    /** A port that the system picks; {@link Receivers#port} tells which. */
    public static final int ANY_FREE_PORT = -1;

    /**
     * Where HEP is received. A port is {@link #OFF}, {@link #ANY_FREE_PORT}, or 1 to 65535.
     *
     * @param host address to bind, for all ports
     * @param udpPort for HEP over UDP
     * @param tcpPort for HEP over TCP
     * @param tls for HEP over TLS, or null
     */
    public record Listen(String host, int udpPort, int tcpPort, Tls tls) {

        /** @throws IllegalArgumentException naming the port that is none */
        public Listen {
            Objects.requireNonNull(host, "host");
            checkPort("hep.udp-port", udpPort);
            checkPort("hep.tcp-port", tcpPort);
        }

        /** Any free ports of UDP and TCP on loopback. */
        public static Listen anyFreePorts() {
            return new Listen("127.0.0.1", ANY_FREE_PORT, ANY_FREE_PORT, null);
        }
    }

    /**
     * HEP over TLS.
     *
     * @param port as those of {@link Listen}, but for {@link #OFF}
     * @param certificate PEM file with the server's certificate and its chain
     * @param key PEM file with its private key (PKCS#8)
     * @param clientCa PEM file with the authorities whose clients are let in, or null to let in clients without a certificate
     */
    public record Tls(int port, Path certificate, Path key, Path clientCa) {

        /** @throws IllegalArgumentException when the port is none */
        public Tls {
            checkPort("hep.tls-port", port);
            if (port == OFF) {
                throw new IllegalArgumentException("hep.tls-port: leave it out to turn TLS off");
            }
            Objects.requireNonNull(certificate, "certificate");
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * What senders may use up.
     *
     * @param maxConnections TCP and TLS connections together, of which one source may have half; one more is closed
     *     at once, or one that has sent nothing yet in its stead
     * @param frameTime how long a connection may take for its first whole frame, and a frame from its first byte to its last
     * @param idleTime how long a connection that has sent a frame may then be silent. Long, because a switch that
     *     writes to a connection that was closed meanwhile loses that packet
     * @param receiveBufferBytes asked of the kernel for each UDP socket; what it grants is logged
     */
    public record Limits(int maxConnections, Duration frameTime, Duration idleTime, int receiveBufferBytes) {

        /** 1,024 connections, 30 s for a frame, 2 h of silence, 128 MiB: what comes in while the JVM warms up or waits for the disk. */
        public static final Limits DEFAULT = new Limits(1_024, Duration.ofSeconds(30), Duration.ofHours(2), 128 << 20);
    }

    private static void checkPort(String key, int port) {
        if (port < ANY_FREE_PORT || port > 0xFFFF) {
            throw new IllegalArgumentException(key + ": not a port: " + port);
        }
    }
}
