/**
 * What a call costs: {@link io.trunkline.tariff.RateTable} finds the rate of a number, {@link
 * io.trunkline.tariff.Meter} yields the increments of a call and all that follows from them, {@link
 * io.trunkline.tariff.Charge} is that at the call's end, {@link io.trunkline.tariff.RatesCsv} reads a card's rates. No
 * network, no clock: the same arguments always give the same price. The class to read first is {@code Meter}.
 */
package io.trunkline.tariff;
