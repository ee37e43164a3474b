/**
 * The tables: {@link io.trunkline.storage.schema.Schema} brings a database to what this version needs. The SQL is in
 * the numbered files of {@code migrations}.
 */
package io.trunkline.storage.schema;
