/**
 * What the hot paths cost, measured with JMH beside the peers that they are compared with. Open {@link
 * io.trunkline.benchmarks.SipScannerBenchmark} first. What the numbers were, and where, is told in
 * {@code docs/benchmarks.md}.
 */
package io.trunkline.benchmarks;
