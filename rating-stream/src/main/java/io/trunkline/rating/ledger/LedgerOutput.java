package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.SwitchCommand;

/** What comes of an input to a ledger, but for the balance as it stands then; each goes to a topic of its own. */
sealed interface LedgerOutput {

    /** A movement of the balance. */
    record Booked(LedgerEntry entry) implements LedgerOutput {}

    /** A call with its price. */
    record Rated(Cdr cdr) implements LedgerOutput {}

    /**
     * A call that has ended has another number of free minutes: its record, and that the order is booked.
     *
     * @param sequence of its last entry
     */
    record Corrected(AccountCommand.Rerating order, long sequence) implements LedgerOutput {}

    /** What is kept of a call that is up has changed. */
    record Marked(LiveCall call) implements LedgerOutput {}

    /** A change of status, or a call that could not be ended. */
    record Happened(AccountEvent event) implements LedgerOutput {}

    /** An order to the switch. */
    record Ordered(SwitchCommand command) implements LedgerOutput {}

    /**
     * A word to another ledger.
     *
     * @param accountId whom it is told
     */
    record Told(String accountId, LedgerNote note) implements LedgerOutput {}

    /** A word to the ledgers of all that stand right below the account. */
    record ToldBelow(LedgerNote note) implements LedgerOutput {}
}
