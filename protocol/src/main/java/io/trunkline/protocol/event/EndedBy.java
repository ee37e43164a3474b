package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who ended a call; follows its {@link Cause}. */
public enum EndedBy {
    /** The caller sent BYE or CANCEL. */
    @JsonProperty("caller")
    CALLER,
    /** The called side sent BYE or a final failure. */
    @JsonProperty("callee")
    CALLEE,
    /** The platform itself, on our command or its own: a BYE to both sides, or a refusal that went no farther. */
    @JsonProperty("platform")
    PLATFORM,
    /** What lies beyond the platform: it failed, or did not answer. */
    @JsonProperty("trunk")
    TRUNK,
    /** Nobody said: no BYE was seen, and the session timer or the longest duration ran out. */
    @JsonProperty("no-bye")
    NO_BYE
}
