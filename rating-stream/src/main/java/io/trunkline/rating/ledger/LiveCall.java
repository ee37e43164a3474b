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
 * @param since when it was answered, by the collector's clock: that of the time-outs, and that by which it burns a balance
 * @param knownUntil until when it was surely up, by the same clock: for now no more than that is reserved for it; null of
 *     one that is surely up
 * @param cuts how often the switch was asked to end it because the balance is used up
 * @param answeredAt when it was answered as its record will have it, by the clock of the agent that captured it: by this it
 *     takes free minutes
 */
record LiveCall(
        String id,
        String callId,
        String fromTag,
        String toTag,
        Tariff tariff,
        Instant since,
        Instant knownUntil,
        long cuts,
        Instant answeredAt) {

    /** Records from before there were ids know a call by its Call-ID, and earlier ones have one moment of the answer. */
    LiveCall {
        id = id == null ? callId : id;
        answeredAt = answeredAt == null ? since : answeredAt;
    }

    /** One that is surely up. */
    LiveCall(String id, String callId, String fromTag, String toTag, Tariff tariff, Instant since, Instant answeredAt) {
        this(id, callId, fromTag, toTag, tariff, since, null, 0, answeredAt);
    }

    LiveCall knownUntil(Instant moment) {
        return new LiveCall(id, callId, fromTag, toTag, tariff, since, moment, cuts, answeredAt);
    }

    LiveCall cuts(long times) {
        return new LiveCall(id, callId, fromTag, toTag, tariff, since, knownUntil, times, answeredAt);
    }

    /** Whether it goes on although the switch was asked to end it, and had time for that. */
    boolean isCutFailed() {
        return cuts > 1;
    }
}
