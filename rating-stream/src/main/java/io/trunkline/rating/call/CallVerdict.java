package io.trunkline.rating.call;

import java.time.Instant;

/**
 * Whether an uncertain call is up.
 *
 * @param question to which this is the answer
 * @param up whether the switch has it. If not, it is over, and a BYE that the switch took has had the time to get here
 * @param at when this was known
 */
public record CallVerdict(CallQuestion question, boolean up, Instant at) {}
