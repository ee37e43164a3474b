package io.trunkline.collector.receive;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.telemetry.StageLatency;
import io.trunkline.telemetry.Telemetry;

/** What receiving counts beside what it counts for each agent. Any thread. */
public final class ReceiveMetrics {

    private final Counter kernelDrops;
    private final Counter closedConnections;
    private final StageLatency journalled;

    /** Registers the families: once for each telemetry. */
    public ReceiveMetrics(Telemetry telemetry) {
        kernelDrops = telemetry.counter(
                "trunkline_collector_kernel_drops_total",
                "Datagrams that the kernel dropped: receive buffer full",
                "port");
        closedConnections = telemetry.counter(
                "trunkline_collector_closed_connections_total", "Connections that the collector closed", "reason");
        journalled = telemetry.latency("trunkline_collector_journal_seconds", "From receipt to the journal");
    }

    /** Datagrams that the kernel dropped for a UDP port. */
    CounterDataPoint kernelDropsOf(int port) {
        return kernelDrops.labelValues(Integer.toString(port));
    }

    /** The collector has closed a connection. */
    void closedConnection(String reason) {
        closedConnections.labelValues(reason).inc();
    }

    /** From receipt to the journal. */
    public StageLatency journalled() {
        return journalled;
    }
}
