package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Whether an endpoint can receive calls, in one sentence.
 *
 * @param reachable whether it can; null when nobody can tell from here
 * @param code for programs
 * @param text for people: what was found, and what to tell the customer
 */
public record Reachability(Boolean reachable, Code code, String text) {

    /** How an endpoint stands. */
    public enum Code {
        /** It answers; of an endpoint that was not tested, it is registered. */
        @JsonProperty("reachable")
        REACHABLE,
        /** It is registered, and nothing comes back from where it is. */
        @JsonProperty("silent")
        SILENT,
        /** Something answers there, and will not take calls for it. */
        @JsonProperty("refused")
        REFUSED,
        /** Its registration ran out. */
        @JsonProperty("expired")
        EXPIRED,
        /** It is somewhere else now. */
        @JsonProperty("moved")
        MOVED,
        /** It is not registered: it signed off, or the registrar refuses it. */
        @JsonProperty("not-registered")
        NOT_REGISTERED
    }

    /** It can. */
    public static Reachability yes(String text) {
        return new Reachability(true, Code.REACHABLE, text);
    }

    /** It cannot. */
    public static Reachability no(Code code, String text) {
        return new Reachability(false, code, text);
    }

    /** Nobody can tell from here. */
    public static Reachability unknown(Code code, String text) {
        return new Reachability(null, code, text);
    }
}
