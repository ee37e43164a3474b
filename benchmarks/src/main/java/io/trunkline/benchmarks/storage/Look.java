package io.trunkline.benchmarks.storage;

import io.trunkline.benchmarks.pipeline.usage.ThreadUsage;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was used and done up to a moment.
 *
 * @param usage threads of this process
 * @param messages that the sink has stored
 * @param events what the engine counts, by its names
 * @param latencies lines of the sink's latency
 */
record Look(ThreadUsage usage, double messages, Map<String, Long> events, List<String> latencies) {

    private static final String STORED = "trunkline_storage_records_total{table=\"messages\"}";
    private static final String LATENCY = "trunkline_storage_latency_seconds{";

    private static final Query EVENTS = Query.of(
            "events",
            "SELECT event, toInt64(value) AS value FROM system.events WHERE event LIKE '%Merge%' OR event LIKE 'Insert%'"
                    + " OR event LIKE '%Microseconds' OR event LIKE '%CompressedReadBuffer%' OR event LIKE '%Thread%'");

    /** Looks at the engine first, then at the threads. */
    static Look now(StoreConnection connection, Telemetry telemetry) throws IOException {
        var events = new TreeMap<String, Long>();
        connection
                .rows(EVENTS, Map.of(), row -> Map.entry(row.getString("event"), row.getLong("value")))
                .forEach(event -> events.put(event.getKey(), event.getValue()));
        String text = telemetry.text();
        double messages = text.lines()
                .filter(line -> line.startsWith(STORED))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
        List<String> latencies =
                text.lines().filter(line -> line.startsWith(LATENCY)).toList();
        return new Look(ThreadUsage.ofThisProcess(), messages, events, latencies);
    }

    /** The rows of an answer, each as text. */
    static List<String> answer(StoreConnection connection, String sql) {
        return connection.rows(Query.of("ask", sql), Map.of(), row -> {
            var text = new StringBuilder();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                text.append(column == 1 ? "" : "  ").append(row.getString(column));
            }
            return text.toString();
        });
    }
}
