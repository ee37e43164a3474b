/**
 * A captured call as a scenario that SIPp plays, to try what a customer's telephone did against a switch at will. The
 * class to open first is {@link io.trunkline.live.scenario.Scenario}.
 */
package io.trunkline.live.scenario;
