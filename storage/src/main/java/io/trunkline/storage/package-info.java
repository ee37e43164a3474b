/**
 * The searchable record: what passed through the topics, in ClickHouse. {@link io.trunkline.storage.Store} is the place
 * to start: it answers every question, within the scope of who asks; {@link io.trunkline.storage.StorageSink} fills it
 * from Kafka. Each kind of record has a room with its table, its SQL and its reads; what may be written twice after a
 * crash is read once, for every table has an identity in its key. Nothing outside of this module sees a connection.
 */
package io.trunkline.storage;
