package io.trunkline.live.resource;

import io.trunkline.live.booking.Bookings;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.storage.Store;
import io.trunkline.storage.connection.Page;
import io.trunkline.storage.ledger.StatementFilter;
import java.util.Optional;

/**
 * Finds in the store what the ledger booked before this process began to watch it: goes through the account's
 * statement from now back to the moment of the order. It is asked only when an order is repeated after a restart.
 */
final class BookedEarlier implements Bookings.Booked {

    /** Who may book is known already; whether it is done is a matter of the ledger alone. */
    private static final Scope EVERYTHING = new Scope.Everything();

    private final Store store;

    BookedEarlier(Store store) {
        this.store = store;
    }

    @Override
    public Optional<LedgerEntry> find(AccountCommand command) {
        String cursor = null;
        do {
            var filter =
                    new StatementFilter(command.accountId(), command.at(), null, StatementFilter.LARGEST_PAGE, cursor);
            Page<LedgerEntry> page = Stored.ask(() -> store.statement(EVERYTHING, filter));
            Optional<LedgerEntry> found = page.items().stream()
                    .filter(entry -> entry.type() != LedgerEntry.Type.CALL)
                    .filter(entry -> entry.reference().equals(command.id()))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            cursor = page.next();
        } while (cursor != null);
        return Optional.empty();
    }
}
