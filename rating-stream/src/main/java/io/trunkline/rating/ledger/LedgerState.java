package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Balance;
import java.math.BigDecimal;

/**
 * All that is kept of an account's money, but for its calls that are up.
 *
 * @param accountId the account
 * @param account its configuration; null while none came
 * @param balance sum of its entries
 * @param sequence sequence of its last entry; 0 when there is none
 * @param status as it was last told
 * @param below whether it was below its threshold when it was last looked at
 */
record LedgerState(
        String accountId, Account account, BigDecimal balance, long sequence, Balance.Status status, boolean below) {

    static LedgerState empty(String accountId) {
        return new LedgerState(accountId, null, BigDecimal.ZERO, 0, Balance.Status.ACTIVE, false);
    }

    LedgerState with(Account configured) {
        return new LedgerState(accountId, configured, balance, sequence, status, below);
    }

    LedgerState booked(BigDecimal amount) {
        return new LedgerState(accountId, account, balance.add(amount), sequence + 1, status, below);
    }

    LedgerState with(Balance.Status changed, boolean belowNow) {
        return new LedgerState(accountId, account, balance, sequence, changed, belowNow);
    }
}
