/**
 * Holds a carrier's records of calls against ours. {@link io.trunkline.app.reconcile.Reconciliation} reads both in the
 * order of time, {@link io.trunkline.app.reconcile.Matching} pairs them, {@link io.trunkline.app.reconcile.Summary} adds
 * up what was found. Neither side is ever held in memory whole.
 */
package io.trunkline.app.reconcile;
