/**
 * Movements of money: {@link io.trunkline.storage.ledger.LedgerTable} makes rows of them, {@link
 * io.trunkline.storage.ledger.LedgerReads} gives an account's statement.
 */
package io.trunkline.storage.ledger;
