package io.trunkline.rating.referee;

/**
 * A way between two addresses, one of which is the platform's, where it is captured.
 *
 * @param near address and port towards the caller
 * @param far address and port towards the called side
 * @param side by which capture agent it is seen
 */
record Hop(String near, String far, Side side) {

    /** The two interfaces of the platform: an agent each, or one for both. */
    enum Side {
        CALLER,
        CALLEE
    }

    String source(boolean outwards) {
        return outwards ? near : far;
    }

    String target(boolean outwards) {
        return outwards ? far : near;
    }
}
