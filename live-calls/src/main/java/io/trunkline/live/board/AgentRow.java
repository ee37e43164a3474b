package io.trunkline.live.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.AgentActivity.Reason;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.event.CollectorReport.Latency;
import io.trunkline.protocol.event.CollectorReport.Listener;
import io.trunkline.protocol.event.CollectorReport.ReceiveBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A capture agent at one collector as the API shows it; the parts that are not named here are those of {@link
 * AgentActivity}.
 *
 * @param path names the row: the collector's name and the agent's id, with a slash between them
 * @param packetsPerSecond between the last two reports, to a tenth; null as long as there was but one
 * @param usualMillis how long there usually is between two of its packets, at least ten seconds; null before its first
 * @param activity whether it sends as it usually does
 * @param collector the collector at which the agent is
 */
public record AgentRow(
        String path,
        String id,
        String name,
        boolean configured,
        List<String> networks,
        boolean keyed,
        String advertisedAddress,
        boolean mayBill,
        boolean anyTime,
        Instant lastSeen,
        long packets,
        long bytes,
        Double packetsPerSecond,
        List<Reason> refused,
        List<Reason> broken,
        long truncated,
        long keepAlives,
        List<Reason> notSip,
        long unreadableSip,
        long clamped,
        long duplicates,
        long chunksLeftOut,
        Long clockSkewMicros,
        Long lateMicros,
        int connections,
        Long usualMillis,
        Activity activity,
        State collector) {

    /** Reports come every few seconds, and packets in bursts: no rhythm is finer than this. */
    static final Duration FINEST = Duration.ofSeconds(10);

    /** Without a packet for so many times its usual interval an agent is late. */
    static final int LATE_AFTER = 3;

    /** And for so many, silent. */
    static final int SILENT_AFTER = 6;

    /** Whether an agent sends as it usually does. */
    public enum Activity {
        /** It does. */
        @JsonProperty("sending")
        SENDING,
        /** It has not sent for three times its usual interval. */
        @JsonProperty("late")
        LATE,
        /** It has not sent for six times its usual interval. */
        @JsonProperty("silent")
        SILENT,
        /** It was never heard of. */
        @JsonProperty("never")
        NEVER;

        static Activity of(Instant lastSeen, Duration usual, Instant now) {
            if (lastSeen == null) {
                return NEVER;
            }
            Duration quiet = Duration.between(lastSeen, now);
            if (quiet.compareTo(usual.multipliedBy(SILENT_AFTER)) > 0) {
                return SILENT;
            }
            return quiet.compareTo(usual.multipliedBy(LATE_AFTER)) > 0 ? LATE : SENDING;
        }
    }

    /** How long there usually is between two of its packets; the finest rhythm before its first. */
    public Duration usualInterval() {
        return usualMillis == null ? FINEST : Duration.ofMillis(usualMillis);
    }

    private static Duration usual(AgentActivity agent, Instant since) {
        long sent = agent.packets() + agent.keepAlives();
        if (sent == 0 || agent.lastSeen() == null) {
            return FINEST;
        }
        Duration mean = Duration.between(since, agent.lastSeen()).dividedBy(sent);
        return mean.compareTo(FINEST) > 0 ? mean : FINEST;
    }

    /**
     * How a collector is; the parts that are not named here are those of {@link CollectorReport}.
     *
     * @param name its name
     * @param silent whether it has told nothing for ten seconds: what is shown of it is old
     */
    public record State(
            String name,
            boolean silent,
            Instant publishedAt,
            Instant startedAt,
            List<Listener> listens,
            ReceiveBuffer receiveBuffer,
            long kernelDrops,
            long backlogRecords,
            long lagMicros,
            Instant diskFullSince,
            Latency toJournal,
            Latency toKafka) {

        static State of(CollectorReport report, boolean silent) {
            return new State(
                    report.collector(),
                    silent,
                    report.publishedAt(),
                    report.startedAt(),
                    report.listens(),
                    report.receiveBuffer(),
                    report.kernelDrops(),
                    report.backlogRecords(),
                    report.lagMicros(),
                    report.diskFullSince(),
                    report.toJournal(),
                    report.toKafka());
        }
    }

    static String path(String collector, String agent) {
        return collector + '/' + agent;
    }

    /** @param now the moment, by which an agent may have fallen silent */
    static AgentRow of(AgentActivity agent, Double packetsPerSecond, State collector, Instant now) {
        Duration usual = usual(agent, collector.startedAt());
        // Of a collector that tells nothing it is not known whether its agents go on.
        Instant known = collector.silent() ? collector.publishedAt() : now;
        return new AgentRow(
                path(collector.name(), agent.id()),
                agent.id(),
                agent.name(),
                agent.configured(),
                agent.networks(),
                agent.keyed(),
                agent.advertisedAddress(),
                agent.mayBill(),
                agent.anyTime(),
                agent.lastSeen(),
                agent.packets(),
                agent.bytes(),
                packetsPerSecond,
                agent.refused(),
                agent.broken(),
                agent.truncated(),
                agent.keepAlives(),
                agent.notSip(),
                agent.unreadableSip(),
                agent.clamped(),
                agent.duplicates(),
                agent.chunksLeftOut(),
                agent.clockSkewMicros(),
                agent.lateMicros(),
                agent.connections(),
                agent.lastSeen() == null ? null : usual.toMillis(),
                Activity.of(agent.lastSeen(), usual, known),
                collector);
    }
}
