package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An account changed its status.
 *
 * @param accountId the account
 * @param type to what
 * @param balance the balance less what the calls that are up have cost, at that moment
 * @param currency ISO 4217 code
 * @param at the moment
 * @param suspendedBy the account above it because of which it is suspended; null when that is its own balance, or nothing
 */
public record AccountEvent(
        String accountId, Type type, BigDecimal balance, String currency, Instant at, String suspendedBy) {

    /** What happened. */
    public enum Type {
        /** It went below its threshold. */
        @JsonProperty("low")
        LOW,
        /** {@code soft}: it reached its limit. */
        @JsonProperty("overdrawn")
        OVERDRAWN,
        /** {@code hard}: it reached its limit, or one above it did. */
        @JsonProperty("suspended")
        SUSPENDED,
        /** It was lifted above its limit again. */
        @JsonProperty("reactivated")
        REACTIVATED
    }
}
