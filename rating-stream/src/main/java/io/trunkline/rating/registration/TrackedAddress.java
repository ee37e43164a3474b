package io.trunkline.rating.registration;

import io.trunkline.protocol.event.Registration;
import io.trunkline.rating.deadline.Deadlines;
import io.trunkline.rating.message.RegisterMessage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is kept of an address of record.
 *
 * @param bindings its bindings, and at most one failure, each with when something becomes of it
 * @param pending REGISTERs without a final response
 * @param refusals how often credentials were refused of late
 */
record TrackedAddress(List<Binding> bindings, List<Pending> pending, Refusals refusals) {

    static final TrackedAddress NOTHING = new TrackedAddress(List.of(), List.of(), Refusals.NONE);

    /**
     * REGISTERs with credentials that were refused with 401 or 407 one after the other.
     *
     * @param count how many
     * @param until when they are forgotten
     */
    record Refusals(int count, Instant until) {

        static final Refusals NONE = new Refusals(0, Deadlines.NEVER);
    }

    /**
     * A registration and its deadline.
     *
     * @param registration as others see it
     * @param deadline when it expires or, once it is over, is forgotten; by the collector's clock
     */
    record Binding(Registration registration, Instant deadline) {

        boolean isActive() {
            return registration.state() == Registration.State.ACTIVE;
        }
    }

    /**
     * A REGISTER that waits for its response.
     *
     * @param request as it was seen first, nearest to the endpoint
     * @param deadline when it is given up
     */
    record Pending(RegisterMessage.Request request, Instant deadline) {

        boolean isAnsweredBy(RegisterMessage response) {
            return request.callId().equals(response.callId()) && request.cseq() == response.cseq();
        }
    }

    /** Takes unmodifiable copies of the lists. */
    TrackedAddress {
        bindings = List.copyOf(bindings);
        pending = List.copyOf(pending);
    }

    /** When something becomes of it; never for nothing. */
    Instant deadline() {
        return Stream.concat(
                        bindings.stream().map(Binding::deadline),
                        pending.stream().map(Pending::deadline))
                .reduce(refusals.until(), (one, other) -> one.isBefore(other) ? one : other);
    }
}
