package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One movement of a balance. The sum of an account's entries is its balance.
 *
 * @param id unique for ever: account and sequence
 * @param accountId the account
 * @param sequence 1 for the account's first entry, then without a gap
 * @param at when it was booked
 * @param type what moved it
 * @param amount what was added: negative for a debit
 * @param balanceAfter the balance with this entry
 * @param currency ISO 4217 code
 * @param reference Call-ID of a call, of one that was rated again with {@code #} and its revision behind it; id of a command
 * @param description for people
 */
public record LedgerEntry(
        String id,
        String accountId,
        long sequence,
        Instant at,
        Type type,
        BigDecimal amount,
        BigDecimal balanceAfter,
        String currency,
        String reference,
        String description) {

    /** What moved a balance. */
    public enum Type {
        /** A call that ended. */
        @JsonProperty("call")
        CALL,
        /** Money that came in. */
        @JsonProperty("payment")
        PAYMENT,
        /** Something other than a call was charged. */
        @JsonProperty("charge")
        CHARGE,
        /** A package or a number: set-up, or a month. */
        @JsonProperty("fee")
        FEE,
        /** Money given back or taken by hand, or a call that was rated again: its reversal, or its new price. */
        @JsonProperty("correction")
        CORRECTION
    }
}
