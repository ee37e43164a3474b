package io.trunkline.exchange;

/** What is not as in the book in a call that is answered. None of it changes what the call costs. */
enum Oddity {
    /** Nothing is. */
    NONE,
    /**
     * The exchange goes between the two sides as a back-to-back user agent that keeps the Call-ID: what it sends to the
     * called side has other tags, and no Via but its own.
     */
    BACK_TO_BACK,
    /** While it rings somebody at the caller's address sends a 486 with the caller's branch. */
    STRAY,
    /** A BYE is refused with 403, and they talk on. */
    REFUSED_BYE;

    private static final Oddity[] ALL = values();

    /** One after the other, without {@link #NONE}. */
    static Oddity inTurn(long number) {
        return ALL[1 + (int) (number % (ALL.length - 1))];
    }
}
