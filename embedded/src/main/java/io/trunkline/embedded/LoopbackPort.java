package io.trunkline.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds and checks TCP ports on the IPv4 loopback address. */
public final class LoopbackPort {
    /** The address on which both engines listen. */
    public static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /** Returns the address of a port. */
    public static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
    }

    /** Returns a port that is free at this moment. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedStartException("No free TCP port on " + HOST + ": " + e.getMessage(), e);
        }
    }

    /**
     * Checks that a port can be bound, so that a taken one is reported before an engine has begun its start.
     *
     * @throws EmbeddedStartException naming the port and the setting that changes it
     */
    public static void requireFree(int port, String owner, String setting) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    owner + " cannot listen on " + HOST + ":" + port + ": " + e.getMessage()
                            + "; stop what uses the port or set " + setting,
                    e);
        }
    }
}
