/**
 * Money: {@link io.trunkline.rating.ledger.Ledger} is the balance of one account and the calls that are
 * burning it, free of Kafka; {@link io.trunkline.rating.ledger.LiveCalls} finds the moment at which they
 * will have used it up; {@link io.trunkline.rating.ledger.LedgerTopology} runs the ledgers of all accounts.
 */
package io.trunkline.rating.ledger;
