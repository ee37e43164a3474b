package io.trunkline.customers.change;

import io.trunkline.protocol.event.Rounding;
import java.math.BigDecimal;

/**
 * A rate card as somebody wants it, as it is sent: anything may be missing, and what is missing takes its default. Its
 * parts are those of {@link io.trunkline.protocol.event.RateCard}.
 *
 * @param id may only repeat which card is meant, as {@code rates} and {@code ratesVersion} may only repeat what is there
 */
public record CardDraft(
        String id,
        String name,
        String currency,
        String timeZone,
        Integer decimals,
        Rounding rounding,
        Integer rates,
        String ratesVersion,
        String parentCardId,
        BigDecimal markupFixed,
        BigDecimal markupPercent) {}
