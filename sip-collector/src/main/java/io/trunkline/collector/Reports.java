package io.trunkline.collector;

import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.event.CollectorReport.Latency;
import io.trunkline.protocol.event.CollectorReport.ReceiveBuffer;
import io.trunkline.telemetry.StageLatency;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Puts together what a collector tells of itself, out of its parts as they stand at that moment. Any thread. */
final class Reports {

    private static final double MICROS_IN_A_SECOND = 1e6;

    private final String collector;
    private final int receiveBufferAsked;
    private final Instant startedAt = now();
    private final Supplier<AgentRegistry> registry;
    private final CollectorMetrics metrics;
    private final DiskGuard disk;
    private final Forwarder forwarder;
    private final Sockets sockets;

    /** @param forwarder null for a collector that does not forward */
    Reports(
            CollectorSettings settings,
            Supplier<AgentRegistry> registry,
            CollectorMetrics metrics,
            DiskGuard disk,
            Forwarder forwarder,
            Sockets sockets) {
        collector = settings.name();
        receiveBufferAsked = settings.limits().receiveBufferBytes();
        this.registry = registry;
        this.metrics = metrics;
        this.disk = disk;
        this.forwarder = forwarder;
        this.sockets = sockets;
    }

    /** How the collector is now. */
    CollectorReport report() {
        UdpReceiver udp = sockets.udp();
        return new CollectorReport(
                collector,
                now(),
                startedAt,
                sockets.listens(),
                udp == null ? null : new ReceiveBuffer(receiveBufferAsked, udp.grantedBytes()),
                udp == null ? 0 : metrics.kernelDropsOf(udp.port()).getLongValue(),
                forwarder == null ? 0 : forwarder.backlog(),
                forwarder == null ? 0 : Math.round(forwarder.lagSeconds() * MICROS_IN_A_SECOND),
                disk.isFull() ? disk.fullSince() : null,
                latency(metrics.journalled),
                latency(metrics.acknowledged),
                activity(registry.get(), metrics, sockets.connections()));
    }

    /** The agents: those configured in their order, then those heard of beside them, then the senders without an agent. */
    static List<AgentActivity> activity(
            AgentRegistry registry, CollectorMetrics metrics, Map<String, Integer> connections) {
        var heardOf = new TreeMap<String, AgentCounters>();
        metrics.agents().forEach(counters -> heardOf.put(counters.agent(), counters));
        AgentCounters strangers = heardOf.remove(CollectorMetrics.NO_AGENT);
        var agents = new ArrayList<AgentActivity>();
        for (Agent agent : registry.agents()) {
            AgentCounters counters = heardOf.remove(agent.id());
            agents.add((counters == null ? metrics.of(agent.id()) : counters)
                    .activity(agent, true, connections.getOrDefault(agent.id(), 0)));
        }
        heardOf.forEach((id, counters) -> {
            AgentActivity activity = counters.activity(registry.anonymous(id), false, connections.getOrDefault(id, 0));
            if (hasDoneSomething(activity)) {
                agents.add(activity);
            }
        });
        if (strangers != null) {
            agents.add(strangers.activity(null, false, 0));
        }
        return agents;
    }

    /** Counters are made before they count: for whom nothing was counted was never heard of. */
    private static boolean hasDoneSomething(AgentActivity activity) {
        return activity.lastSeen() != null
                || activity.connections() > 0
                || !activity.refused().isEmpty();
    }

    private static Latency latency(StageLatency stage) {
        return new Latency(stage.micros(0.5), stage.micros(0.99), stage.micros(0.999), stage.micros(1.0));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * What a collector has open.
     *
     * @param listens where it receives
     * @param udp null without UDP
     * @param streams over TCP and TLS
     */
    record Sockets(List<CollectorReport.Listener> listens, UdpReceiver udp, List<StreamReceiver> streams) {

        /** Open connections by the agent from whose networks they come. */
        Map<String, Integer> connections() {
            var counts = new HashMap<String, Integer>();
            streams.forEach(stream -> stream.countConnections(counts));
            return counts;
        }
    }
}
