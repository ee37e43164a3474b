package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Something that happened to a registered endpoint: a line of its history.
 *
 * @param registration as it stands with this; its id tells whose history this is, also after the endpoint moved
 * @param at when, by the time of capture
 * @param event what happened
 * @param cause why, or from where; null where that goes without saying
 */
public record RegistrationEvent(Registration registration, Instant at, Event event, String cause) {

    /** How the cause of a removal begins that an operator ordered; the operator's name follows. */
    public static final String BY_OPERATOR = "by operator ";

    /** What happens to endpoints. */
    public enum Event {
        /** A binding was made: the first, or one after the end of the last. */
        @JsonProperty("registered")
        REGISTERED,
        /** It was made anew, from the same place. */
        @JsonProperty("refreshed")
        REFRESHED,
        /** The endpoint is the same, and is somewhere else now: another contact, or another address before it. */
        @JsonProperty("moved")
        MOVED,
        /** It was taken back, or the registrar lists it no more. */
        @JsonProperty("removed")
        REMOVED,
        /** It ran out. */
        @JsonProperty("expired")
        EXPIRED,
        /** The registrar refused it. */
        @JsonProperty("failed")
        FAILED
    }
}
