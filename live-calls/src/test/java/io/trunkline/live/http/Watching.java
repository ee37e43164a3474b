package io.trunkline.live.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.live.board.Board;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.testing.Until;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of a board's stream, without a network: it has read everything that a beat told when the beat is over. */
public final class Watching implements AutoCloseable {

    /** An event, with the fields of its data as texts. */
    public record Event(String name, Map<String, String> data) {}

    private final Board<?, ?> board;
    private final AtomicInteger turns = new AtomicInteger();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Thread thread;

    private Watching(Board<?, ?> board, Scope scope) throws InterruptedException {
        this.board = board;
        Answer stream = board.stream(scope, () -> turns.incrementAndGet() > 0);
        thread = Thread.ofVirtual().start(() -> follow(stream, written));
        Until.holds(() -> turns.get() == 1);
    }

    public static Watching of(Board<?, ?> board, Scope scope) throws InterruptedException {
        return new Watching(board, scope);
    }

    public static Watching all(Board<?, ?> board) throws InterruptedException {
        var watching = of(board, new Scope.Everything());
        // What a snapshot brings up to date is told again.
        watching.beat();
        return watching;
    }

    /** The ids in the snapshot with which the stream began. */
    public List<String> snapshot() {
        var ids = new ArrayList<String>();
        String text = text();
        try {
            Json.mapper()
                    .readTree(text.substring(text.indexOf("data: ") + "data: ".length()))
                    .path("items")
                    .forEach(row -> ids.add(row.path(board.place().idField()).asText()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    /** Lets the board's clock beat once, and gives what was told. */
    public List<Event> beat() throws InterruptedException {
        int before = turns.get();
        if (board.beat() > 0) {
            Until.holds(() -> turns.get() > before);
        }
        var events = new ArrayList<Event>();
        for (String frame : text().split("\n\n")) {
            if (!frame.isEmpty()) {
                events.add(event(frame));
            }
        }
        return events;
    }

    private static Event event(String frame) {
        String[] lines = frame.split("\n");
        var data = new HashMap<String, String>();
        try {
            Json.mapper()
                    .readTree(lines[1].substring("data: ".length()))
                    .properties()
                    .forEach(field -> data.put(field.getKey(), text(field.getValue())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new Event(lines[0].substring("event: ".length()), data);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private String text() {
        synchronized (written) {
            String text = written.toString(StandardCharsets.UTF_8);
            written.reset();
            return text;
        }
    }

    private static void follow(Answer stream, OutputStream out) {
        try {
            stream.writer().writeTo(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
