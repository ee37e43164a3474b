package io.trunkline.live.resource;

import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.PayerReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The record of a call as the API lists it; its parts are those of {@link Cdr}.
 *
 * @param callId SIP Call-ID
 * @param accountId the account that pays; null when the caller belongs to none
 * @param calledAccountId the account that was called; null when there is none
 * @param from calling number or user
 * @param to called number or user
 * @param startedAt the first INVITE
 * @param ringingAt the first 180 or 183; null when there was none
 * @param answeredAt the first 2xx to INVITE; null when it was not answered
 * @param endedAt the end
 * @param ringMillis from the first ringing to the answer, or to the end of a call that was not answered; null
 *     when it did not ring
 * @param durationMillis answer to end
 * @param billedSeconds seconds charged
 * @param outcome how it ended
 * @param endedBy who ended it
 * @param status final SIP status of the INVITE; 0 when there was none
 * @param rating whether and why it has a price
 * @param price what was charged; null without one
 * @param currency of the price; null without one
 * @param destination name of the destination; null when no rate fitted
 * @param ratePerMinute what a minute cost; null when no rate fitted
 * @param source address and port from which the INVITE came
 * @param target address and port to which it went
 * @param agent id of the capture agent
 * @param userAgent the caller's User-Agent; null when it did not say
 * @param freeSeconds the free minutes that it took, whole ones, in seconds; 0 for none
 * @param id by which the call is known: its Call-ID, and where that was used again, {@code ;} and the From tag behind it
 * @param cause why it ended, in words; null of records from before it was kept
 * @param flags what is to be known of its times; empty for most
 * @param payerReason by which rule the account pays; null when none does, and of records from before it was kept
 * @param trunk the address, without port, to which the platform sent it; null when it never left the platform
 */
record CdrItem(
        String callId,
        String accountId,
        String calledAccountId,
        String from,
        String to,
        Instant startedAt,
        Instant ringingAt,
        Instant answeredAt,
        Instant endedAt,
        Long ringMillis,
        long durationMillis,
        long billedSeconds,
        Outcome outcome,
        EndedBy endedBy,
        int status,
        Cdr.Rating rating,
        BigDecimal price,
        String currency,
        String destination,
        BigDecimal ratePerMinute,
        String source,
        String target,
        String agent,
        String userAgent,
        String id,
        Cause cause,
        List<String> flags,
        long freeSeconds,
        PayerReason payerReason,
        String trunk) {

    static CdrItem of(Cdr cdr) {
        return new CdrItem(
                cdr.callId(),
                cdr.accountId(),
                cdr.calledAccountId(),
                cdr.from(),
                cdr.to(),
                cdr.startedAt(),
                cdr.ringingAt(),
                cdr.answeredAt(),
                cdr.endedAt(),
                ringMillis(cdr),
                cdr.durationMillis(),
                cdr.billedSeconds(),
                cdr.outcome(),
                cdr.endedBy(),
                cdr.status(),
                cdr.rating(),
                cdr.price(),
                cdr.currency(),
                cdr.tariff() == null ? null : cdr.tariff().rate().destination(),
                cdr.tariff() == null ? null : cdr.tariff().rate().ratePerMinute(),
                cdr.source(),
                cdr.target(),
                cdr.agent(),
                cdr.userAgent(),
                cdr.id(),
                cdr.cause(),
                cdr.flags(),
                cdr.freeSeconds(),
                cdr.payerReason(),
                cdr.trunk());
    }

    private static Long ringMillis(Cdr cdr) {
        if (cdr.ringingAt() == null) {
            return null;
        }
        Instant until = cdr.answeredAt() == null ? cdr.endedAt() : cdr.answeredAt();
        return Math.max(0, Duration.between(cdr.ringingAt(), until).toMillis());
    }
}
