package io.trunkline.collector.agent;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.telemetry.Telemetry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All that is counted by agent. Families are registered once; {@link AgentCounters} holds an agent's own. Any thread. */
public final class AgentMetrics {

    /** Label of what cannot be given to an agent: what a stranger claims makes no label. */
    public static final String NO_AGENT = "";

    private static final double MICROS_IN_A_SECOND = 1e6;

    final Counter packets;
    final Counter bytes;
    final Counter refused;
    final Counter broken;
    final Counter truncated;
    final Counter keepAlives;
    final Counter notSip;
    final Counter unreadableSip;
    final Counter clamped;
    final Counter duplicates;
    final Counter chunksLeftOut;

    private final Map<String, AgentCounters> agents = new ConcurrentHashMap<>();

    /** Registers the families: once for each telemetry. */
    public AgentMetrics(Telemetry telemetry) {
        packets =
                telemetry.counter("trunkline_collector_packets_total", "HEP packets journalled", "agent", "transport");
        bytes = telemetry.counter("trunkline_collector_bytes_total", "Bytes of HEP journalled", "agent", "transport");
        refused = telemetry.counter(
                "trunkline_collector_refused_total", "Packets or connections that were not taken", "agent", "reason");
        broken = telemetry.counter(
                "trunkline_collector_broken_total", "Packets that are not readable as HEP, kept in the journal",
                "agent", "reason");
        truncated = telemetry.counter(
                "trunkline_collector_truncated_total", "Packets shorter than they say, or cut to fit", "agent");
        keepAlives = telemetry.counter("trunkline_collector_keepalives_total", "Keep-alives", "agent");
        notSip = telemetry.counter(
                "trunkline_collector_not_sip_total", "Packets with another payload than SIP, not forwarded",
                "agent", "payload");
        unreadableSip = telemetry.counter(
                "trunkline_collector_unreadable_sip_total",
                "SIP payloads without a readable key, forwarded with an empty one",
                "agent");
        clamped = telemetry.counter(
                "trunkline_collector_clock_clamped_total", "Capture times too far from the time of receipt", "agent");
        duplicates = telemetry.counter(
                "trunkline_collector_duplicates_total",
                "SIP messages that came a moment before already, forwarded all the same",
                "agent");
        chunksLeftOut = telemetry.counter(
                "trunkline_collector_chunks_left_out_total",
                "HEP chunks beyond what is carried on with a message",
                "agent");
        gauges(telemetry);
    }

    private void gauges(Telemetry telemetry) {
        telemetry.gauges(
                "trunkline_collector_last_seen_timestamp_seconds",
                "When the last packet or keep-alive of an agent came in",
                "agent",
                () -> each(agent -> agent.lastSeenMicros() > 0, agent -> agent.lastSeenMicros() / MICROS_IN_A_SECOND));
        telemetry.gauges(
                "trunkline_collector_clock_skew_seconds",
                "By how much an agent's clock is ahead of the collector's, less the shortest way of a message",
                "agent",
                () -> each(
                        agent -> agent.clockSkew().known(),
                        agent -> agent.clockSkew().skewMicros() / MICROS_IN_A_SECOND));
        telemetry.gauges(
                "trunkline_collector_late_seconds",
                "How much later than the promptest message of an agent the latest of the last minute came",
                "agent",
                () -> each(
                        agent -> agent.clockSkew().known(),
                        agent -> agent.clockSkew().lateMicros() / MICROS_IN_A_SECOND));
    }

    private Map<String, Double> each(Predicate<AgentCounters> of, ToDoubleFunction<AgentCounters> value) {
        return agents.values().stream()
                .filter(of)
                .collect(Collectors.toMap(AgentCounters::agent, value::applyAsDouble));
    }

    /** The counters of an agent, made when first asked for. */
    public AgentCounters of(String agent) {
        return agents.computeIfAbsent(agent, id -> new AgentCounters(this, id));
    }

    /** Ids of the agents that have sent something. */
    public List<String> heardOf() {
        return agents.values().stream()
                .filter(agent -> agent.lastSeenMicros() > 0 && !agent.agent().equals(NO_AGENT))
                .map(AgentCounters::agent)
                .toList();
    }

    /** How many packets of each agent were lost here although they could have been taken; of those of which any were. */
    public Map<String, Long> ownDrops() {
        return agents.values().stream()
                .filter(agent -> agent.ownDrops() > 0 && !agent.agent().equals(NO_AGENT))
                .collect(Collectors.toMap(AgentCounters::agent, AgentCounters::ownDrops));
    }

    /** Those of all agents so far. */
    public Collection<AgentCounters> agents() {
        return agents.values();
    }
}
