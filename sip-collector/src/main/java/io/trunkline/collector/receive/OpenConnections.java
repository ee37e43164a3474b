package io.trunkline.collector.receive;

import io.netty.channel.Channel;
import io.trunkline.collector.agent.Refusal;
import io.trunkline.protocol.Network;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The connections over TCP and TLS that are open, at most so many. Two rules see to it that whoever opens
 * connections and leaves them shuts nobody else out:
 *
 * <ul>
 *   <li>One source has at most half of the places. A source is an address, or in IPv6 a network of 64 bits, whose
 *       addresses are all one host's to use (RFC 4291 section 2.5.4).
 *   <li>When all places are taken, the connection that has been there longest without a packet that was accepted
 *       gives way to a new one. Those of agents that have shown themselves stay.
 * </ul>
 *
 * <p>Called by all event loops, under one lock: connections come seldom, compared with packets.
 */
final class OpenConnections {

    /** Sent through the pipeline of a connection that has to give way to a new one. */
    record GiveWay() {}

    private static final int IPV6_HOST_BITS = 64;

    private final int most;
    private final int mostOfOneSource;
    private final Map<Channel, Network> sources = new HashMap<>();
    private final Map<Network, Integer> openOfSource = new HashMap<>();
    private final SequencedSet<Channel> unproven = new LinkedHashSet<>();

    /** @param most how many may be open at once */
    OpenConnections(int most) {
        this.most = most;
        mostOfOneSource = Math.max(1, most / 2);
    }

    /** Takes a new connection in, for which another may have to go; or says why not. */
    synchronized Optional<Refusal> enter(Channel connection, InetAddress address) {
        Network source = source(address);
        if (openOfSource.getOrDefault(source, 0) >= mostOfOneSource) {
            return Optional.of(Refusal.TOO_MANY_OF_ONE_SOURCE);
        }
        if (sources.size() >= most) {
            if (unproven.isEmpty()) {
                return Optional.of(Refusal.TOO_MANY_CONNECTIONS);
            }
            Channel longest = unproven.getFirst();
            leave(longest);
            longest.pipeline().fireUserEventTriggered(new GiveWay());
        }
        sources.put(connection, source);
        openOfSource.merge(source, 1, Integer::sum);
        unproven.add(connection);
        return Optional.empty();
    }

    /** A packet of this connection was accepted: from now on it keeps its place. */
    synchronized void proven(Channel connection) {
        unproven.remove(connection);
    }

    /** A connection is closed, or about to be. */
    synchronized void leave(Channel connection) {
        Network source = sources.remove(connection);
        if (source != null) {
            unproven.remove(connection);
            openOfSource.computeIfPresent(source, (same, open) -> open == 1 ? null : open - 1);
        }
    }

    /** How many are open. */
    synchronized int open() {
        return sources.size();
    }

    private static Network source(InetAddress address) {
        Network alone = Network.of(address.getAddress());
        return alone.isIpv4() ? alone : alone.masked(IPV6_HOST_BITS);
    }
}
