package io.trunkline.benchmarks.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.exchange.CallTemplate;
import io.trunkline.exchange.Subscriber;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Asks one question after the other, each at its due time, whether or not those before it are answered. Used by one
 * thread.
 */
final class Asker implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int DIGITS = 3;
    private static final int OK = 200;

    /**
     * What came of a run.
     *
     * @param micros from the moment at which a question was due to its answer
     * @param allowed questions that were answered with yes
     * @param failed questions that were not answered
     */
    record Measured(Histogram micros, long allowed, long failed) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST)
            .build();
    private final Product product;
    private final String token;
    private final List<Subscriber> callers;
    private final List<String> numbers;
    private final SplittableRandom random = new SplittableRandom(1);

    Asker(Product product, Traffic traffic) throws IOException {
        this.product = product;
        token = product.adminToken();
        callers = traffic.mix().subscribers();
        numbers = traffic.mix().calls().stream()
                .filter(CallTemplate::answered)
                .map(CallTemplate::number)
                .distinct()
                .toList();
    }

    /** Asks for a while; returns when everything is answered. */
    Measured ask(int perSecond, int seconds) {
        var micros = new ConcurrentHistogram(TimeUnit.SECONDS.toMicros(60), DIGITS);
        var allowed = new LongAdder();
        var failed = new LongAdder();
        var open = new Phaser(1);
        long began = System.nanoTime();
        for (long i = 0; i < (long) perSecond * seconds; i++) {
            long due = began + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            open.register();
            var _ = http.sendAsync(question(), BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
                if (failure == null && answer.statusCode() == OK) {
                    micros.recordValue((System.nanoTime() - due) / 1_000);
                    allowed.add(isAllowed(answer) ? 1 : 0);
                } else {
                    failed.increment();
                }
                open.arriveAndDeregister();
            });
        }
        open.arriveAndAwaitAdvance();
        return new Measured(micros, allowed.sum(), failed.sum());
    }

    private static boolean isAllowed(HttpResponse<byte[]> answer) {
        return Json.read(answer.body(), JsonNode.class).path("allowed").asBoolean();
    }

    private HttpRequest question() {
        Subscriber caller = callers.get(random.nextInt(callers.size()));
        var body = Json.mapper()
                .createObjectNode()
                .put("from", caller.number())
                .put("to", numbers.get(random.nextInt(numbers.size())))
                .put("sipUser", caller.user())
                .put("sourceAddress", "192.0.2.9:5060");
        return HttpRequest.newBuilder(product.url().resolve("/api/v1/authorize"))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                .build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
