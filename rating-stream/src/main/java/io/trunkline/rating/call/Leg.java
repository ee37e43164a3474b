package io.trunkline.rating.call;

import io.trunkline.protocol.event.CallSetup;
import io.trunkline.rating.message.Envelope;
import java.util.Objects;

/**
 * A leg: a Call-ID and the tag of the side that calls. Every message of it bears that tag in its From or, when the called
 * side sends it, in its To (RFC 3261, 12).
 *
 * @param callId Call-ID
 * @param fromTag the caller's tag; empty for a sender without one (RFC 2543)
 */
record Leg(String callId, String fromTag) {

    static Leg of(CallSetup setup) {
        return new Leg(setup.callId(), tag(setup.fromTag()));
    }

    /** Whether the From tag of a message is the caller's, as in all that belongs to the caller's transactions. */
    static boolean isCallers(CallSetup setup, Envelope envelope) {
        return Objects.equals(setup.fromTag(), envelope.fromTag());
    }

    /** Whether the message bears the caller's tag on either side. */
    static boolean bears(CallSetup setup, Envelope envelope) {
        return isCallers(setup, envelope) || Objects.equals(setup.fromTag(), envelope.toTag());
    }

    /** A tag, or the empty text when there is none. */
    static String tag(String tag) {
        return tag == null ? "" : tag;
    }
}
