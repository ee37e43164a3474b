package io.trunkline.collector.forward;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.telemetry.StageLatency;
import io.trunkline.telemetry.Telemetry;

/** What forwarding counts beside what it counts for each agent. Any thread. */
public final class ForwardMetrics {

    final Counter forwarded;
    final Counter unforwardable;
    private final StageLatency acknowledged;

    /** Registers the families: once for each telemetry. */
    public ForwardMetrics(Telemetry telemetry) {
        forwarded = telemetry.counter("trunkline_collector_forwarded_total", "Messages that Kafka has taken");
        unforwardable = telemetry.counter(
                "trunkline_collector_unforwardable_total",
                "Messages that Kafka refused for ever; they stay in the journal");
        acknowledged =
                telemetry.latency("trunkline_collector_kafka_seconds", "From receipt to Kafka's acknowledgement");
    }

    /** From receipt to Kafka's acknowledgement. */
    public StageLatency acknowledged() {
        return acknowledged;
    }
}
