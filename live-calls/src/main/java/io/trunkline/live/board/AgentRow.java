package io.trunkline.live.board;

import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.AgentActivity.Reason;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.event.CollectorReport.Latency;
import io.trunkline.protocol.event.CollectorReport.Listener;
import io.trunkline.protocol.event.CollectorReport.ReceiveBuffer;
import java.time.Instant;
import java.util.List;

/**
 * A capture agent at one collector as the API shows it; the parts that are not named here are those of {@link
 * AgentActivity}.
 *
 * @param path names the row: the collector's name and the agent's id, with a slash between them
 * @param packetsPerSecond between the last two reports, to a tenth; null as long as there was but one
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
        State collector) {

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

    static AgentRow of(AgentActivity agent, Double packetsPerSecond, State collector) {
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
                collector);
    }
}
