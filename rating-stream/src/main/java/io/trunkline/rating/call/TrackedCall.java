package io.trunkline.rating.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.rating.deadline.Deadlines;
import io.trunkline.rating.message.CallMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that is kept of a Call-ID between two of its messages. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrackedCall.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = TrackedCall.Ringing.class, name = "ringing"),
    @JsonSubTypes.Type(value = TrackedCall.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = TrackedCall.Ended.class, name = "ended")
})
sealed interface TrackedCall {

    /** When {@link CallTracker#expire} is due, by the collector's clock. */
    Instant deadline();

    /** The call as others see it; empty while no INVITE was seen. */
    default Optional<Call> visible() {
        return Optional.empty();
    }

    /**
     * No INVITE yet.
     *
     * @param held messages that overtook it
     */
    record Unknown(List<CallMessage> held, Instant deadline) implements TrackedCall {

        /** Nothing is known, and nothing is kept. */
        static final Unknown NOTHING = new Unknown(List.of(), Deadlines.NEVER);

        /** Takes an unmodifiable copy of the messages. */
        public Unknown {
            held = List.copyOf(held);
        }
    }

    /**
     * Not answered yet.
     *
     * @param call as others see it
     * @param attempt the caller's transaction
     * @param expected how it ends when nothing more comes before the deadline; null when only a time-out can end it
     * @param mayRetry whether the caller was challenged or redirected and is expected to try again
     * @param earlyBye a BYE that came before any 2xx; null without one
     */
    record Ringing(
            Call.Ringing call, Attempt attempt, Ending expected, boolean mayRetry, EarlyBye earlyBye, Instant deadline)
            implements TrackedCall {

        @Override
        public Optional<Call> visible() {
            return Optional.of(call);
        }
    }

    /**
     * A BYE that came before any 2xx: it overtook it, or it ends one early dialog of several.
     *
     * @param at its capture time
     * @param by who sent it
     * @param calleeTag the called side's tag: which dialog it ends
     */
    record EarlyBye(Instant at, EndedBy by, String calleeTag) {}

    /**
     * Answered.
     *
     * @param call as others see it
     * @param attempt the caller's transaction
     * @param lastSignAt capture time of the last message within its dialog
     * @param sessionSeconds interval of its session timer (RFC 4028); 0 without one
     * @param expected how it ends when nothing more comes before the deadline; null: without a BYE
     */
    record Answered(
            Call.Answered call,
            Attempt attempt,
            Instant lastSignAt,
            long sessionSeconds,
            Ending expected,
            Instant deadline)
            implements TrackedCall {

        @Override
        public Optional<Call> visible() {
            return Optional.of(call);
        }
    }

    /**
     * Over; late messages find it and change nothing.
     *
     * @param call as others see it
     * @param cseq number of the INVITE's CSeq: a higher one is another call
     */
    record Ended(Call.Ended call, long cseq, Instant deadline) implements TrackedCall {

        @Override
        public Optional<Call> visible() {
            return Optional.of(call);
        }
    }
}
