package io.trunkline.protocol.event;

/**
 * What a call is charged by: the rate that fits its destination, and how its card rounds. It is fixed at
 * the answer and travels with the call.
 *
 * @param cardId the rate card
 * @param currency ISO 4217 code
 * @param decimals digits after the point to which a price is rounded, 0 to 12
 * @param rounding how it is rounded
 * @param rate the line of the card that fits
 */
public record Tariff(String cardId, String currency, int decimals, Rounding rounding, Rate rate) {}
