/**
 * The way to ClickHouse: {@link io.trunkline.storage.connection.StoreConnection} runs the statements of files ({@link
 * io.trunkline.storage.connection.Query}) within a scope, and writes rows in bulk ({@link
 * io.trunkline.storage.connection.RowBuffer}).
 */
package io.trunkline.storage.connection;
