package io.trunkline.probe.sip;

import java.time.Duration;

/** How long tests wait: for what comes as long as it takes on any machine, and for what never comes only a moment. */
final class Patience {

    private static final Duration BRIEFLY = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Where everything is answered. */
    static final SipTimes FOR_ALL = new SipTimes(BRIEFLY, LONG, LONG, LONG, LONG, BRIEFLY);

    private Patience() {}

    /** Where an OPTIONS stays without an answer. */
    static SipTimes forOptions(Duration answerWithin) {
        return new SipTimes(BRIEFLY, answerWithin, LONG, LONG, LONG, BRIEFLY);
    }

    /** Where something of a call is lost, or comes again. */
    static SipTimes sendingAgainAfter(Duration interval) {
        return new SipTimes(BRIEFLY, LONG, interval, LONG, LONG, BRIEFLY);
    }

    /** Where a call is not answered. */
    static SipTimes forRinging(Duration ringsWithin) {
        return new SipTimes(BRIEFLY, LONG, LONG, ringsWithin, LONG, BRIEFLY);
    }
}
