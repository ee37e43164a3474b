package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a call ended. */
public enum Outcome {
    /** A 2xx to INVITE was seen. */
    @JsonProperty("answered")
    ANSWERED,
    /** 486 or 600. */
    @JsonProperty("busy")
    BUSY,
    /** 408, 480, or nothing came before the longest time of ringing was over. */
    @JsonProperty("no-answer")
    NO_ANSWER,
    /** The caller gave up: CANCEL, 487. */
    @JsonProperty("cancelled")
    CANCELLED,
    /** Another 4xx or 6xx. */
    @JsonProperty("rejected")
    REJECTED,
    /** 5xx. */
    @JsonProperty("failed")
    FAILED
}
