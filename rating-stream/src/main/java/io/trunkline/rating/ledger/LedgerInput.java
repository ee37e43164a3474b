package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.rating.call.CallEvent;

/** What changes a ledger; each comes from a topic of its own, all keyed by account. */
sealed interface LedgerInput {

    /** An account's configuration. */
    record Configured(Account account) implements LedgerInput {}

    /** The account has a number, perhaps since now. */
    record Owned(PhoneNumber number) implements LedgerInput {}

    /** An order to book. */
    record Commanded(AccountCommand command) implements LedgerInput {}

    /** Another ledger's word. */
    record Noted(LedgerNote note) implements LedgerInput {}

    /** A call was answered or ended. */
    record Called(CallEvent event) implements LedgerInput {}
}
