package io.trunkline.rating.referee;

import java.util.List;

/**
 * What is to be played: the choices that matter, so that a failure can be made smaller by taking choices away. Times
 * and network losses come from the seed.
 *
 * @param start until it is answered, or has failed
 * @param talk from the answer on
 * @param callAgain whether the Call-ID is used again, with another From tag, for a second call soon after
 * @param networksSet whether {@code platform.networks} is set
 * @param networkLossPercent of each copy of a message, on each hop
 * @param moves what the adversary does
 * @param disturbance what happens to the packets on their way to the collector
 */
record Plan(
        Start start,
        Talk talk,
        boolean callAgain,
        boolean networksSet,
        int networkLossPercent,
        List<Move> moves,
        Disturbance disturbance,
        long seed) {

    /** Alice calls through the proxy, it rings, Bob answers, they talk for 20 s, and she hangs up. */
    static final Plan PLAIN = new Plan(
            new Start(Route.PROXY, Admission.BY_NETWORK, List.of(), Forks.ONE, Ringing.RINGS, End.ANSWERED),
            new Talk(20, 0, List.of(), HangUp.BY_CALLER),
            false,
            false,
            0,
            List.of(),
            Disturbance.NONE,
            1);

    /**
     * Until it is answered, or has failed.
     *
     * @param route by which way the call goes
     * @param admission how the platform knows who calls
     * @param detours what happens before the INVITE that counts, beside challenges
     * @param forks to how many the platform sends it
     * @param ringing what happens while it rings
     * @param end how the setup ends
     */
    record Start(Route route, Admission admission, List<Detour> detours, Forks forks, Ringing ringing, End end) {

        Start with(Route other) {
            return new Start(other, admission, detours, forks, ringing, end);
        }

        Start with(Admission other) {
            return new Start(route, other, detours, forks, ringing, end);
        }

        Start with(Forks others, Ringing other) {
            return new Start(route, admission, detours, others, other, end);
        }

        Start with(End other) {
            return new Start(route, admission, detours, forks, ringing, other);
        }
    }

    /**
     * From the answer on.
     *
     * @param sessionSeconds Session-Expires; 0 for none
     */
    record Talk(long seconds, long sessionSeconds, List<Within> within, HangUp hangUp) {}

    Plan with(Start other) {
        return new Plan(other, talk, callAgain, networksSet, networkLossPercent, moves, disturbance, seed);
    }

    Plan with(Talk other) {
        return new Plan(start, other, callAgain, networksSet, networkLossPercent, moves, disturbance, seed);
    }

    Plan with(Move... others) {
        return new Plan(start, talk, callAgain, networksSet, networkLossPercent, List.of(others), disturbance, seed);
    }

    Plan with(Disturbance other) {
        return new Plan(start, talk, callAgain, networksSet, networkLossPercent, moves, other, seed);
    }

    Plan withNetworks() {
        return new Plan(start, talk, callAgain, true, networkLossPercent, moves, disturbance, seed);
    }

    Plan andCallsAgain() {
        return new Plan(start, talk, true, networksSet, networkLossPercent, moves, disturbance, seed);
    }

    Plan withSeed(long other) {
        return new Plan(start, talk, callAgain, networksSet, networkLossPercent, moves, disturbance, other);
    }

    enum Route {
        PROXY,
        /** The proxy meets the request again, from an application server. */
        SPIRAL,
        /** A back-to-back user agent: the second leg keeps the Call-ID, with another From tag. */
        B2BUA_KEPT,
        /** A back-to-back user agent: nothing of the second leg is like the first. */
        B2BUA_OTHER;

        boolean isB2bua() {
            return this == B2BUA_KEPT || this == B2BUA_OTHER;
        }
    }

    enum Detour {
        /** 302 by the platform, to another number. */
        REDIRECTED,
        /** 422 by the called side (RFC 4028, 6). */
        INTERVAL_TOO_SMALL
    }

    enum Forks {
        ONE,
        PARALLEL,
        SERIAL
    }

    enum Ringing {
        SILENT,
        RINGS,
        /** Early media, in a reliable response (RFC 3262). */
        RELIABLE,
        /** Each fork rings twice, under two tags. */
        MANY_DIALOGS,
        /** The caller ends one early dialog of two forks by BYE (RFC 3261, 15). */
        EARLY_BYE
    }

    enum End {
        ANSWERED,
        /** The 2xx crosses the caller's CANCEL. */
        ANSWERED_AND_CANCELLED,
        /** Another fork's 2xx comes after the first one. */
        ANSWERED_TWICE,
        /** Another fork's 2xx comes after the first one, and the caller keeps that. */
        ANSWERED_ANEW,
        BUSY,
        DECLINED,
        UNAVAILABLE,
        TRUNK_FAILED,
        NOT_FOUND,
        NO_FUNDS,
        FORBIDDEN,
        TIMED_OUT,
        CANCELLED,
        /** The caller does not follow a 407. */
        CHALLENGE_LEFT;

        boolean isAnswered() {
            return this == ANSWERED || this == ANSWERED_AND_CANCELLED || isByTwo();
        }

        boolean isByTwo() {
            return this == ANSWERED_TWICE || this == ANSWERED_ANEW;
        }

        /** Whether the platform decides alone. */
        boolean isByPlatform() {
            return this == NOT_FOUND || this == NO_FUNDS || this == FORBIDDEN || this == CHALLENGE_LEFT;
        }
    }

    /** A request within the dialog. */
    enum Within {
        RE_INVITE,
        RE_INVITE_BY_CALLEE,
        RE_INVITE_REFUSED,
        UPDATE,
        INFO,
        MESSAGE_BY_CALLEE,
        REFER,
        /** A BYE that a proxy refuses: talk goes on. */
        BYE_FORBIDDEN,
        BYE_TOO_MANY_HOPS,
        BYE_CHALLENGE_LEFT,
        /** A BYE with an old CSeq, which the other side refuses (RFC 3261, 12.2.2). */
        BYE_OUT_OF_ORDER
    }

    enum HangUp {
        BY_CALLER,
        BY_CALLEE,
        BY_BOTH,
        /** 407, and again with credentials. */
        CHALLENGED,
        /** The other side knows no such dialog. */
        ANSWERED_481,
        /** The other side is gone; the platform says 408, or nothing. */
        UNANSWERED,
        /** Both sides are gone. */
        NEVER
    }
}
