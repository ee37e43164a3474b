package io.trunkline.live.alarm;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.live.http.Answer;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alarms as JSON by {@code POST} to the one configured address and to no other: redirections are not followed. What
 * fails is tried again some times, ever later, and then given up; what comes meanwhile waits, and of more than {@value
 * #MOST_WAITING} the oldest goes. Its address may hold a secret and is never logged but for its host.
 */
public final class Webhook implements AutoCloseable {

    static final int MOST_WAITING = 200;
    private static final int TRIES = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

    private final URI address;
    private final Duration firstPause;
    private final Counter posts;
    private final BlockingQueue<Alarm> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Thread thread;

    private Webhook(URI address, Duration firstPause, Telemetry telemetry) {
        this.address = address;
        this.firstPause = firstPause;
        posts = telemetry.counter(
                "trunkline_alarm_webhook_posts_total", "Alarms sent to the webhook, by what became of them", "result");
        thread = Thread.ofVirtual().name("alarm-webhook").unstarted(this::run);
    }

    /** One that sends from now on. The first repetition comes after a second. */
    public static Webhook start(URI address, Telemetry telemetry) {
        return start(address, Duration.ofSeconds(1), telemetry);
    }

    /** As above, for a test that does not want to wait so long for a repetition. */
    static Webhook start(URI address, Duration firstPause, Telemetry telemetry) {
        var webhook = new Webhook(address, firstPause, telemetry);
        webhook.thread.start();
        return webhook;
    }

    /** Has an alarm sent, some time. Returns at once, whatever the other side does. */
    public void tell(Alarm alarm) {
        while (!waiting.offer(alarm)) {
            if (waiting.poll() != null) {
                posts.labelValues("dropped").inc();
            }
        }
    }

    private void run() {
        try {
            while (true) {
                send(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Alarm alarm) throws InterruptedException {
        Duration pause = firstPause;
        for (int tried = 1; tried <= TRIES; tried++) {
            String wrong = post(alarm);
            if (wrong == null) {
                posts.labelValues("sent").inc();
                return;
            }
            if (tried == TRIES) {
                LOG.warn("The webhook at {} did not take the alarm {}: {}", address.getHost(), alarm.id(), wrong);
                posts.labelValues("failed").inc();
            } else {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** Null when it was taken; otherwise what went wrong, without the address. */
    private String post(Alarm alarm) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(Answer.bytes(alarm)))
                    .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? null : "it answered " + status;
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        client.shutdownNow();
    }
}
