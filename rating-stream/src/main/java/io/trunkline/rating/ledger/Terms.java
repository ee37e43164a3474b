package io.trunkline.rating.ledger;

import static java.util.Objects.requireNonNullElse;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.BalanceManagement;
import java.math.BigDecimal;

/**
 * What the ledger needs to know of an account's configuration.
 *
 * @param currency ISO 4217 code; null while no configuration came
 * @param balanceManagement what happens when the balance reaches the limit
 * @param creditLimit how far below zero the balance may go
 * @param lowBalanceThreshold below this the account is low; null for never
 */
record Terms(
        String currency, BalanceManagement balanceManagement, BigDecimal creditLimit, BigDecimal lowBalanceThreshold) {

    /** Of an account of which only money is known: it pays afterwards. */
    static final Terms UNKNOWN = new Terms(null, BalanceManagement.NONE, BigDecimal.ZERO, null);

    /** A limit that is not said is 0. */
    Terms {
        balanceManagement = requireNonNullElse(balanceManagement, BalanceManagement.NONE);
        creditLimit = requireNonNullElse(creditLimit, BigDecimal.ZERO);
    }

    static Terms of(Account account) {
        return new Terms(
                account.currency(), account.balanceManagement(), account.creditLimit(), account.lowBalanceThreshold());
    }
}
