package io.trunkline.rating.referee;

/**
 * A message as it passes the capture point.
 *
 * @param atMicros true time, microseconds since the start of the flow
 * @param outwards from the caller's side to the called side
 */
record Packet(long atMicros, Hop hop, boolean outwards, Sip sip, Mark mark) {

    /**
     * What a packet is in the story, which the tracker is not told.
     *
     * @param call index of the call in {@link Truth#calls}
     */
    record Mark(int call, Role role) {}

    /** What a packet proves. */
    enum Role {
        /** An INVITE that starts, or tries again to. */
        INVITE,
        /** The INVITE that is answered, or fails for good. */
        LAST_INVITE,
        /** A 2xx to it that makes the dialog in which is talked. */
        ANSWER,
        /** A 2xx to it that another fork sent. */
        OTHER_ANSWER,
        /** Its final failure, on every hop. */
        FAILURE,
        CANCEL,
        /** A request or response within the dialog: a sign of life. */
        WITHIN,
        /** The BYE that ends the talk. */
        BYE,
        /** What is answered to it. */
        BYE_ANSWER,
        /** A BYE that is refused: the talk goes on. */
        REFUSED_BYE,
        /** Its refusal. */
        REFUSAL,
        /** Of no consequence to the talk: 100, 18x, other forks, challenges, PRACK, what comes after the BYE. */
        OTHER,
        /** By the adversary, or what the platform says to it. */
        FORGED
    }

    boolean is(int call, Role role) {
        return mark.call() == call && mark.role() == role;
    }

    String source() {
        return hop.source(outwards);
    }

    String target() {
        return hop.target(outwards);
    }
}
