package io.trunkline.collector;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.trunkline.protocol.hep.HepStatus;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What is counted for one agent, with every label resolved, so that counting a packet costs a few additions. Any thread. */
final class AgentCounters {

    private final String agent;
    private final Map<Transport, CounterDataPoint> packets;
    private final Map<Transport, CounterDataPoint> bytes;
    private final Map<Refusal, Reason> refused;
    private final Map<HepStatus, Reason> broken;
    private final CounterDataPoint truncated;
    private final CounterDataPoint keepAlives;
    private final CounterDataPoint clamped;
    private final CounterDataPoint unreadableSip;
    private final CounterDataPoint duplicates;
    private final CounterDataPoint chunksLeftOut;
    /** Made when the first comes: an agent sends few of the many kinds. */
    private final Map<NotSip, CounterDataPoint> notSip = new ConcurrentHashMap<>();

    private final Function<NotSip, CounterDataPoint> makeNotSip;
    private final ClockSkew clockSkew = new ClockSkew();
    private volatile long lastSeenMicros;

    /** A counter and when its reason was last logged. */
    record Reason(CounterDataPoint count, OnceAMinute log) {}

    AgentCounters(CollectorMetrics metrics, String agent) {
        this.agent = agent;
        packets = each(Transport.class, t -> metrics.packets.labelValues(agent, t.label()));
        bytes = each(Transport.class, t -> metrics.bytes.labelValues(agent, t.label()));
        refused =
                each(Refusal.class, r -> new Reason(metrics.refused.labelValues(agent, r.label()), new OnceAMinute()));
        broken = each(HepStatus.class, s -> new Reason(metrics.broken.labelValues(agent, label(s)), new OnceAMinute()));
        truncated = metrics.truncated.labelValues(agent);
        keepAlives = metrics.keepAlives.labelValues(agent);
        clamped = metrics.clamped.labelValues(agent);
        unreadableSip = metrics.unreadableSip.labelValues(agent);
        duplicates = metrics.duplicates.labelValues(agent);
        chunksLeftOut = metrics.chunksLeftOut.labelValues(agent);
        makeNotSip = payload -> metrics.notSip.labelValues(agent, payload.label());
    }

    private static <K extends Enum<K>, V> Map<K, V> each(Class<K> type, Function<K, V> make) {
        var map = new EnumMap<K, V>(type);
        Arrays.stream(type.getEnumConstants()).forEach(key -> map.put(key, make.apply(key)));
        return map;
    }

    static String label(HepStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String agent() {
        return agent;
    }

    void journalled(Transport transport, int length, long receivedAtMicros) {
        packets.get(transport).inc();
        bytes.get(transport).inc(length);
        lastSeenMicros = receivedAtMicros;
    }

    Reason refused(Refusal refusal) {
        return refused.get(refusal);
    }

    Reason broken(HepStatus status) {
        return broken.get(status);
    }

    void truncated() {
        truncated.inc();
    }

    void keepAlive(long receivedAtMicros) {
        keepAlives.inc();
        lastSeenMicros = receivedAtMicros;
    }

    void clamped() {
        clamped.inc();
    }

    void unreadableSip() {
        unreadableSip.inc();
    }

    void notSip(NotSip payload) {
        notSip.computeIfAbsent(payload, makeNotSip).inc();
    }

    void duplicate() {
        duplicates.inc();
    }

    void chunksLeftOut(int chunks) {
        chunksLeftOut.inc(chunks);
    }

    /** What its clock says against ours. The forwarder's thread adds to it. */
    ClockSkew clockSkew() {
        return clockSkew;
    }

    /** When its last packet or keep-alive came in, microseconds since the epoch; 0 for never. */
    long lastSeenMicros() {
        return lastSeenMicros;
    }

    /** What the agent has done so far. */
    AgentActivity activity() {
        return new AgentActivity(
                agent,
                lastSeenMicros,
                total(packets),
                total(bytes),
                refused.values().stream()
                        .mapToLong(r -> r.count().getLongValue())
                        .sum(),
                broken.values().stream()
                        .mapToLong(r -> r.count().getLongValue())
                        .sum(),
                truncated.getLongValue(),
                clamped.getLongValue(),
                clockSkew.skewMicros());
    }

    private static long total(Map<Transport, CounterDataPoint> counters) {
        return counters.values().stream()
                .mapToLong(CounterDataPoint::getLongValue)
                .sum();
    }
}
