package io.trunkline.rating.link;

import java.time.Instant;
import java.util.List;

/**
 * What a message says of the leg to which it belongs.
 *
 * @param callId Call-ID of the leg
 * @param at when the message was captured
 * @param starts whether it is an INVITE, which makes a leg known; what is no INVITE adds to one that is known
 * @param values what the leg bears, one or more
 */
public record LegClaims(String callId, Instant at, boolean starts, List<SharedValue> values) {

    /** Takes an unmodifiable copy. */
    public LegClaims {
        values = List.copyOf(values);
    }
}
