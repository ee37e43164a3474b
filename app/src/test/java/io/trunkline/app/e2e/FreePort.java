package io.trunkline.app.e2e;

import io.trunkline.testing.Ports;
import java.net.InetAddress;

/** Finds ports of 127.0.0.1 that nobody uses at this moment. */
final class FreePort {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private FreePort() {}

    static int udp() {
        return Ports.free();
    }

    static int tcp() {
        return Ports.free();
    }
}
