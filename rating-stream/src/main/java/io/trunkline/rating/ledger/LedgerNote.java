package io.trunkline.rating.ledger;

import java.time.Instant;

/**
 * What the ledger of one account tells that of another, keyed by the one that is told: so what stands above an account
 * reaches it in one order with everything else that changes its money.
 */
sealed interface LedgerNote {

    /** The account that tells it. */
    String accountId();

    /** It stands below the one that is told, which answers with {@link Above}. */
    record Joined(String accountId) implements LedgerNote {}

    /** It stands there no more. */
    record Left(String accountId) implements LedgerNote {}

    /**
     * It is the parent of the one that is told.
     *
     * @param exhausted the account whose balance is used up, itself or one above it, so that all below are suspended; null
     *     when there is none
     * @param since when it was used up; null when there is none, or when a version told it that did not say when
     */
    record Above(String accountId, String exhausted, Instant since) implements LedgerNote {}
}
