package io.trunkline.app.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/**
 * Our calls in the order of the moment that is compared. They come page by page in the order in which they began; one
 * whose moment is later waits until no call that begins later can have an earlier one, so only those that were up at a
 * time are held. For one thread.
 */
final class OurCalls {

    /** Gives the pages of {@code GET /accounts/{id}/calls}. */
    @FunctionalInterface
    interface Pages {
        /**
         * Gives one.
         *
         * @param cursor of the page before; null for the first
         */
        JsonNode page(String cursor) throws IOException, InterruptedException;
    }

    private final Pages pages;
    private final Moment moment;
    private final boolean billed;
    private final String currency;
    private final PriorityQueue<OurCall> waiting =
            new PriorityQueue<>(Comparator.comparingLong(OurCall::atMillis).thenComparing(OurCall::id));
    private final Deque<JsonNode> page = new ArrayDeque<>();
    private String cursor;
    private boolean readAll;
    private long beganMillis = Long.MIN_VALUE;

    OurCalls(Pages pages, Moment moment, boolean billed, String currency) {
        this.pages = pages;
        this.moment = moment;
        this.billed = billed;
        this.currency = currency;
    }

    /** The next one; null behind the last. */
    OurCall next() throws IOException, InterruptedException {
        while (waiting.isEmpty() || waiting.peek().atMillis() > beganMillis) {
            if (page.isEmpty() && !readAll) {
                read();
            }
            if (page.isEmpty()) {
                return waiting.poll();
            }
            JsonNode item = page.removeFirst();
            beganMillis = Instant.parse(item.path("startedAt").asText()).toEpochMilli();
            waiting.add(OurCall.of(item, moment, billed, currency));
        }
        return waiting.poll();
    }

    private void read() throws IOException, InterruptedException {
        JsonNode read = pages.page(cursor);
        read.path("items").forEach(page::addLast);
        cursor = read.path("next").isTextual() ? read.path("next").asText() : null;
        readAll = cursor == null;
    }
}
