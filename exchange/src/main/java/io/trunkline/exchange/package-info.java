/**
 * The simulated exchange: a proxy with its subscribers and trunks that exist only as the HEP packets that such a
 * proxy would send. {@link io.trunkline.exchange.SimulatedExchange} starts it. What happens is drawn from a seed:
 * {@link io.trunkline.exchange.CallPlan} is what one call will do, {@link io.trunkline.exchange.CallFlow} writes its
 * messages, {@link io.trunkline.exchange.CallTraffic} plays them; {@link io.trunkline.exchange.WrittenCalls} are calls
 * that others play. {@link io.trunkline.exchange.SwitchRpc} takes the commands that a switch takes. All addresses are
 * from the ranges that are kept for examples.
 */
package io.trunkline.exchange;
