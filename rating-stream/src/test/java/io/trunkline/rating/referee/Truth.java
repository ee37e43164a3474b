package io.trunkline.rating.referee;

import io.trunkline.protocol.event.Outcome;
import java.util.List;

/** What really happened. */
record Truth(List<Call> calls) {

    /**
     * A call, or the leg that a back-to-back user agent makes of one.
     *
     * @param index by which the packets' marks name it
     * @param platformLeg made by the platform: nobody pays for it
     * @param account who pays, if it is answered
     * @param called the number that was called by the INVITE that counts
     * @param hungUp whether a BYE ended it
     */
    record Call(
            int index,
            String callId,
            String fromTag,
            boolean platformLeg,
            Outcome outcome,
            String account,
            String called,
            boolean hungUp) {

        boolean isAnswered() {
            return outcome == Outcome.ANSWERED;
        }
    }
}
