package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a price is rounded, once, at the end of the sum. */
public enum Rounding {
    /** To the nearest; a half away from zero. */
    @JsonProperty("half-up")
    HALF_UP,
    /** Away from zero. */
    @JsonProperty("up")
    UP
}
