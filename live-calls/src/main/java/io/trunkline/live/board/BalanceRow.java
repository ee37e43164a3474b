package io.trunkline.live.board;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Balance;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An account's money as the API shows it.
 *
 * @param accountId the account
 * @param balance the sum of its ledger entries
 * @param reserved what is reserved for its calls that are up; not yet in the balance
 * @param available how far it is from its limit: balance and credit limit, less what is reserved
 * @param currency ISO 4217 code
 * @param status how it stands
 * @param exhaustsAt when the calls that are up will have used it up, if they go on; null when they never will
 * @param freeSecondsLeft of the free minutes of the account's month what no call has begun, whole minutes; 0 without any
 * @param suspendedBy the account above it because of which it is suspended; null when that is its own balance, or nothing
 * @param needsAttention why somebody has to look after it: what moves its money and could not be processed, or calls that
 *     could not be ended; null when nothing is
 */
public record BalanceRow(
        String accountId,
        BigDecimal balance,
        BigDecimal reserved,
        BigDecimal available,
        String currency,
        Balance.Status status,
        Instant exhaustsAt,
        long freeSecondsLeft,
        String suspendedBy,
        String needsAttention) {

    private static final long SECONDS_IN_A_MINUTE = 60;

    /**
     * The row of an account.
     *
     * @param told what the ledger told of it last; null while it has told nothing: then nothing was booked yet
     * @param minutesBegun of the free minutes of the month, by the calls that are up
     * @param needsAttention why it does beside what the ledger told; null when it does not
     */
    static BalanceRow of(Account account, Balance told, BigDecimal reserved, long minutesBegun, String needsAttention) {
        BigDecimal balance = told == null ? BigDecimal.ZERO : told.balance();
        return new BalanceRow(
                account.id(),
                balance,
                reserved,
                balance.add(account.creditLimit()).subtract(reserved),
                account.currency(),
                told == null ? Balance.Status.ACTIVE : told.status(),
                told == null ? null : told.exhaustsAt(),
                told == null || told.allowance() == null
                        ? 0
                        : SECONDS_IN_A_MINUTE
                                * Math.max(0, told.allowance().minutes() - told.freeMinutesTaken() - minutesBegun),
                told == null ? null : told.suspendedBy(),
                attention(told, needsAttention));
    }

    private static String attention(Balance told, String otherwise) {
        return otherwise != null || told == null || told.cutFailed().isEmpty()
                ? otherwise
                : "calls go on that were to end when the balance was used up, the switch does not end them: "
                        + String.join(" ", told.cutFailed());
    }
}
