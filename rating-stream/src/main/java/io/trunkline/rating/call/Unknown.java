package io.trunkline.rating.call;

import io.trunkline.rating.deadline.Deadlines;
import io.trunkline.rating.message.CallMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What may have overtaken its INVITE, or the 2xx of its dialog, waits for it.
 *
 * @param held at most {@link #MOST_HELD}, in the order of receipt
 * @param deadline when the first of them has waited long enough
 */
record Unknown(List<CallMessage> held, Instant deadline) implements TrackedCall {

    /** Nothing is known, and nothing is kept. */
    static final Unknown NOTHING = new Unknown(List.of(), Deadlines.NEVER);

    /** More are not believed. */
    static final int MOST_HELD = 16;

    /** Takes an unmodifiable copy of the messages. */
    public Unknown {
        held = List.copyOf(held);
    }

    Unknown and(CallMessage message, Instant until) {
        var more = new ArrayList<>(held);
        more.add(message);
        return new Unknown(more, held.isEmpty() ? until : deadline);
    }

    /** Without those that have waited as long as the first one by now. */
    Unknown withoutFirst(Duration wait) {
        Instant over = deadline.minus(wait);
        int from = 0;
        while (from < held.size() && !held.get(from).capture().receivedAt().isAfter(over)) {
            from++;
        }
        return from == held.size()
                ? NOTHING
                : new Unknown(
                        held.subList(from, held.size()),
                        held.get(from).capture().receivedAt().plus(wait));
    }
}
