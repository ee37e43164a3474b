package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.RoundingMode;

/** How a price is rounded, once, at the end of the sum. */
public enum Rounding {
    /** To the nearest; a half away from zero. */
    @JsonProperty("half-up")
    HALF_UP,
    /** Away from zero. */
    @JsonProperty("up")
    UP;

    /** The same for a division. */
    public RoundingMode mode() {
        return switch (this) {
            case HALF_UP -> RoundingMode.HALF_UP;
            case UP -> RoundingMode.UP;
        };
    }
}
