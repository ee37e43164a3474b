/**
 * Kafka and ClickHouse inside the process, for a run without clusters and for the tests of every module.
 *
 * <p>Open {@link io.trunkline.embedded.EmbeddedKafka} or {@link io.trunkline.embedded.EmbeddedClickHouse} first: they
 * are all that other modules see. Both listen on loopback only and keep their data in a directory of their own, so
 * that the rest of the product speaks to them exactly as it would to a cluster. Behind {@code EmbeddedClickHouse}
 * stand three layers: {@code HttpInterface} reads requests, {@code ChdbEngine} runs statements on threads of its own,
 * and {@code ChdbLibrary} is the C interface of the engine's library.
 */
package io.trunkline.embedded;
