/**
 * Rates past calls again: {@link io.trunkline.live.rerate.Rerate} goes through the records of a time, and tells what they
 * would cost today or by another card; what it applies, the ledgers book as corrections.
 */
package io.trunkline.live.rerate;
