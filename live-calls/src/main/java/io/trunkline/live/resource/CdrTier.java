package io.trunkline.live.resource;

import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.PriceStep;
import java.math.BigDecimal;
import java.util.List;

/**
 * What one of those who pay for a call was charged; its parts are those of {@link Cdr}.
 *
 * @param level 0 for the caller's own account, 1 for its parent, and so on up; the provider comes behind the highest
 * @param role why it pays
 * @param accountId the account
 * @param parentId the account to which it pays; null when that is the platform
 * @param cardId the rate card by which it was charged; null when no rate fitted
 * @param billedSeconds seconds charged
 * @param freeSeconds the free minutes of its package that it took, whole ones, in seconds; 0 for none
 * @param rating whether and why it has a price
 * @param price what it was charged; null without one
 * @param currency of the price; null without one
 * @param steps how the price came about
 * @param payerReason by which rule it pays; null where it was asked for by its id, and of records from before it was kept
 */
record CdrTier(
        int level,
        Payer.Role role,
        String accountId,
        String parentId,
        String cardId,
        long billedSeconds,
        long freeSeconds,
        Cdr.Rating rating,
        BigDecimal price,
        String currency,
        List<PriceStep> steps,
        PayerReason payerReason) {

    static CdrTier of(Cdr cdr) {
        return new CdrTier(
                cdr.level(),
                cdr.role(),
                cdr.accountId(),
                cdr.parentId(),
                cdr.tariff() == null ? null : cdr.tariff().cardId(),
                cdr.billedSeconds(),
                cdr.freeSeconds(),
                cdr.rating(),
                cdr.price(),
                cdr.currency(),
                cdr.steps(),
                cdr.payerReason());
    }
}
