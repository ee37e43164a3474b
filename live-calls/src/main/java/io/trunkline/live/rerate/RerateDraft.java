package io.trunkline.live.rerate;

import java.time.Instant;

/**
 * Which calls somebody wants to be rated again, as it is sent: anything may be missing.
 *
 * @param from first moment at which a call began
 * @param to it began before this
 * @param accountId the account that pays; null for every one
 * @param cardId the card by which it was charged, or, if it had no rate, would be; null for every one
 * @param prefix with which the called number begins, E.164 digits; null for any
 * @param withCardId a card that takes the place of the one that is today's; null for today's
 * @param apply whether what differs is booked; null for not
 * @param calls whether every call that differs is told, and not only the sums; null for not
 */
public record RerateDraft(
        Instant from,
        Instant to,
        String accountId,
        String cardId,
        String prefix,
        String withCardId,
        Boolean apply,
        Boolean calls) {

    boolean applies() {
        return Boolean.TRUE.equals(apply);
    }

    boolean tellsCalls() {
        return Boolean.TRUE.equals(calls);
    }
}
