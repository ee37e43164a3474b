/**
 * The one way back to the network: {@link io.trunkline.rating.enforcement.SwitchCommander} hands the commands
 * of the ledger to the switch.
 */
package io.trunkline.rating.enforcement;
