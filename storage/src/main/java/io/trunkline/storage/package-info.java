/**
 * The searchable record: what passed through the topics, in ClickHouse. {@link io.trunkline.storage.Store}
 * is the place to start: it holds the schema and answers every question; {@link
 * io.trunkline.storage.StorageSink} fills it from Kafka. What may be written twice after a crash is read
 * once: every table has an identity in its key. The SQL is in the resources of this package, under
 * {@code migrations} and {@code queries}.
 */
package io.trunkline.storage;
