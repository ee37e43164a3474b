/**
 * How the records of a topic become rows: {@link io.trunkline.storage.sink.TopicSink} gathers them into a {@link
 * io.trunkline.storage.sink.Batch}, has a {@link io.trunkline.storage.sink.SinkTable} write each as a row, and bears
 * that Kafka or ClickHouse are away.
 */
package io.trunkline.storage.sink;
