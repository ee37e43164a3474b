package io.trunkline.storage.ledger;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.Page;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import java.util.List;
import java.util.Map;

/** Answers what is asked of movements of money. Any thread may ask, and waits. */
public final class LedgerReads {

    private static final Query STATEMENT = Query.scoped(LedgerReads.class, "statement-newest-first");

    private final StoreConnection connection;

    /** Reads by a connection that somebody else closes. */
    public LedgerReads(StoreConnection connection) {
        this.connection = connection;
    }

    /**
     * A page of an account's ledger, last entry first; nothing when the scope does not cover the account.
     *
     * @throws IllegalArgumentException when the cursor is not one of ours
     */
    public Page<LedgerEntry> statement(Scope scope, StatementFilter filter) {
        long before = filter.cursor() == null ? Long.MAX_VALUE : sequence(filter.cursor());
        List<LedgerEntry> rows = connection.rows(
                STATEMENT,
                scope,
                Map.of(
                        "account_id", filter.accountId(),
                        "before_sequence", before,
                        "since_micros", Columns.since(filter.since()),
                        "until_micros", Columns.until(filter.until()),
                        "limit", filter.limit() + 1),
                LedgerTable::read);
        return Page.of(rows, filter.limit(), LedgerEntry::id, entry -> Long.toString(entry.sequence()));
    }

    private static long sequence(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a cursor of a statement: " + cursor, e);
        }
    }
}
