package io.trunkline.rating.call;

import io.trunkline.protocol.event.Call;
import java.time.Instant;

/**
 * A call of which nobody knows whether it is up, or rings still, for who can ask the switch.
 *
 * @param id of the call
 * @param partition in which its messages are: the verdict must come there
 * @param callId its Call-ID, by which the switch knows it
 * @param fromTag tag of the caller's side
 * @param uncertainSince tells this doubt from a later one: as {@link Call.Answered#uncertainSince()}, and of a call that
 *     rings the beginning of the gap
 * @param gapBegan when its agent's messages began to be missing, by the collector's clock
 * @param at when it was asked
 */
public record CallQuestion(
        String id, int partition, String callId, String fromTag, Instant uncertainSince, Instant gapBegan, Instant at) {

    CallQuestion askedAgain(Instant now) {
        return new CallQuestion(id, partition, callId, fromTag, uncertainSince, gapBegan, now);
    }
}
