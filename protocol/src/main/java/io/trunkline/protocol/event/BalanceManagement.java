package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when a balance reaches {@code 0 − creditLimit}. */
public enum BalanceManagement {
    /** Nothing: the account pays afterwards. */
    @JsonProperty("none")
    NONE,
    /** It is recorded and shown, and service goes on. */
    @JsonProperty("soft")
    SOFT,
    /** Calls that cost are ended at that moment and new ones refused. */
    @JsonProperty("hard")
    HARD
}
