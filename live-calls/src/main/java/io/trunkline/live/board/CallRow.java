package io.trunkline.live.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Charge;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A call that is up or has just ended, as the API shows it.
 *
 * @param id by which the call is known: the key of its topic
 * @param callId SIP Call-ID
 * @param accountId the account that pays; null when the caller belongs to none
 * @param calledAccountId the account that is called; null when there is none
 * @param from calling number or user
 * @param to called number or user
 * @param state how it stands
 * @param startedAt the first INVITE
 * @param answeredAt the first 2xx to INVITE; null when there was none
 * @param uncertainSince the last moment at which it was known to be up, when its end may have passed unseen since; null of
 *     one that is surely up
 * @param seconds whole seconds from the answer until now, or its end; 0 when it was not answered
 * @param destination name of the destination; null when no rate fits or nobody pays
 * @param ratePerMinute what a minute costs; null without a rate
 * @param cost what is reserved for it, which is what it would cost if it ended within this second; what it came to
 *     when it has ended; null without a rate
 * @param currency ISO 4217 code of both; null without a rate
 * @param source address and port from which the INVITE came
 * @param target address and port to which it went
 * @param trunk the address, without port, to which the platform sent it; null while it has not left the platform
 * @param agent id of the capture agent
 * @param legs its other legs, in the order in which they began; none for who may not see everything, for a leg that the
 *     platform makes is nobody's, and another account's is another's
 * @param payerReason by which rule the account pays; null when none does
 * @param endRefused that the switch was asked to end it and did not; null of most, of one that has ended,
 *     and for who may not see everything
 */
public record CallRow(
        String id,
        String callId,
        String accountId,
        String calledAccountId,
        String from,
        String to,
        State state,
        Instant startedAt,
        Instant answeredAt,
        Instant uncertainSince,
        long seconds,
        String destination,
        BigDecimal ratePerMinute,
        BigDecimal cost,
        String currency,
        String source,
        String target,
        String trunk,
        String agent,
        List<CallLeg> legs,
        PayerReason payerReason,
        EndRefused endRefused) {

    /** Takes an unmodifiable copy of the legs. */
    public CallRow {
        legs = List.copyOf(legs);
    }

    /** How a call stands. A list shows those that are up. */
    public enum State {
        /** Not answered yet. */
        @JsonProperty("ringing")
        RINGING,
        /** Up. */
        @JsonProperty("answered")
        ANSWERED,
        /** Over. */
        @JsonProperty("ended")
        ENDED
    }

    /**
     * A call that is up.
     *
     * @param at the moment at which it is shown
     * @param reserved for it at that moment; null when nothing can be
     * @param legs its other legs
     */
    static CallRow up(String id, Call call, Instant at, BigDecimal reserved, List<CallLeg> legs) {
        return switch (call) {
            case Call.Ringing ringing ->
                of(id, call.setup(), State.RINGING, null, null, Duration.ZERO, nothing(call), legs);
            case Call.Answered answered -> {
                Duration up = Duration.between(answered.answeredAt(), at);
                // A clock that is behind makes no call negative.
                yield of(
                        id,
                        call.setup(),
                        State.ANSWERED,
                        answered.answeredAt(),
                        answered.uncertainSince(),
                        up.isNegative() ? Duration.ZERO : up,
                        reserved,
                        legs);
            }
            case Call.Ended ended -> throw new IllegalArgumentException("the call " + id + " is over");
        };
    }

    /**
     * A call that is over.
     *
     * @param freeMinutes that it could take
     */
    static CallRow ended(String id, Call.Ended call, long freeMinutes, List<CallLeg> legs) {
        if (call.answeredAt() == null) {
            return of(id, call.setup(), State.ENDED, null, null, Duration.ZERO, nothing(call), legs);
        }
        Duration up = Duration.between(call.answeredAt(), call.endedAt());
        Tariff tariff = call.setup().tariff();
        BigDecimal price = tariff == null
                ? null
                : Charge.of(tariff, up.toMillis(), freeMinutes).price();
        return of(id, call.setup(), State.ENDED, call.answeredAt(), null, up, price, legs);
    }

    /** A call that was not answered costs nothing. */
    private static BigDecimal nothing(Call call) {
        return call.setup().tariff() == null ? null : BigDecimal.ZERO;
    }

    /** The same for who may not see everything: neither its other legs, nor what operator and switch said to each other. */
    CallRow alone() {
        return legs.isEmpty() && endRefused == null ? this : with(List.of(), null);
    }

    /** The same of a call that the switch would not end; null of any other. */
    CallRow refused(EndRefused refusal) {
        return refusal == null ? this : with(legs, refusal);
    }

    private CallRow with(List<CallLeg> others, EndRefused refusal) {
        return new CallRow(
                id,
                callId,
                accountId,
                calledAccountId,
                from,
                to,
                state,
                startedAt,
                answeredAt,
                uncertainSince,
                seconds,
                destination,
                ratePerMinute,
                cost,
                currency,
                source,
                target,
                trunk,
                agent,
                others,
                payerReason,
                refusal);
    }

    private static CallRow of(
            String id,
            CallSetup setup,
            State state,
            Instant answeredAt,
            Instant uncertainSince,
            Duration up,
            BigDecimal cost,
            List<CallLeg> legs) {
        Tariff tariff = setup.tariff();
        return new CallRow(
                id,
                setup.callId(),
                setup.accountId(),
                setup.calledAccountId(),
                setup.from(),
                setup.to(),
                state,
                setup.startedAt(),
                answeredAt,
                uncertainSince,
                up.toSeconds(),
                tariff == null ? null : tariff.rate().destination(),
                tariff == null ? null : tariff.rate().ratePerMinute(),
                cost,
                tariff == null ? null : tariff.currency(),
                setup.source(),
                setup.target(),
                setup.trunk(),
                setup.agent(),
                legs,
                setup.payerReason(),
                null);
    }
}
