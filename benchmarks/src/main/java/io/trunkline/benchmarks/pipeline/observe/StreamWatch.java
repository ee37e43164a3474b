package io.trunkline.benchmarks.pipeline.observe;

import io.trunkline.benchmarks.pipeline.traffic.CallKey;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** A client of {@code GET /api/v1/calls/stream}, as the page is one. One thread. */
public final class StreamWatch implements AutoCloseable {

    private static final byte[] GONE = "event: gone".getBytes(StandardCharsets.US_ASCII);

    private final CallStates states;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final InputStream stream;
    private final Thread thread;
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean gone;
    private volatile boolean closed;
    private volatile String ended = "";

    /** Begins to listen. */
    public StreamWatch(URI server, String token, Traffic traffic, LongSupplier began, Delays delays)
            throws IOException, InterruptedException {
        this.states = new CallStates(Stage.STREAM, traffic, began, delays);
        var request = HttpRequest.newBuilder(server.resolve("/api/v1/calls/stream"))
                .header("Authorization", "Bearer " + token)
                .build();
        var response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("GET /calls/stream: status " + response.statusCode());
        }
        this.stream = response.body();
        this.thread = Thread.ofPlatform().name("stream-watch").daemon().start(this::read);
    }

    /** Why the stream ended before it was closed; empty when it has not. Any thread. */
    public String ended() {
        return ended;
    }

    private void read() {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    take(buffer[i]);
                }
            }
            ended = closed ? "" : "the server closed the stream of calls";
        } catch (IOException e) {
            ended = closed ? "" : "the stream of calls ended: " + e;
        }
    }

    private void take(byte next) {
        if (next != '\n') {
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = next;
            return;
        }
        if (length > 0 && line[0] == 'e') {
            gone = length == GONE.length && Arrays.equals(line, 0, length, GONE, 0, length);
        } else if (length > 0 && line[0] == 'd') {
            if (gone) {
                states.gone(CallKey.number(line, Field.ID.valueIn(line, length)));
            } else {
                states.heard(CallKey.number(line, Field.CALL_ID.valueIn(line, length)), line, length);
            }
        }
        length = 0;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        http.shutdownNow();
        thread.join();
    }
}
