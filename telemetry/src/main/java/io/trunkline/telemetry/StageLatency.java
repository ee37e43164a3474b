package io.trunkline.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * How long packets took to a stage, since the process started, exported as a summary with its quantiles.
 * Recording may be done from any thread, waits for nobody and allocates nothing.
 */
public final class StageLatency implements Collector {

    /** What is longer is recorded as this. */
    private static final long LONGEST_MICROS = 3_600_000_000L;

    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 1.0};
    private static final double MICROS_IN_A_SECOND = 1e6;

    private final String name;
    private final String help;
    private final ConcurrentHistogram histogram = new ConcurrentHistogram(LONGEST_MICROS, 3);

    StageLatency(String name, String help) {
        this.name = name;
        this.help = help;
    }

    /** Records one packet. A negative latency, which is another clock's error, counts as 0. */
    public void recordMicros(long micros) {
        histogram.recordValue(Math.clamp(micros, 0, LONGEST_MICROS));
    }

    /** The latency that the given share of packets did not exceed, in microseconds; 0 when there were none. */
    public long micros(double quantile) {
        return histogram.getValueAtPercentile(quantile * 100);
    }

    @Override
    public String getPrometheusName() {
        return name;
    }

    @Override
    public MetricSnapshot collect() {
        var snapshot = histogram.copy();
        var quantiles = Quantiles.builder();
        for (double quantile : QUANTILES) {
            quantiles.quantile(
                    new Quantile(quantile, snapshot.getValueAtPercentile(quantile * 100) / MICROS_IN_A_SECOND));
        }
        return SummarySnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                        .count(snapshot.getTotalCount())
                        .sum(
                                snapshot.getTotalCount() == 0
                                        ? 0
                                        : snapshot.getMean() * snapshot.getTotalCount() / MICROS_IN_A_SECOND)
                        .quantiles(quantiles.build())
                        .labels(Labels.EMPTY)
                        .build())
                .build();
    }
}
