package io.trunkline.collector.agent;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.AgentActivity.Reason;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.telemetry.OnceAMinute;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What is counted for one agent, with every label resolved, so that counting a packet costs a few additions. Any thread. */
public final class AgentCounters {

    private final String agent;
    private final Map<HepTransport, CounterDataPoint> packets;
    private final Map<HepTransport, CounterDataPoint> bytes;
    private final Map<Refusal, Told> refused;
    private final Map<HepStatus, Told> broken;
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
    public record Told(CounterDataPoint count, OnceAMinute log) {}

    AgentCounters(AgentMetrics metrics, String agent) {
        this.agent = agent;
        packets = each(HepTransport.class, t -> metrics.packets.labelValues(agent, t.label()));
        bytes = each(HepTransport.class, t -> metrics.bytes.labelValues(agent, t.label()));
        refused = each(Refusal.class, r -> new Told(metrics.refused.labelValues(agent, r.label()), new OnceAMinute()));
        broken = each(HepStatus.class, s -> new Told(metrics.broken.labelValues(agent, label(s)), new OnceAMinute()));
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

    /** A status' name in counters and logs. */
    public static String label(HepStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The agent's id; empty for what cannot be given to an agent. */
    public String agent() {
        return agent;
    }

    /** A packet of so many bytes is in the journal, and when it came. */
    public void journalled(HepTransport transport, int length, long receivedAtMicros) {
        lastSeenMicros = receivedAtMicros;
        bytes.get(transport).inc(length);
        packets.get(transport).inc();
    }

    /** What was not taken for this reason. */
    public Told refused(Refusal refusal) {
        return refused.get(refusal);
    }

    /** What could not be read, by what came of reading it. */
    public Told broken(HepStatus status) {
        return broken.get(status);
    }

    /** A packet was shorter than it says, or was cut to fit. */
    public void truncated() {
        truncated.inc();
    }

    /** A keep-alive came, and when. */
    public void keepAlive(long receivedAtMicros) {
        keepAlives.inc();
        lastSeenMicros = receivedAtMicros;
    }

    /** A capture time was too far from the time of receipt. */
    public void clamped() {
        clamped.inc();
    }

    /** A message had no readable key. */
    public void unreadableSip() {
        unreadableSip.inc();
    }

    /** A packet bore something else than SIP. */
    public void notSip(NotSip payload) {
        notSip.computeIfAbsent(payload, makeNotSip).inc();
    }

    /** A message came that had come a moment before. */
    public void duplicate() {
        duplicates.inc();
    }

    /** So many chunks of a packet are not carried on. */
    public void chunksLeftOut(int chunks) {
        chunksLeftOut.inc(chunks);
    }

    /** What its clock says against ours. The forwarder's thread adds to it. */
    public ClockSkew clockSkew() {
        return clockSkew;
    }

    /** How many packets were lost here although they could have been taken. */
    long ownDrops() {
        return refused.get(Refusal.DISK_FULL).count().getLongValue()
                + refused.get(Refusal.JOURNAL_FAILED).count().getLongValue();
    }

    /** When its last packet or keep-alive came in, microseconds since the epoch; 0 for never. */
    long lastSeenMicros() {
        return lastSeenMicros;
    }

    /**
     * What the agent has done so far.
     *
     * @param known who it is; null when nothing is known of it but the id
     * @param configured whether it stands in the configuration
     * @param connections how many it has open
     */
    public AgentActivity activity(Agent known, boolean configured, int connections) {
        return new AgentActivity(
                agent,
                known == null ? agent : known.name(),
                configured,
                known == null
                        ? List.of()
                        : known.effectiveNetworks().stream()
                                .map(Network::toString)
                                .toList(),
                known != null && known.key() != null,
                known == null ? null : known.advertisedAddress(),
                known != null && known.mayBill(),
                known != null && known.anyTime(),
                lastSeenMicros == 0 ? null : time(lastSeenMicros),
                total(packets),
                total(bytes),
                reasons(refused, Told::count, Refusal::label, Refusal::advice),
                reasons(broken, Told::count, AgentCounters::label, AgentCounters::advice),
                truncated.getLongValue(),
                keepAlives.getLongValue(),
                reasons(new TreeMap<>(notSip), Function.identity(), NotSip::label, payload -> null),
                unreadableSip.getLongValue(),
                clamped.getLongValue(),
                duplicates.getLongValue(),
                chunksLeftOut.getLongValue(),
                clockSkew.known() ? clockSkew.skewMicros() : null,
                clockSkew.known() ? clockSkew.lateMicros() : null,
                connections);
    }

    private static <K, V> List<Reason> reasons(
            Map<K, V> counters,
            Function<V, CounterDataPoint> counter,
            Function<K, String> label,
            Function<K, String> advice) {
        return counters.entrySet().stream()
                .map(entry -> new Reason(
                        label.apply(entry.getKey()),
                        counter.apply(entry.getValue()).getLongValue(),
                        advice.apply(entry.getKey())))
                .filter(reason -> reason.count() > 0)
                .toList();
    }

    /** For the operator: what to do about packets that cannot be read. */
    private static String advice(HepStatus status) {
        return switch (status) {
            case COMPLETE, KEEP_ALIVE -> null;
            case TRUNCATED -> "let the agent send over TCP, or look for what cuts its datagrams";
            case NOT_HEP ->
                "something else than HEP is sent here: look for what sends it, and over TCP let the agent send version 3";
            case BAD_LENGTH, BAD_CHUNK, NO_PAYLOAD ->
                "the agent writes packets that cannot be: update it, and report the fault to its makers";
            case BAD_GZIP -> "turn compression off in the agent, or update it";
            case TOO_LONG -> "let the agent send shorter payloads";
        };
    }

    private static Instant time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    private static long total(Map<HepTransport, CounterDataPoint> counters) {
        return counters.values().stream()
                .mapToLong(CounterDataPoint::getLongValue)
                .sum();
    }
}
