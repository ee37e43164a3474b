package io.trunkline.rating.ledger;

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
     */
    record Above(String accountId, String exhausted) implements LedgerNote {}
}
