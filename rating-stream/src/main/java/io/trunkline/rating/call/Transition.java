package io.trunkline.rating.call;

import java.util.List;

/**
 * What a message or a deadline made of a call.
 *
 * @param after what is kept of it now
 * @param events what the ledger must know, in order
 */
record Transition(TrackedCall after, List<CallEvent> events) {

    static Transition to(TrackedCall after) {
        return new Transition(after, List.of());
    }

    static Transition to(TrackedCall after, CallEvent event) {
        return new Transition(after, List.of(event));
    }
}
