package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** A call as it stands now: {@code ringing → answered → ended}, or {@code ringing → ended}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Call.Ringing.class, name = "ringing"),
    @JsonSubTypes.Type(value = Call.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Call.Ended.class, name = "ended")
})
public sealed interface Call {

    /** What is known of the call since its first INVITE. */
    CallSetup setup();

    /**
     * From the first INVITE until an answer or an end.
     *
     * @param setup what the INVITE said
     * @param ringingAt time of the first 180 or 183; null while there was none
     */
    record Ringing(CallSetup setup, Instant ringingAt) implements Call {}

    /**
     * From the 2xx to INVITE until the end.
     *
     * @param setup what the INVITE said; its tariff is the one valid at the answer
     * @param ringingAt time of the first 180 or 183; null when there was none
     * @param answeredAt time of the first 2xx to INVITE
     * @param uncertainSince the last moment at which it was known to be up, when what came after it may be missing: its
     *     end may have passed unseen. Null of a call that is surely up
     */
    record Answered(CallSetup setup, Instant ringingAt, Instant answeredAt, Instant uncertainSince) implements Call {

        /** One that is surely up. */
        public Answered(CallSetup setup, Instant ringingAt, Instant answeredAt) {
            this(setup, ringingAt, answeredAt, null);
        }

        /** The same with another setup. */
        public Answered with(CallSetup other) {
            return new Answered(other, ringingAt, answeredAt, uncertainSince);
        }

        /** The same, which rang first at that moment. */
        public Answered rangAt(Instant at) {
            return new Answered(setup, at, answeredAt, uncertainSince);
        }

        /** The same, of which nobody knows since a moment whether it is up; surely up since null. */
        public Answered uncertainSince(Instant moment) {
            return new Answered(setup, ringingAt, answeredAt, moment);
        }

        /** Until when it was surely up, as far as is known at a moment. */
        public Instant knownUntil(Instant now) {
            return uncertainSince == null || uncertainSince.isAfter(now) ? now : uncertainSince;
        }
    }

    /**
     * The call is over; the record stays for the late packets of a retransmission, then goes.
     *
     * @param setup what the INVITE said
     * @param ringingAt time of the first 180 or 183; null when there was none
     * @param answeredAt time of the first 2xx to INVITE; null when it was never answered
     * @param endedAt time of the first BYE that was not refused, of the final failure, or at which the call was given up
     * @param outcome how it ended
     * @param endedBy who ended it
     * @param status the final SIP status of the INVITE; 0 when there was none
     * @param cause why it ended, in words
     * @param flags what is to be known of the times: {@link #CLOCK_SKEW}, {@link #CAPTURE_GAP}, {@link #INVITE_UNKNOWN}, {@link #CLOSED_BY_OPERATOR};
     *     empty for most
     */
    record Ended(
            CallSetup setup,
            Instant ringingAt,
            Instant answeredAt,
            Instant endedAt,
            Outcome outcome,
            EndedBy endedBy,
            int status,
            Cause cause,
            List<String> flags)
            implements Call {

        /** The clocks of the agents that saw answer and end differ by more than the call's times allow: it is doubtful. */
        public static final String CLOCK_SKEW = "clock-skew";

        /**
         * The capture missed its answer, which is then the end of the gap; or its end, which is then the last moment at which
         * the call was known to be up.
         */
        public static final String CAPTURE_GAP = "capture-gap";

        /** An operator had it closed in the books: it was not known whether it was up. */
        public static final String CLOSED_BY_OPERATOR = "closed-by-operator";

        /** It is not known which INVITE was answered, or whose credentials in it count: who pays and what was called is doubtful. */
        public static final String INVITE_UNKNOWN = "invite-unknown";

        /** Takes an unmodifiable copy of the flags; absent ones are none. */
        public Ended {
            flags = flags == null ? List.of() : List.copyOf(flags);
        }

        /** The same for another reason: what a later stage knows better. */
        public Ended because(Cause other) {
            return new Ended(setup, ringingAt, answeredAt, endedAt, outcome, endedBy, status, other, flags);
        }
    }
}
