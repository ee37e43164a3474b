package io.trunkline.protocol.event;

import java.math.BigDecimal;

/**
 * A rate card without its rates, which travel in chunks beside it ({@link RateChunk}): a card may have a
 * million of them. The chunks of a version are all written before the card that names that version.
 *
 * <p>A card with a parent has the parent's rates with the markup on top; of the same prefix its own win over them.
 *
 * @param id its name in the API
 * @param name its name for people
 * @param currency ISO 4217 code
 * @param timeZone IANA name of the zone in which its windows of time are meant
 * @param decimals digits after the point to which a price is rounded
 * @param rounding how it is rounded
 * @param ratesVersion the version of the rates in force; null while it has none
 * @param chunks number of chunks of that version
 * @param rates number of lines of that version
 * @param parentCardId the card from which it is derived; null for none
 * @param markupFixed put on a minute of the parent's rates first, 0 or more
 * @param markupPercent put on that, 0 or more
 */
public record RateCard(
        String id,
        String name,
        String currency,
        String timeZone,
        int decimals,
        Rounding rounding,
        String ratesVersion,
        int chunks,
        int rates,
        String parentCardId,
        BigDecimal markupFixed,
        BigDecimal markupPercent) {

    /** Markups that are absent are 0. */
    public RateCard {
        markupFixed = markupFixed == null ? BigDecimal.ZERO : markupFixed;
        markupPercent = markupPercent == null ? BigDecimal.ZERO : markupPercent;
    }

    /** A card of its own. */
    public RateCard(
            String id,
            String name,
            String currency,
            String timeZone,
            int decimals,
            Rounding rounding,
            String ratesVersion,
            int chunks,
            int rates) {
        this(id, name, currency, timeZone, decimals, rounding, ratesVersion, chunks, rates, null, null, null);
    }

    /** The same with another version of its rates. */
    public RateCard withRates(String version, int versionChunks, int versionRates) {
        return new RateCard(
                id,
                name,
                currency,
                timeZone,
                decimals,
                rounding,
                version,
                versionChunks,
                versionRates,
                parentCardId,
                markupFixed,
                markupPercent);
    }

    /** The same derived from another card. */
    public RateCard derivedFrom(String parentId, BigDecimal fixed, BigDecimal percent) {
        return new RateCard(
                id,
                name,
                currency,
                timeZone,
                decimals,
                rounding,
                ratesVersion,
                chunks,
                rates,
                parentId,
                fixed,
                percent);
    }
}
