package io.trunkline.benchmarks.pipeline.product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Asks the product's store over HTTP, as anybody on this machine could. Any thread. */
public final class ClickHouse implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final String password;

    ClickHouse(URI url, String password) {
        this.url = url;
        this.password = password;
    }

    /** The rows of an answer, their columns separated by tabs. */
    public List<String> rows(String sql) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/?default_format=TabSeparated"))
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .timeout(PATIENCE);
        if (!password.isEmpty()) {
            request.header("X-ClickHouse-User", "default").header("X-ClickHouse-Key", password);
        }
        var response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the store refused \"" + sql + "\": " + response.body());
        }
        return response.body().lines().toList();
    }

    /** The one number of an answer. */
    public long number(String sql) throws IOException, InterruptedException {
        return Long.parseLong(rows(sql).getFirst());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
