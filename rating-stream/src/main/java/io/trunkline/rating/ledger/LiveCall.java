package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Tariff;
import java.time.Instant;

/**
 * A call that is up and costs its account something.
 *
 * @param id by which it is known
 * @param callId its Call-ID, by which the switch knows it
 * @param fromTag tag of the caller's side
 * @param toTag tag of the called side
 * @param tariff what it is charged by
 * @param since when it was answered, by the collector's clock: that of the time-outs
 * @param knownUntil until when it was surely up, by the same clock: for now no more than that is reserved for it; null of
 *     one that is surely up
 * @param cuts how often the switch was asked to end it because the balance is used up
 */
record LiveCall(
        String id,
        String callId,
        String fromTag,
        String toTag,
        Tariff tariff,
        Instant since,
        Instant knownUntil,
        long cuts) {

    /** Records from before there were ids know a call by its Call-ID. */
    LiveCall {
        id = id == null ? callId : id;
    }

    /** One that is surely up. */
    LiveCall(String id, String callId, String fromTag, String toTag, Tariff tariff, Instant since) {
        this(id, callId, fromTag, toTag, tariff, since, null, 0);
    }

    LiveCall knownUntil(Instant moment) {
        return new LiveCall(id, callId, fromTag, toTag, tariff, since, moment, cuts);
    }

    LiveCall cuts(long times) {
        return new LiveCall(id, callId, fromTag, toTag, tariff, since, knownUntil, times);
    }

    /** Whether it goes on although the switch was asked to end it, and had time for that. */
    boolean isCutFailed() {
        return cuts > 1;
    }
}
