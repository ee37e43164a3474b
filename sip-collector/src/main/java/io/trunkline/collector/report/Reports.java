package io.trunkline.collector.report;

import io.trunkline.collector.agent.Agent;
import io.trunkline.collector.agent.AgentCounters;
import io.trunkline.collector.agent.AgentMetrics;
import io.trunkline.collector.agent.AgentRegistry;
import io.trunkline.collector.forward.Forwarder;
import io.trunkline.collector.journal.DiskGuard;
import io.trunkline.collector.receive.Receivers;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.event.CollectorReport.Latency;
import io.trunkline.telemetry.StageLatency;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Puts together what a collector tells of itself, out of its parts as they stand at that moment. Any thread. */
public final class Reports {

    private static final double MICROS_IN_A_SECOND = 1e6;

    private final String collector;
    private final Instant startedAt = now();
    private final Supplier<AgentRegistry> registry;
    private final AgentMetrics metrics;
    private final DiskGuard disk;
    private final Forwarder forwarder;
    private final Receivers receivers;
    private final Latencies latencies;

    /**
     * The stages whose latencies are reported.
     *
     * @param journalled from receipt to the journal
     * @param acknowledged from receipt to Kafka's acknowledgement
     */
    public record Latencies(StageLatency journalled, StageLatency acknowledged) {}

    /** @param forwarder null for a collector that does not forward */
    public Reports(
            String collector,
            Supplier<AgentRegistry> registry,
            AgentMetrics metrics,
            DiskGuard disk,
            Forwarder forwarder,
            Receivers receivers,
            Latencies latencies) {
        this.collector = collector;
        this.registry = registry;
        this.metrics = metrics;
        this.disk = disk;
        this.forwarder = forwarder;
        this.receivers = receivers;
        this.latencies = latencies;
    }

    /** How the collector is now. */
    public CollectorReport report() {
        return new CollectorReport(
                collector,
                now(),
                startedAt,
                receivers.listens(),
                receivers.receiveBuffer(),
                receivers.kernelDrops(),
                forwarder == null ? 0 : forwarder.backlog(),
                forwarder == null ? 0 : Math.round(forwarder.lagSeconds() * MICROS_IN_A_SECOND),
                disk.isFull() ? disk.fullSince() : null,
                latency(latencies.journalled()),
                latency(latencies.acknowledged()),
                activity(registry.get(), metrics, receivers.connections()));
    }

    /** The agents: those configured in their order, then those heard of beside them, then the senders without an agent. */
    static List<AgentActivity> activity(
            AgentRegistry registry, AgentMetrics metrics, Map<String, Integer> connections) {
        var heardOf = new TreeMap<String, AgentCounters>();
        metrics.agents().forEach(counters -> heardOf.put(counters.agent(), counters));
        AgentCounters strangers = heardOf.remove(AgentMetrics.NO_AGENT);
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
}
