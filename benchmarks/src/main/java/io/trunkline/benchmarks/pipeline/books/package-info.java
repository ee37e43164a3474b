/** Counts at the end of a run, {@link io.trunkline.benchmarks.pipeline.books.Audit}. */
package io.trunkline.benchmarks.pipeline.books;
