package io.trunkline.storage.ledger;

import io.trunkline.storage.connection.Page;
import java.time.Instant;
import java.util.Objects;

/**
 * Which part of an account's ledger.
 *
 * @param accountId the account
 * @param since first moment of an entry's booking; null for the first there is
 * @param until the entry was booked before this; null for no bound
 * @param limit most items of a page, 1 to {@link #LARGEST_PAGE}
 * @param cursor {@link Page#next} of the page before; null for the first
 */
public record StatementFilter(String accountId, Instant since, Instant until, int limit, String cursor) {

    /** A page is never larger. */
    public static final int LARGEST_PAGE = 10_000;

    /** Checks the limit. */
    public StatementFilter {
        Objects.requireNonNull(accountId, "accountId");
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_PAGE + ", not " + limit);
        }
    }
}
