package io.trunkline.protocol.event;

import java.time.Instant;
import java.util.List;

/**
 * How a collector is, told by itself about once a second. Everything that is counted is counted since
 * {@code startedAt}.
 *
 * @param collector its name
 * @param publishedAt when it said so, by its own clock
 * @param startedAt when it started
 * @param listens where it receives
 * @param receiveBuffer of each UDP socket; null without UDP
 * @param kernelDrops datagrams that the kernel dropped because a receive buffer was full
 * @param backlogRecords records of the journal that Kafka does not have
 * @param lagMicros how long the oldest of them has been waiting
 * @param diskFullSince since when nothing is received because the journal's disk is full; null while it is not
 * @param toJournal from receipt to the journal
 * @param toKafka from receipt to Kafka's acknowledgement
 * @param agents its agents; what came from senders that belong to none is always among them, under the empty id
 */
public record CollectorReport(
        String collector,
        Instant publishedAt,
        Instant startedAt,
        List<Listener> listens,
        ReceiveBuffer receiveBuffer,
        long kernelDrops,
        long backlogRecords,
        long lagMicros,
        Instant diskFullSince,
        Latency toJournal,
        Latency toKafka,
        List<AgentActivity> agents) {

    /** Takes copies. */
    public CollectorReport {
        listens = List.copyOf(listens);
        agents = List.copyOf(agents);
    }

    /** The same, said at another time. */
    public CollectorReport at(Instant time) {
        return new CollectorReport(
                collector,
                time,
                startedAt,
                listens,
                receiveBuffer,
                kernelDrops,
                backlogRecords,
                lagMicros,
                diskFullSince,
                toJournal,
                toKafka,
                agents);
    }

    /**
     * A port that is open.
     *
     * @param transport {@code udp}, {@code tcp} or {@code tls}
     * @param address IP address and port
     */
    public record Listener(String transport, String address) {}

    /**
     * Room for datagrams that wait to be read.
     *
     * @param askedBytes what the collector asked of the kernel
     * @param grantedBytes what the kernel granted
     */
    public record ReceiveBuffer(long askedBytes, long grantedBytes) {}

    /**
     * How long packets took since the collector started; all 0 when there were none.
     *
     * @param p50Micros half of them took no longer
     * @param p99Micros 99 % of them took no longer
     * @param p999Micros 99.9 % of them took no longer
     * @param maxMicros none took longer
     */
    public record Latency(long p50Micros, long p99Micros, long p999Micros, long maxMicros) {}
}
