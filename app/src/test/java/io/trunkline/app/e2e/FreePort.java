package io.trunkline.app.e2e;

import io.trunkline.app.TrunklineProcess;
import java.net.InetAddress;

/** Finds ports of 127.0.0.1 that nobody uses at this moment. */
final class FreePort {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private FreePort() {}

    static int udp() {
        return TrunklineProcess.freePort();
    }

    static int tcp() {
        return TrunklineProcess.freePort();
    }
}
