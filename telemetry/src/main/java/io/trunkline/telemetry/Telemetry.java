package io.trunkline.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The metrics of one process. Names follow Prometheus' conventions: {@code trunkline_} first, a unit last,
 * {@code _total} for counters. All methods may be called from any thread.
 */
public final class Telemetry {

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** A registry with nothing in it. */
    public Telemetry() {}

    /**
     * A counter, registered.
     *
     * @param name {@code trunkline_…_total}
     * @param help what is counted, for people
     * @param labels names of its labels
     * @throws IllegalArgumentException when the name is taken
     */
    public Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /**
     * A gauge that is read when the metrics are.
     *
     * @param name {@code trunkline_…} with its unit
     * @param help what is measured, for people
     * @param value called from the thread that serves the metrics; must not block
     * @throws IllegalArgumentException when the name is taken
     */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(value.getAsDouble()))
                .register(registry);
    }

    /**
     * A gauge for each of a changing set of things, such as agents, that is read when the metrics are.
     *
     * @param name {@code trunkline_…} with its unit
     * @param help what is measured, for people
     * @param label name of the label that tells the things apart
     * @param values the label's values and what is measured of each; called from the thread that serves the
     *     metrics; must not block
     * @throws IllegalArgumentException when the name is taken
     */
    public void gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(gauge -> values.get().forEach((thing, value) -> gauge.call(value, thing)))
                .register(registry);
    }

    /**
     * The latency from the capture of a packet, or from its receipt where the capture's clock is another's,
     * to a stage.
     *
     * @param name {@code trunkline_…_seconds}
     * @param help from where to where, for people
     * @throws IllegalArgumentException when the name is taken
     */
    public StageLatency latency(String name, String help) {
        var latency = new StageLatency(name, help);
        registry.register(latency);
        return latency;
    }

    /** Everything that is registered, in Prometheus' text format. */
    public String text() {
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
