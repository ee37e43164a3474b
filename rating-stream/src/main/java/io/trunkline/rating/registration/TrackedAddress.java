package io.trunkline.rating.registration;

import io.trunkline.protocol.event.Registration;
import io.trunkline.rating.deadline.Deadlines;
import io.trunkline.rating.message.RegisterMessage;
import java.time.Duration;
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

    /** What a small record takes, roughly. */
    private static final int BYTES = 256;

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
     * @param device which device it is, as {@link RegistrationKey#device} has it; null when it does not say
     * @param grantedAt when the registrar last said so, by the time of capture
     */
    record Binding(Registration registration, Instant deadline, String device, Instant grantedAt) {

        /** Records from before it was kept say nothing of when it was granted: long ago. */
        Binding {
            grantedAt = grantedAt == null ? Instant.EPOCH : grantedAt;
        }

        boolean isActive() {
            return registration.state() == Registration.State.ACTIVE;
        }

        /** When it was granted, by the collector's clock; only of one that is active. */
        Instant grantedByCollector() {
            return deadline.minus(Duration.between(grantedAt, registration.expiresAt()));
        }

        Binding with(Registration other, Instant until) {
            return new Binding(other, until, device, grantedAt);
        }
    }

    /**
     * A REGISTER that waits for its response.
     *
     * @param request as it was seen first, nearest to the endpoint
     * @param deadline when it is given up
     */
    record Pending(RegisterMessage.Request request, Instant deadline) {

        /** Whether a message is of the same request, on whichever hop. */
        boolean isOf(RegisterMessage message) {
            return request.callId().equals(message.callId()) && request.cseq() == message.cseq();
        }

        /**
         * RFC 3261, 17.1.3: by the branch, so on the hop nearest to the endpoint; and never from where the request came,
         * for nobody grants himself anything.
         */
        boolean isAnsweredBy(RegisterMessage.Response response) {
            String source = request.capture().source();
            boolean own = source.equals(response.capture().source())
                    && !source.equals(request.capture().target());
            return isOf(response)
                    && !own
                    && (request.branch() == null || request.branch().equals(response.branch()));
        }
    }

    /** Takes unmodifiable copies of the lists. */
    TrackedAddress {
        bindings = List.copyOf(bindings);
        pending = List.copyOf(pending);
    }

    /** Without what no registrar has granted, and what is over. */
    TrackedAddress granted() {
        return new TrackedAddress(bindings.stream().filter(Binding::isActive).toList(), List.of(), Refusals.NONE);
    }

    /** About how many bytes all take that {@link #granted} is without. */
    int ungrantedBytes() {
        int bytes = refusals.equals(Refusals.NONE) ? 0 : BYTES;
        for (Binding binding : bindings) {
            bytes += binding.isActive()
                    ? 0
                    : 2 * BYTES + binding.registration().contact().length();
        }
        for (Pending each : pending) {
            RegisterMessage.Request request = each.request();
            bytes += 2 * BYTES + request.callId().length();
            for (RegisterMessage.Contact contact : request.contacts()) {
                bytes += BYTES
                        + contact.uri().length()
                        + (contact.instance() == null ? 0 : contact.instance().length());
            }
        }
        return bytes;
    }

    /** When something becomes of it; never for nothing. */
    Instant deadline() {
        return Stream.concat(
                        bindings.stream().map(Binding::deadline),
                        pending.stream().map(Pending::deadline))
                .reduce(refusals.until(), (one, other) -> one.isBefore(other) ? one : other);
    }
}
