/**
 * Kafka and ClickHouse inside the process, for a run without clusters and for the tests of every module.
 *
 * <p>A room for each: open {@link io.trunkline.embedded.kafka.EmbeddedKafka} or {@link
 * io.trunkline.embedded.clickhouse.EmbeddedClickHouse}, which are all that other modules see. Both listen on loopback
 * only and keep their data in a directory of their own, so that the rest of the product speaks to them exactly as it
 * would to a cluster. Here stands what both need: a port, a directory and a way to say why they cannot start.
 */
package io.trunkline.embedded;
