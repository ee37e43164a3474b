package io.trunkline.storage.sink;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.protocol.Topic;
import io.trunkline.telemetry.StageLatency;
import io.trunkline.telemetry.Telemetry;
import java.util.concurrent.TimeUnit;

/** What the sink counts. All methods may be called from any thread. */
public final class SinkMetrics {

    private static final String TABLE = "table";

    private final Counter records;
    private final Counter inserts;
    private final Counter failures;
    private final Counter unreadable;
    private final StageLatency latency;

    public SinkMetrics(Telemetry telemetry) {
        records = telemetry.counter(
                "trunkline_storage_records_total", "Records of a topic that were written to ClickHouse", TABLE);
        inserts = telemetry.counter("trunkline_storage_inserts_total", "Batches that were written", TABLE);
        failures = telemetry.counter(
                "trunkline_storage_insert_failures_total", "Attempts at a batch that failed and were repeated", TABLE);
        unreadable = telemetry.counter(
                "trunkline_storage_unreadable_total",
                "Records that could not be understood and are kept in the table unreadable",
                TABLE);
        latency = telemetry.latency(
                "trunkline_storage_latency_seconds",
                "From the receipt of a message until it can be read in ClickHouse");
    }

    public void stored(SinkTable table, Batch batch, long nowMillis) {
        records.labelValues(table.name()).inc(batch.records());
        inserts.labelValues(table.name()).inc();
        if (table.topic() == Topic.SIP_MESSAGES) {
            for (int i = 0; i < batch.records(); i++) {
                latency.recordMicros(TimeUnit.MILLISECONDS.toMicros(nowMillis - batch.timestamps()[i]));
            }
        }
    }

    public void insertFailed(SinkTable table) {
        failures.labelValues(table.name()).inc();
    }

    public void unreadable(SinkTable table) {
        unreadable.labelValues(table.name()).inc();
    }
}
