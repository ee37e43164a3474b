package io.trunkline.live.quality;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A call that ended lately.
 *
 * @param id by which its record is found
 * @param at when its fate was known: its answer, or its failure
 * @param answered whether it was answered
 * @param delayMillis until it rang; empty when it did not
 * @param talkMillis how long it was up; 0 when it was not answered
 */
public record SeenCall(String id, Instant at, boolean answered, OptionalLong delayMillis, long talkMillis) {}
