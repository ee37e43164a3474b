package io.trunkline.rating.call;

import java.time.Instant;

/**
 * Whether an uncertain call is up.
 *
 * @param question to which this is the answer
 * @param up whether the switch has it. If not, it is over, and a BYE that the switch took has had the time to get here
 * @param answeredBy tag of the called side, once the switch has seen its 2xx; null of a call that rings, and of one that is
 *     over
 * @param at when this was known
 */
public record CallVerdict(CallQuestion question, boolean up, String answeredBy, Instant at) {

    /** The switch has it. */
    public static CallVerdict up(CallQuestion question, String answeredBy, Instant at) {
        return new CallVerdict(question, true, answeredBy, at);
    }

    /** The switch has it no more. */
    public static CallVerdict gone(CallQuestion question, Instant at) {
        return new CallVerdict(question, false, null, at);
    }
}
