package io.trunkline.protocol.event;

/**
 * A rate card without its rates, which travel in chunks beside it ({@link RateChunk}): a card may have a
 * million of them. The chunks of a version are all written before the card that names that version.
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
        int rates) {}
