package io.trunkline.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads server-sent events on a thread of its own. */
public final class EventReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** An event; one without a name is a comment. The name {@code end} is put where the stream ends. */
    public record Event(String name, JsonNode data) {}

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final HttpResponse<InputStream> response;

    EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    public int status() {
        return response.statusCode();
    }

    public String contentType() {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** The next event that fits; those before it are passed over. */
    public Event await(Predicate<Event> fits) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new AssertionError("no such event within " + PATIENCE);
            }
            if (fits.test(event)) {
                return event;
            }
        }
    }

    public Event await(String name) throws InterruptedException {
        return await(event -> event.name().equals(name));
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, Json.mapper().readTree(line.substring("data: ".length()))));
                } else if (line.startsWith(":")) {
                    events.add(new Event("", null));
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            events.add(new Event("broken", null));
        }
        events.add(new Event("end", null));
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
