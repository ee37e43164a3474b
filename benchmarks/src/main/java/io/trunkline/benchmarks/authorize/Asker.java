package io.trunkline.benchmarks.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.exchange.CallTemplate;
import io.trunkline.exchange.Subscriber;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Asks one question after the other, each at its due time, as the processes of a switch do: each has a connection, and
 * waits for its answer before it asks again. What is asked late for that is late from when it was due.
 */
final class Asker {

    private static final int DIGITS = 3;

    /** As many as Kamailio has processes for each of its addresses, unless it is told otherwise. */
    private static final int CONNECTIONS = 8;

    /**
     * What came of a run.
     *
     * @param micros from the moment at which a question was due to its answer
     * @param allowed questions that were answered with yes
     * @param failed questions that were not answered, or were not asked any more after one of the same connection that
     *     was not
     */
    record Measured(Histogram micros, long allowed, long failed) {}

    private final URI url;
    private final String token;
    private final List<Subscriber> callers;
    private final List<String> numbers;

    Asker(Product product, Traffic traffic) throws IOException {
        url = product.url();
        token = product.adminToken();
        callers = traffic.mix().subscribers();
        numbers = traffic.mix().calls().stream()
                .filter(CallTemplate::answered)
                .map(CallTemplate::number)
                .distinct()
                .toList();
    }

    /** Asks for a while; returns when everything is answered. */
    Measured ask(int perSecond, int seconds) throws InterruptedException {
        var micros = new ConcurrentHistogram(TimeUnit.SECONDS.toMicros(60), DIGITS);
        var allowed = new LongAdder();
        long questions = (long) perSecond * seconds;
        long began = System.nanoTime();
        var processes = new ArrayList<Thread>();
        for (int process = 0; process < CONNECTIONS; process++) {
            int first = process;
            processes.add(Thread.ofPlatform().name("asker-" + process).start(() -> {
                var random = new SplittableRandom(first);
                try (var connection = new Connection(url, "/api/v1/authorize", token)) {
                    for (long i = first; i < questions; i += CONNECTIONS) {
                        byte[] question = question(random);
                        long due = began + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                        awaitNanos(due);
                        byte[] answer = connection.ask(question);
                        long late = System.nanoTime() - due;
                        allowed.add(isAllowed(answer) ? 1 : 0);
                        micros.recordValue(late / 1_000);
                    }
                } catch (IOException e) {
                    System.err.println("authorize: " + e.getMessage());
                }
            }));
        }
        for (Thread process : processes) {
            process.join();
        }
        return new Measured(micros, allowed.sum(), questions - micros.getTotalCount());
    }

    private static void awaitNanos(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static boolean isAllowed(byte[] answer) {
        return Json.read(answer, JsonNode.class).path("allowed").asBoolean();
    }

    private byte[] question(SplittableRandom random) {
        Subscriber caller = callers.get(random.nextInt(callers.size()));
        return Json.write(Json.mapper()
                .createObjectNode()
                .put("from", caller.number())
                .put("to", numbers.get(random.nextInt(numbers.size())))
                .put("sipUser", caller.user())
                .put("sourceAddress", "192.0.2.9:5060"));
    }
}
