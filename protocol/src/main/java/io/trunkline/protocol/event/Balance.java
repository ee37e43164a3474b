package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An account's balance and status as they stood at a moment.
 *
 * @param accountId the account
 * @param balance sum of its ledger entries
 * @param reserved what its calls that are up had cost at {@code at}; not yet in the balance
 * @param currency ISO 4217 code
 * @param status what follows from both
 * @param exhaustsAt when the calls that are up will have used it up, if they go on; null when they never will
 * @param liveCalls number of its calls that are up and cost something
 * @param sequence sequence of the last ledger entry in it; 0 when there is none
 * @param at the moment
 * @param allowance the free minutes of the account's month; null when it has none
 * @param freeMinutesTaken how many of them the calls that have ended took
 * @param freeMinutes for each call that is up and may take free minutes, by its id: how many it has if all go on as they
 *     are
 * @param suspendedBy the account above it because of which it is suspended; null when that is its own balance, or nothing
 * @param cutFailed ids of its calls that go on although the switch was asked to end them; empty for most
 */
public record Balance(
        String accountId,
        BigDecimal balance,
        BigDecimal reserved,
        String currency,
        Status status,
        Instant exhaustsAt,
        int liveCalls,
        long sequence,
        Instant at,
        Allowance allowance,
        long freeMinutesTaken,
        Map<String, Long> freeMinutes,
        String suspendedBy,
        List<String> cutFailed) {

    /** Takes unmodifiable copies; absent ones are none. */
    public Balance {
        cutFailed = cutFailed == null ? List.of() : List.copyOf(cutFailed);
        freeMinutes = freeMinutes == null ? Map.of() : Map.copyOf(freeMinutes);
    }

    /** One without free minutes that nobody above it suspends. */
    public Balance(
            String accountId,
            BigDecimal balance,
            BigDecimal reserved,
            String currency,
            Status status,
            Instant exhaustsAt,
            int liveCalls,
            long sequence,
            Instant at) {
        this(
                accountId,
                balance,
                reserved,
                currency,
                status,
                exhaustsAt,
                liveCalls,
                sequence,
                at,
                null,
                0,
                Map.of(),
                null,
                List.of());
    }

    /**
     * The same, holding once what others say as well.
     *
     * @param id the account's, as it is held already
     */
    public Balance sharing(String id, Alike alike) {
        return new Balance(
                id,
                sharing(balance),
                sharing(reserved),
                alike.one(currency),
                status,
                exhaustsAt,
                liveCalls,
                sequence,
                at,
                alike.one(allowance),
                freeMinutesTaken,
                freeMinutes,
                alike.one(suspendedBy),
                cutFailed);
    }

    private static BigDecimal sharing(BigDecimal amount) {
        return amount != null && amount.signum() == 0 && amount.scale() == 0 ? BigDecimal.ZERO : amount;
    }

    /** Whether an account may go on. */
    public enum Status {
        /** Nothing is wrong. */
        @JsonProperty("active")
        ACTIVE,
        /** Below its threshold. */
        @JsonProperty("low")
        LOW,
        /** {@code soft}: below zero by more than its credit limit; service goes on. */
        @JsonProperty("overdrawn")
        OVERDRAWN,
        /** {@code hard}: at its limit, or an account above it is; calls that cost are ended and refused. */
        @JsonProperty("suspended")
        SUSPENDED
    }
}
