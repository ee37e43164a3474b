/**
 * Calls as they come and go: {@link io.trunkline.rating.call.CallTracker} is the state machine, free of
 * Kafka, that turns messages into calls; {@link io.trunkline.rating.call.CallProcessor} runs it on a
 * partition.
 */
package io.trunkline.rating.call;
