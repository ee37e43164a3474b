/** Who looks on from outside, as consumers, clients and queries do, and the latencies that they see, {@link
 * io.trunkline.benchmarks.pipeline.observe.Delays}. */
package io.trunkline.benchmarks.pipeline.observe;
