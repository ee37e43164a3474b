package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Why a call ended, and by whom, in words.
 *
 * @param code for programs
 * @param text for people: a sentence without a full stop
 * @param by whose doing it was
 * @param at when, by the time of capture
 */
public record Cause(Code code, String text, By by, Instant at) {

    /** Why a call ended. */
    public enum Code {
        /** One side hung up. */
        @JsonProperty("normal")
        NORMAL,
        /** 486, 600. */
        @JsonProperty("busy")
        BUSY,
        /** It rang, and nobody took it. */
        @JsonProperty("no-answer")
        NO_ANSWER,
        /** 603, 607, 608. */
        @JsonProperty("declined")
        DECLINED,
        /** The caller gave up: CANCEL, 487, or a BYE before any answer. */
        @JsonProperty("cancelled")
        CANCELLED,
        /** 480, 410, 430. */
        @JsonProperty("unreachable")
        UNREACHABLE,
        /** 404, 484, 604. */
        @JsonProperty("not-found")
        NOT_FOUND,
        /** 403, or a 401 or 407 that was never followed. */
        @JsonProperty("forbidden")
        FORBIDDEN,
        /** 402 of the platform to an account. */
        @JsonProperty("suspended")
        SUSPENDED,
        /** 5xx, 408 or no answer at all from beyond the platform. */
        @JsonProperty("trunk-failure")
        TRUNK_FAILURE,
        /** 5xx or 408 of the platform itself. */
        @JsonProperty("platform-failure")
        PLATFORM_FAILURE,
        /** It was cut because its account had nothing left. */
        @JsonProperty("balance-used-up")
        BALANCE_USED_UP,
        /** An operator had it ended. */
        @JsonProperty("ended-by-operator")
        ENDED_BY_OPERATOR,
        /** No BYE was seen: the session timer or the longest duration ran out. */
        @JsonProperty("no-bye")
        NO_BYE,
        /** Anything else. */
        @JsonProperty("other")
        OTHER
    }

    /** Whose doing it was. */
    public enum By {
        /** The calling side. */
        @JsonProperty("caller")
        CALLER,
        /** The called side. */
        @JsonProperty("callee")
        CALLEE,
        /** The platform itself; also of what nobody said. */
        @JsonProperty("platform")
        PLATFORM,
        /** What lies beyond the platform. */
        @JsonProperty("trunk")
        TRUNK
    }

    /** The same with another reason: what a later stage knows better. */
    public Cause as(Code other, String words) {
        return new Cause(other, words, by, at);
    }

    /** Who ended the call, as this says. */
    public EndedBy endedBy() {
        if (code == Code.NO_BYE) {
            return EndedBy.NO_BYE;
        }
        return switch (by) {
            case CALLER -> EndedBy.CALLER;
            case CALLEE -> EndedBy.CALLEE;
            case PLATFORM -> EndedBy.PLATFORM;
            case TRUNK -> EndedBy.TRUNK;
        };
    }
}
