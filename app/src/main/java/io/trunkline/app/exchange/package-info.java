/**
 * The simulated exchange of {@code run --demo}: a proxy with its subscribers and trunks that exist only as
 * the HEP packets that such a proxy would send. {@link io.trunkline.app.exchange.SimulatedExchange} starts
 * it. What happens is drawn from a seed: {@link io.trunkline.app.exchange.CallPlan} is what one call will
 * do, {@link io.trunkline.app.exchange.CallFlow} writes its messages, {@link
 * io.trunkline.app.exchange.CallTraffic} plays them. {@link io.trunkline.app.exchange.SwitchRpc} takes the
 * commands that a switch takes, and {@link io.trunkline.app.exchange.DemoCustomers} sets up the accounts
 * through the API, as an operator would. All addresses are from the ranges that are kept for examples.
 */
package io.trunkline.app.exchange;
