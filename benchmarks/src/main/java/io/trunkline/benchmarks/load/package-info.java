/**
 * Load from outside the process. {@link io.trunkline.benchmarks.load.CollectorLoad} sends HEP to a collector and, in
 * the same run, to a receiver that only counts, and prints both side by side.
 */
package io.trunkline.benchmarks.load;
