/**
 * Changes of the customers: drafts as they are sent, the checks that they must pass beside what is there, and the
 * writes. Each gives a {@link io.trunkline.customers.change.Change}: what stands now, or the list of what is wrong. The
 * classes to open first are {@link io.trunkline.customers.change.AccountChanges} and {@link
 * io.trunkline.customers.change.CardChanges}.
 */
package io.trunkline.customers.change;
