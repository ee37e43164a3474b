package io.trunkline.customers;

import io.trunkline.protocol.event.Account;

/**
 * Whose a call is, and by which rule.
 *
 * @param account the account
 * @param by the rule, in words: {@code by the digest user alice}
 */
public record Identity(Account account, String by) {}
