package io.trunkline.customers.change;

import java.math.BigDecimal;

/**
 * A number as somebody wants it, as it is sent: anything may be missing, and what is missing takes its default. Its parts
 * are those of {@link io.trunkline.protocol.event.PhoneNumber}.
 *
 * @param number may only repeat which number is meant
 */
public record NumberDraft(
        String number,
        String accountId,
        BigDecimal ratePerMinute,
        BigDecimal monthlyFee,
        BigDecimal setupFee,
        String target) {}
