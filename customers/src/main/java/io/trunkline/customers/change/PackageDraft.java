package io.trunkline.customers.change;

import java.math.BigDecimal;
import java.util.List;

/**
 * A package as somebody wants it, as it is sent: anything may be missing, and what is missing takes its default. Its
 * parts are those of {@link io.trunkline.protocol.event.CallPackage}.
 *
 * @param id may only repeat which package is meant
 */
public record PackageDraft(
        String id,
        String name,
        String rateCardId,
        BigDecimal markupFixed,
        BigDecimal markupPercent,
        Integer pulse,
        List<String> freePrefixes,
        BigDecimal freeBelowRate,
        Boolean onNetFree,
        Integer freeMinutes,
        BigDecimal monthlyFee,
        BigDecimal setupFee,
        Boolean proRata) {}
