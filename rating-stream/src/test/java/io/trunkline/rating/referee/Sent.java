package io.trunkline.rating.referee;

/**
 * A request on a hop, with the way that it came: forks share the hops before them.
 *
 * @param previous the same request on the hop before; null on its first
 * @param arrivedAtMicros when it was at the end of this hop
 */
record Sent(Sip sip, Hop hop, boolean outwards, Sent previous, long arrivedAtMicros) {

    /** The request as its sender sent it. */
    Sent first() {
        return previous == null ? this : previous.first();
    }
}
