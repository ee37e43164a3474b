package io.trunkline.rating.call;

import java.util.List;
import java.util.Optional;

/**
 * What a message or a deadline made of a call.
 *
 * @param after what is kept of it now
 * @param events what the ledger must know, in order
 * @param belongs whether the message was of the call at all: one that was not moved nothing
 * @param another an INVITE of the leg that was answered beside the call: it makes a call of its own
 */
record Transition(TrackedCall after, List<CallEvent> events, boolean belongs, Optional<Attempt> another) {

    static Transition to(TrackedCall after) {
        return new Transition(after, List.of(), true, Optional.empty());
    }

    static Transition to(TrackedCall after, CallEvent event) {
        return to(after, List.of(event));
    }

    static Transition to(TrackedCall after, List<CallEvent> events) {
        return new Transition(after, List.copyOf(events), true, Optional.empty());
    }

    /** The message is of no transaction and no dialog of the call. */
    static Transition stray(TrackedCall call) {
        return new Transition(call, List.of(), false, Optional.empty());
    }

    /** The call goes on without an INVITE that makes another. */
    static Transition split(TrackedCall after, Attempt another) {
        return new Transition(after, List.of(), true, Optional.of(another));
    }
}
