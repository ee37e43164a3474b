package io.trunkline.live.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * A call that is up, as the API shows it.
 *
 * @param callId SIP Call-ID
 * @param accountId the account that pays; null when the caller belongs to none
 * @param calledAccountId the account that is called; null when there is none
 * @param from calling number or user
 * @param to called number or user
 * @param state whether it was answered
 * @param startedAt the first INVITE
 * @param answeredAt the first 2xx to INVITE; null while it rings
 * @param seconds whole seconds since the answer; 0 while it rings
 * @param destination name of the destination; null when no rate fits or nobody pays
 * @param ratePerMinute what a minute costs; null without a rate
 * @param cost what is reserved for it, which is what it would cost if it ended within this second; null without a rate
 * @param currency ISO 4217 code of both; null without a rate
 * @param source address and port from which the INVITE came
 * @param target address and port to which it went
 * @param agent id of the capture agent
 */
public record CallRow(
        String callId,
        String accountId,
        String calledAccountId,
        String from,
        String to,
        State state,
        Instant startedAt,
        Instant answeredAt,
        long seconds,
        String destination,
        BigDecimal ratePerMinute,
        BigDecimal cost,
        String currency,
        String source,
        String target,
        String agent) {

    /** Whether a call that is up was answered. */
    public enum State {
        /** Not yet. */
        @JsonProperty("ringing")
        RINGING,
        /** It was. */
        @JsonProperty("answered")
        ANSWERED
    }

    /** A ringing call: it costs nothing yet. */
    static CallRow of(Call.Ringing call) {
        BigDecimal nothing = call.setup().tariff() == null ? null : BigDecimal.ZERO;
        return of(call.setup(), State.RINGING, null, 0, nothing);
    }

    /** An answered call at a moment. */
    static CallRow of(Call.Answered call, Instant now) {
        long seconds = Duration.between(call.answeredAt(), now).toSeconds();
        return of(call.setup(), State.ANSWERED, call.answeredAt(), Math.max(0, seconds), cost(call, now));
    }

    /** What is reserved for an answered call at a moment; null without a rate. */
    static BigDecimal cost(Call.Answered call, Instant now) {
        Tariff tariff = call.setup().tariff();
        return tariff == null ? null : Meter.of(tariff).due(Duration.between(call.answeredAt(), now));
    }

    private static CallRow of(CallSetup setup, State state, Instant answeredAt, long seconds, BigDecimal cost) {
        Tariff tariff = setup.tariff();
        return new CallRow(
                setup.callId(),
                setup.accountId(),
                setup.calledAccountId(),
                setup.from(),
                setup.to(),
                state,
                setup.startedAt(),
                answeredAt,
                seconds,
                tariff == null ? null : tariff.rate().destination(),
                tariff == null ? null : tariff.rate().ratePerMinute(),
                cost,
                tariff == null ? null : tariff.currency(),
                setup.source(),
                setup.target(),
                setup.agent());
    }
}
