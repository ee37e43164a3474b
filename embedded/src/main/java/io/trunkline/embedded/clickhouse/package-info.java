/**
 * The ClickHouse engine in the process, behind ClickHouse's HTTP interface.
 *
 * <p>{@link io.trunkline.embedded.clickhouse.EmbeddedClickHouse} is what others see. Behind it stand three layers:
 * {@code HttpInterface} reads requests, {@code ChdbEngine} runs statements on threads of its own, and {@code
 * ChdbLibrary} is the C interface of the engine's library.
 */
package io.trunkline.embedded.clickhouse;
