/**
 * A load run of the whole: {@link io.trunkline.benchmarks.pipeline.PipelineBench} starts the product as its launcher
 * does, lets {@code traffic} play an exchange to it from a process of its own, looks on ({@code observe}), measures
 * what is used ({@code usage}), and counts in the end ({@code books}). What is played follows from a seed: who looks
 * on knows each message's due time and each call's price without asking who sends it.
 */
package io.trunkline.benchmarks.pipeline;
