/**
 * What a call costs: {@code RateTable} finds the rate of a number, {@code
 * io.trunkline.tariff.Charge} does the sum, {@code RatesCsv} reads a card's rates. No
 * input, no output, no clock: the same arguments always give the same price.
 */
package io.trunkline.tariff;
