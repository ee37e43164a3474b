package io.trunkline.rating.ledger;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.trunkline.protocol.event.Balance;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * All that is kept of an account's money, but for its calls that are up.
 *
 * @param accountId the account
 * @param terms its configuration as far as money goes; the account as a whole in the JSON of the versions before
 * @param balance sum of its entries
 * @param sequence sequence of its last entry; 0 when there is none
 * @param status as it was last told
 * @param since when that status was told first; null while it was never another than the first
 * @param below whether it was below its threshold when it was last looked at
 * @param untold whether something has changed since the balance was last told
 */
record LedgerState(
        String accountId,
        @JsonAlias("account") Terms terms,
        BigDecimal balance,
        long sequence,
        Balance.Status status,
        Instant since,
        boolean below,
        boolean untold) {

    /** Without terms it has those of an account of which only money is known. */
    LedgerState {
        terms = requireNonNullElse(terms, Terms.UNKNOWN);
    }

    static LedgerState empty(String accountId) {
        return new LedgerState(accountId, Terms.UNKNOWN, BigDecimal.ZERO, 0, Balance.Status.ACTIVE, null, false, false);
    }

    LedgerState with(Terms configured) {
        return new LedgerState(accountId, configured, balance, sequence, status, since, below, untold);
    }

    LedgerState booked(BigDecimal amount) {
        return new LedgerState(accountId, terms, balance.add(amount), sequence + 1, status, since, below, untold);
    }

    /** Looked at: the balance as it stands is still to be told. */
    LedgerState with(Balance.Status now, boolean belowNow, Instant at) {
        return new LedgerState(accountId, terms, balance, sequence, now, now == status ? since : at, belowNow, true);
    }

    LedgerState told() {
        return new LedgerState(accountId, terms, balance, sequence, status, since, below, false);
    }
}
