/** What is played, and the process that plays it in an open loop, {@link io.trunkline.benchmarks.pipeline.traffic.Generator}. */
package io.trunkline.benchmarks.pipeline.traffic;
