package io.trunkline.rating.referee;

import io.trunkline.protocol.event.Outcome;

/**
 * What the tracker says of a call that is over.
 *
 * @param account who pays; null when nobody does
 * @param answeredAtMicros since the start of the flow, by the capture's clock; {@link #NEVER} when it was not answered
 * @param noBye marked as ended without a BYE
 * @param flagged marked as known badly, by whatever other flag
 */
record Ruling(
        String callId,
        String fromTag,
        Outcome outcome,
        String account,
        String called,
        long answeredAtMicros,
        long endedAtMicros,
        boolean noBye,
        boolean flagged) {

    static final long NEVER = Long.MIN_VALUE;

    boolean isAnswered() {
        return answeredAtMicros != NEVER;
    }

    boolean isOfNoLength() {
        return answeredAtMicros == endedAtMicros;
    }

    boolean isOf(Truth.Call call) {
        return call.callId().equals(callId) && call.fromTag().equals(fromTag);
    }

    @Override
    public String toString() {
        return "%s;%s %s, pays: %s, to %s, answered %s, ended %.3f%s%s"
                .formatted(
                        callId,
                        fromTag,
                        outcome,
                        account,
                        called,
                        isAnswered() ? "%.3f".formatted(answeredAtMicros / 1e6) : "never",
                        endedAtMicros / 1e6,
                        noBye ? ", no-bye" : "",
                        flagged ? ", flagged" : "");
    }
}
