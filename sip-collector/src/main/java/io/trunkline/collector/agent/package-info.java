/**
 * Who may send, and what each sender has done. {@link io.trunkline.collector.agent.AgentRegistry} says of a packet
 * whose it is and whether it is taken; {@link io.trunkline.collector.agent.AgentCounters} counts for each agent.
 */
package io.trunkline.collector.agent;
