package io.trunkline.collector.agent;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.trunkline.collector.agent.Admission.Admitted;
import io.trunkline.collector.agent.Admission.Refused;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.hep.HepPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may send. An immutable picture of {@code hep.agents}: to change the agents, another registry takes its
 * place. Asked by all event loops at once. {@link Agent} says how an agent is found and from where it may send.
 */
public final class AgentRegistry {

    /** Capture ids on loopback that get counters of their own when no agents are configured. */
    private static final int MAX_ANONYMOUS = 256;

    private final LongObjectMap<Entry> numbered = new LongObjectHashMap<>();
    private final List<Entry> all = new ArrayList<>();
    private final List<Entry> named = new ArrayList<>();
    private final List<Agent> agents;
    private final AgentMetrics metrics;
    private final Refused unknown;
    /** Replaced when one is added, so that asking needs no lock and makes no object. */
    private volatile LongObjectMap<Admitted> anonymous = new LongObjectHashMap<>();

    private final Admitted crowd;

    /** An agent as it is asked for, with the answers made beforehand. */
    private static final class Entry {

        private final byte[] key;
        private final List<Network> networks;
        private final Admitted admitted;
        private final Refused wrongNetwork;
        private final Refused wrongKey;

        Entry(Agent agent, AgentMetrics metrics) {
            AgentCounters counters = metrics.of(agent.id());
            key = agent.key() == null ? null : agent.key().getBytes(StandardCharsets.UTF_8);
            networks = agent.effectiveNetworks();
            admitted = new Admitted(agent.id(), agent.mayBill(), agent.anyTime(), metrics);
            wrongNetwork = new Refused(Refusal.WRONG_NETWORK, counters);
            wrongKey = new Refused(Refusal.WRONG_KEY, counters);
        }

        boolean holds(byte[] source) {
            for (Network network : networks) {
                if (network.contains(source)) {
                    return true;
                }
            }
            return networks.isEmpty();
        }

        Admission check(HepPacket packet) {
            return key == null || packet.keyMatches(key) ? admitted : wrongKey;
        }
    }

    /** @throws IllegalArgumentException naming an id that two agents have */
    public AgentRegistry(List<Agent> agents, AgentMetrics metrics) {
        this.agents = List.copyOf(agents);
        this.metrics = metrics;
        unknown = new Refused(Refusal.UNKNOWN_AGENT, metrics.of(AgentMetrics.NO_AGENT));
        crowd = new Admitted("other", true, false, metrics);
        for (Agent agent : agents) {
            add(agent, new Entry(agent, metrics));
        }
    }

    private void add(Agent agent, Entry entry) {
        boolean taken =
                all.stream().anyMatch(other -> other.admitted.counters().agent().equals(agent.id()));
        if (taken) {
            throw new IllegalArgumentException("hep.agents: two agents have the id " + agent.id());
        }
        all.add(entry);
        if (agent.id().matches("\\d{1,10}")) {
            numbered.put(Long.parseLong(agent.id()), entry);
        } else {
            named.add(entry);
        }
    }

    /** The agents that are configured. */
    public List<Agent> agents() {
        return agents;
    }

    /** As what the sender with a capture id is taken that needs no configuration; null when agents are configured. */
    public Agent anonymous(String captureId) {
        return agents.isEmpty() ? new Agent(captureId, null, null, Agent.LOOPBACK, null, true, false) : null;
    }

    /**
     * Whether a readable packet is taken, and as whose.
     *
     * @param source address that it came from, in network order
     */
    public Admission admit(HepPacket packet, byte[] source) {
        if (all.isEmpty()) {
            return onLoopback(packet.captureId(), source);
        }
        Entry entry = numbered.get(packet.captureId());
        if (entry != null) {
            return entry.holds(source) ? entry.check(packet) : entry.wrongNetwork;
        }
        Admission answer = unknown;
        for (Entry candidate : named) {
            if (candidate.holds(source)) {
                answer = candidate.check(packet);
                if (answer instanceof Admitted) {
                    return answer;
                }
            }
        }
        return answer;
    }

    /**
     * To whom a packet belongs that says nothing of itself: the first agent whose networks hold the source.
     * Also whether a connection from there is worth having.
     */
    public Admission attribute(byte[] source) {
        return attribute(source, true);
    }

    /**
     * To whom a packet belongs that cannot be read. An agent that may send from anywhere, because it has a key, has
     * none: such a packet does not show the key, and strangers would fill the disk in that agent's name.
     */
    public Admission attributeUnreadable(byte[] source) {
        return attribute(source, false);
    }

    private Admission attribute(byte[] source, boolean fromAnywhere) {
        if (all.isEmpty()) {
            return onLoopback(0, source);
        }
        for (Entry entry : all) {
            if (entry.holds(source) && (fromAnywhere || !entry.networks.isEmpty())) {
                return entry.admitted;
            }
        }
        return unknown;
    }

    private Admission onLoopback(long captureId, byte[] source) {
        for (Network network : Agent.LOOPBACK) {
            if (network.contains(source)) {
                return anonymous(captureId);
            }
        }
        return unknown;
    }

    private Admitted anonymous(long captureId) {
        Admitted known = anonymous.get(captureId);
        return known != null ? known : addAnonymous(captureId);
    }

    private synchronized Admitted addAnonymous(long captureId) {
        Admitted known = anonymous.get(captureId);
        if (known != null) {
            return known;
        }
        if (anonymous.size() >= MAX_ANONYMOUS) {
            return crowd;
        }
        var added = new Admitted(Long.toString(captureId), true, false, metrics);
        var all = new LongObjectHashMap<Admitted>();
        all.putAll(anonymous);
        all.put(captureId, added);
        anonymous = all;
        return added;
    }
}
