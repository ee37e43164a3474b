package io.trunkline.customers;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.PayerReason;

/**
 * Whose a call is, and by which rule.
 *
 * @param account the account
 * @param reason the rule
 */
public record Identity(Account account, PayerReason reason) {

    static Identity by(PayerReason.Code rule, String words, Account account) {
        return new Identity(account, new PayerReason(rule, words));
    }
}
