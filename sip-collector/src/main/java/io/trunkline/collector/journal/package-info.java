/**
 * Every received packet on the disk, until Kafka has it. {@link io.trunkline.collector.journal.Journal} is the queue
 * of files, {@link io.trunkline.collector.journal.JournalRecord} what stands in it for a packet, {@link
 * io.trunkline.collector.journal.Checkpoint} how far Kafka has got, and {@link
 * io.trunkline.collector.journal.DiskGuard} stops writing before the disk is full.
 */
package io.trunkline.collector.journal;
