package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.product.Product;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What the product says of itself at {@code /metrics}. */
record Metrics(List<String> lines) {

    static Metrics of(Product product) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(product.url().resolve("/metrics")).build();
            return new Metrics(
                    http.send(request, BodyHandlers.ofString()).body().lines().toList());
        }
    }

    /** Packets that the kernel had no room for. */
    long drops() {
        return Math.round(sum("trunkline_collector_kernel_drops_total"));
    }

    /** Calls ringing or answered. */
    long liveCalls() {
        return Math.round(sum("trunkline_live_calls"));
    }

    /** From receipt to the journal, in microseconds, since the process began. */
    long journalMicros(String quantile) {
        return Math.round(1e6 * sum("trunkline_collector_journal_seconds{quantile=\"" + quantile + "\"}"));
    }

    /** The sum over a metric's labels. */
    private double sum(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
