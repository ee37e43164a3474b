package io.trunkline.customers;

import java.math.BigDecimal;

/**
 * A fee that has become due, booked once an account however often it is found due.
 *
 * @param reference what it is for, unique within the account: {@code fee-gold-2026-11}
 * @param amount 0 or more; of 0 nothing is booked, now or later
 * @param description for people
 */
public record DueFee(String reference, BigDecimal amount, String description) {}
