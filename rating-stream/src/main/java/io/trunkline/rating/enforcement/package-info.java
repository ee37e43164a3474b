/**
 * The one way back to the network: {@link io.trunkline.rating.enforcement.SwitchCommander} hands the commands
 * of the ledger to the switch, and {@link io.trunkline.rating.enforcement.SwitchEnquirer} asks it for calls of which
 * nobody else knows whether they are up.
 */
package io.trunkline.rating.enforcement;
