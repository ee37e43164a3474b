package io.trunkline.probe.sip;

import io.trunkline.probe.place.Transport;
import io.trunkline.probe.place.Whereabouts;
import io.trunkline.probe.progress.Progress;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;

/**
 * The step before a test over TCP or TLS: does somebody listen there. A connection of its own, closed at once: its failure
 * says more than the stack's.
 */
final class Connection {

    private Connection() {}

    /** Tries it, and gives the verdict where none comes about. */
    static Optional<Reachability> tried(
            InetSocketAddress target,
            Transport transport,
            Whereabouts place,
            Optional<Registration> newer,
            Progress progress) {
        String where = Whereabouts.text(target) + " over " + transport.name();
        progress.doing("connection", "Connecting to " + where);
        long begun = System.nanoTime();
        try (var socket = new Socket()) {
            socket.connect(target, Math.toIntExact(ProbeNetwork.CONNECT_WITHIN.toMillis()));
            progress.step(
                    "connection",
                    Result.OK,
                    String.format(Locale.ROOT, "Connected to %s in %.1f ms", where, (System.nanoTime() - begun) / 1e6));
            return Optional.empty();
        } catch (IOException e) {
            boolean refused = e instanceof ConnectException;
            String found = refused
                    ? "Nothing listens at " + where + ": the connection was refused"
                    : e instanceof SocketTimeoutException || e instanceof NoRouteToHostException
                            ? "No connection to " + where + " comes about within "
                                    + ProbeNetwork.CONNECT_WITHIN.toSeconds() + " s"
                            : "No connection to " + where + ": " + e.getMessage();
            progress.step("connection", place.behindNat() ? Result.WARN : Result.FAIL, found);
            return Optional.of(Registered.elsewhere(newer)
                    .orElseGet(() -> place.behindNat()
                            ? Reachability.unknown(
                                    Code.SILENT,
                                    found
                                            + ". Behind NAT only the connection that the telephone itself opened leads to it, and "
                                            + "only the platform has that: try a call")
                            : Reachability.no(
                                    refused ? Code.REFUSED : Code.SILENT,
                                    found
                                            + ". Restart the telephone; let it listen on the port that its contact names, or "
                                            + "register over UDP")));
        }
    }
}
