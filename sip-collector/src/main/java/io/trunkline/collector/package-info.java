/**
 * Receives HEP from the switches and hands it to Kafka, losing nothing on the way. {@link
 * io.trunkline.collector.Collector} is the role and wires its rooms, in the order in which a packet meets them:
 * {@code receive} takes it from the network and asks {@code agent} whose it is, {@code journal} keeps it, {@code
 * forward} writes it to {@code sip.messages}, and {@code report} tells how all of that goes.
 */
package io.trunkline.collector;
