package io.trunkline.probe.sip;

import java.time.Duration;

/**
 * For how long a SIP test waits for what.
 *
 * @param between from one OPTIONS to the next
 * @param answerWithin for the answer to the last OPTIONS
 * @param againAfter the first interval after which a request of a call is sent again; each next one is twice as long
 * @param ringsWithin for the first ringing of a call
 * @param endsWithin for the end of the INVITE after its CANCEL, and of the BYE
 * @param lingering for a refusal that comes once more, should its ACK be lost
 */
record SipTimes(
        Duration between,
        Duration answerWithin,
        Duration againAfter,
        Duration ringsWithin,
        Duration endsWithin,
        Duration lingering) {

    /**
     * A telephone that takes longer than two seconds for an answer would be given up by callers, too; one that is woken
     * up first may take some seconds to ring. RFC 3261, 17.1.1.2, for what is sent again.
     */
    static final SipTimes USUAL = new SipTimes(
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            Duration.ofMillis(700));
}
