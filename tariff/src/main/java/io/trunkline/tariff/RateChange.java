package io.trunkline.tariff;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.protocol.event.Rate;

/**
 * What becomes of one line of a card when other rates take the place of its own.
 *
 * @param change what
 * @param prefix of the line
 * @param before the line as it is; null when it is added
 * @param after the line as it would be; null when it is removed
 */
public record RateChange(Kind change, String prefix, Rate before, Rate after) {

    /** What becomes of a line. */
    public enum Kind {
        /** There is none at its place: of its prefix, window, second and first moment. */
        @JsonProperty("added")
        ADDED,
        /** Something else of it is another. */
        @JsonProperty("changed")
        CHANGED,
        /** None takes its place. */
        @JsonProperty("removed")
        REMOVED
    }
}
