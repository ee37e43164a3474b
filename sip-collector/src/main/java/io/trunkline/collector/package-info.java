/**
 * Receives HEP from the switches and hands it to Kafka, losing nothing on the way. {@link
 * io.trunkline.collector.Collector} is the role and wires its parts: receivers for UDP, TCP and TLS pass each
 * packet to an {@link io.trunkline.collector.Intake}, which asks the {@link
 * io.trunkline.collector.AgentRegistry} and appends to the {@link io.trunkline.collector.Journal}; the {@link
 * io.trunkline.collector.Forwarder} reads the journal behind them and writes {@code sip.messages}.
 */
package io.trunkline.collector;
