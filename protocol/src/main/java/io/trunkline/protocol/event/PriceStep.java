package io.trunkline.protocol.event;

import java.math.BigDecimal;

/**
 * A line of the sum that made a price, for people.
 *
 * @param text what was done
 * @param amount what came of it; where it does not come out even, to 12 digits: the price is summed exactly and
 *     not from these
 */
public record PriceStep(String text, BigDecimal amount) {}
