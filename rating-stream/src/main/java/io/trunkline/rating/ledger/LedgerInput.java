package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.protocol.event.PutBackOrder;
import io.trunkline.rating.call.CallEvent;

/** What comes to a ledger; each from a topic of its own, all keyed by account. */
sealed interface LedgerInput {

    /** What changes it. */
    sealed interface Change extends LedgerInput {}

    /** Id of the call of which it tells, so that its order counts; null when it tells of none. */
    default String callId() {
        return null;
    }

    /** An account's configuration. */
    record Configured(Account account) implements Change {}

    /** The account has a number, perhaps since now. */
    record Owned(PhoneNumber number) implements Change {}

    /** An order to book. */
    record Commanded(AccountCommand command) implements Change {}

    /** Another ledger's word. */
    record Noted(LedgerNote note) implements Change {}

    /** A call was answered or ended. */
    record Called(CallEvent event) implements Change {

        @Override
        public String callId() {
            return event.call().setup().id();
        }
    }

    /**
     * A record that is none of these.
     *
     * @param why for people
     */
    record Unreadable(String why) implements LedgerInput {}

    /** What was put away is to be tried again. */
    record PutBack(PutBackOrder order) implements LedgerInput {}
}
