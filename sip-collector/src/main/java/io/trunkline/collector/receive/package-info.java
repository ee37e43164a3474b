/**
 * From the network into the journal. {@link io.trunkline.collector.receive.Receivers} opens the sockets for UDP, TCP
 * and TLS; whatever way a packet comes, an {@link io.trunkline.collector.receive.Intake} of the receiving thread reads
 * it, asks the registry and appends it to the journal.
 */
package io.trunkline.collector.receive;
