/**
 * What a call costs: {@link io.trunkline.tariff.RateTable} finds the rate of a number, {@link
 * io.trunkline.tariff.Charge} does the sum, {@link io.trunkline.tariff.RatesCsv} reads a card's rates. No
 * network, no clock: the same arguments always give the same price. The class to read first is {@code
 * Charge}.
 */
package io.trunkline.tariff;
