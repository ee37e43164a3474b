package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An account changed its status, or a call of it goes on that was to be ended.
 *
 * @param accountId the account
 * @param type to what, or {@link Type#CUT_FAILED}
 * @param balance the balance less what the calls that are up have cost, at that moment
 * @param currency ISO 4217 code
 * @param at the moment
 * @param suspendedBy the account above it because of which it is suspended; null when that is its own balance, or nothing
 * @param callId of {@link Type#CUT_FAILED} the id of the call; null of all others
 */
public record AccountEvent(
        String accountId,
        Type type,
        BigDecimal balance,
        String currency,
        Instant at,
        String suspendedBy,
        String callId) {

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
        REACTIVATED,
        /**
         * The switch was asked to end a call of a suspended account, and some time later it is still up: it is charged until
         * its BYE or its last sign of life, and asked for again and again. Told once a call, with its id; as long as it
         * goes on it is among {@link Balance#cutFailed}. Whoever raises alarms hears of it here.
         */
        @JsonProperty("cut-failed")
        CUT_FAILED
    }
}
