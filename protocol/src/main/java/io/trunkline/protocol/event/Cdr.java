package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The record of a call that has ended, with the price of one tier.
 *
 * @param id by which the call is known: its Call-ID, and where that was used again, {@code ;} and the From tag behind it
 * @param callId SIP Call-ID
 * @param accountId the account that pays; null when the caller belongs to none
 * @param calledAccountId the account that was called; null when there is none
 * @param from calling number or user
 * @param to called number or user
 * @param startedAt the first INVITE
 * @param ringingAt the first 180 or 183; null when there was none
 * @param answeredAt the first 2xx to INVITE; null when it was not answered
 * @param endedAt the first BYE that was not refused, the final failure, or the moment at which the call was given up
 * @param durationMillis answer to end; 0 when it was not answered
 * @param billedSeconds seconds charged, after increments; 0 when nothing was charged
 * @param freeSeconds the free minutes of the account's package that it took, whole ones, in seconds; 0 for none
 * @param outcome how it ended
 * @param endedBy who ended it
 * @param cause why it ended, in words; null of records from before it was kept
 * @param flags what is to be known of its times: {@link Call.Ended#CLOCK_SKEW}; empty for most
 * @param status final SIP status of the INVITE; 0 when there was none
 * @param rating whether and why it has a price
 * @param price what the account was charged; null when it is unrated or belongs to nobody
 * @param currency ISO 4217 code of the price; null without one
 * @param tariff what it was charged by; null when no rate fitted
 * @param steps how the price came about, in the words of the day on which it was made; empty without one
 * @param source address and port from which the INVITE came
 * @param target address and port to which it went
 * @param trunk the address, without port and brackets, to which the platform sent it; null of one to an account of the
 *     platform, of one that never left it, and of records from before it was kept
 * @param agent id of the capture agent
 * @param userAgent the caller's User-Agent; null when it did not say
 * @param level the tier that it is of: 0 for the caller's own account, which every call has, also one that nobody pays; 1
 *     for its parent, and so on up; the provider comes behind the highest
 * @param role why the account pays
 * @param parentId the account to which it pays, which pays for the call in turn; null when that is the platform
 * @param callerAccountId the caller's own account, on every level; null when the caller belongs to none
 * @param revision how many times this tier of the call was rated again: of several records of it that of the highest holds
 * @param payerReason by which rule the account pays; null when none does, and of records from before it was kept
 */
public record Cdr(
        String id,
        String callId,
        String accountId,
        String calledAccountId,
        String from,
        String to,
        Instant startedAt,
        Instant ringingAt,
        Instant answeredAt,
        Instant endedAt,
        long durationMillis,
        long billedSeconds,
        long freeSeconds,
        Outcome outcome,
        EndedBy endedBy,
        Cause cause,
        List<String> flags,
        int status,
        Rating rating,
        BigDecimal price,
        String currency,
        Tariff tariff,
        List<PriceStep> steps,
        String source,
        String target,
        String trunk,
        String agent,
        String userAgent,
        int level,
        Payer.Role role,
        String parentId,
        String callerAccountId,
        int revision,
        PayerReason payerReason) {

    /**
     * Takes unmodifiable copies of the lists; one that is absent is empty. A record from before there were tiers is the
     * caller's.
     */
    public Cdr {
        role = role == null ? Payer.Role.CALLER : role;
        callerAccountId = level == Payer.CALLERS_LEVEL ? accountId : callerAccountId;
        flags = flags == null ? List.of() : List.copyOf(flags);
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /** The same with another price, one revision later. */
    public Cdr ratedAgain(Tariff by, long billed, long free, BigDecimal newPrice, List<PriceStep> newSteps) {
        return new Cdr(
                id,
                callId,
                accountId,
                calledAccountId,
                from,
                to,
                startedAt,
                ringingAt,
                answeredAt,
                endedAt,
                durationMillis,
                billed,
                free,
                outcome,
                endedBy,
                cause,
                flags,
                status,
                Rating.RATED,
                newPrice,
                by.currency(),
                by,
                newSteps,
                source,
                target,
                trunk,
                agent,
                userAgent,
                level,
                role,
                parentId,
                callerAccountId,
                revision + 1,
                payerReason);
    }

    /** Whether a call has a price. */
    public enum Rating {
        /** It was charged by its tariff, which may have come to 0. */
        @JsonProperty("rated")
        RATED,
        /** It was answered and an account pays for it, but no rate fits: it waits to be rated again. */
        @JsonProperty("unrated")
        UNRATED,
        /** There is nothing to charge: not answered, or nobody's, or seen by an agent that may not bill. */
        @JsonProperty("not-charged")
        NOT_CHARGED
    }
}
