package io.trunkline.exchange;

/** What is not as in the book in a call that is answered. None of it changes what the call costs. */
enum Oddity {
    /** Nothing is. */
    NONE(""),
    /**
     * The exchange goes between the two sides as a back-to-back user agent that keeps the Call-ID: what it sends to the
     * called side has other tags, and no Via but its own.
     */
    BACK_TO_BACK("b2bua-"),
    /** While it rings somebody at the caller's address sends a 486 with the caller's branch. */
    STRAY("stray-"),
    /** A BYE is refused with 403, and they talk on. */
    REFUSED_BYE("refused-bye-");

    private static final Oddity[] ODD = {BACK_TO_BACK, STRAY, REFUSED_BYE};

    private final String callIdPrefix;

    Oddity(String callIdPrefix) {
        this.callIdPrefix = callIdPrefix;
    }

    /** One after the other, without {@link #NONE}. */
    static Oddity inTurn(long number) {
        return ODD[(int) (number % ODD.length)];
    }

    /** Whether each of them has had its first turn before the one of this number. */
    static boolean allHadATurn(long number) {
        return number >= ODD.length;
    }

    /** With what the Call-IDs of such calls begin, so that whoever looks for one finds it. */
    String callIdPrefix() {
        return callIdPrefix;
    }
}
