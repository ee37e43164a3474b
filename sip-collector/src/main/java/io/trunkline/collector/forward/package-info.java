/**
 * From the journal to Kafka. {@link io.trunkline.collector.forward.Forwarder} follows the journal on a thread of its
 * own, {@link io.trunkline.collector.forward.MessageMaker} makes a record of {@code sip.messages} of each packet, and
 * {@link io.trunkline.collector.forward.InFlight} knows up to where Kafka has everything.
 */
package io.trunkline.collector.forward;
