/**
 * What an operator sees of the pipeline: counters and latencies of every stage as Prometheus text, and
 * the health of its parts. {@link io.trunkline.telemetry.Telemetry} is made once a process and handed to
 * every role.
 */
package io.trunkline.telemetry;
