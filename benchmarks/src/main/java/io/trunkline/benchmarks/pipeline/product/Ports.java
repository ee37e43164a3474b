package io.trunkline.benchmarks.pipeline.product;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of loopback on which nobody listens.
 *
 * @param http the API
 * @param hepUdp HEP over UDP
 * @param hepTcp HEP over TCP
 * @param kafka the embedded broker
 * @param clickHouse the embedded engine
 */
record Ports(int http, int hepUdp, int hepTcp, int kafka, int clickHouse) {

    private static final int TCP_PORTS = 4;

    /** Free ones, all different. */
    static Ports free() throws IOException {
        var held = new ArrayList<ServerSocket>();
        try (var udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            for (int i = 0; i < TCP_PORTS; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> tcp = held.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(tcp.get(0), udp.getLocalPort(), tcp.get(1), tcp.get(2), tcp.get(3));
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    /** As arguments of {@code trunkline run}. */
    List<String> arguments() {
        return List.of(
                "--set", "http.port=" + http,
                "--set", "hep.udp-port=" + hepUdp,
                "--set", "hep.tcp-port=" + hepTcp,
                "--set", "kafka.port=" + kafka,
                "--set", "clickhouse.port=" + clickHouse);
    }
}
