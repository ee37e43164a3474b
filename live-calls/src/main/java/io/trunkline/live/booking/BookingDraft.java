package io.trunkline.live.booking;

import java.math.BigDecimal;

/**
 * A payment or a charge as somebody wants it, as it is sent: anything may be missing.
 *
 * @param id the caller's id for it
 * @param amount more than 0
 * @param description for people
 */
public record BookingDraft(String id, BigDecimal amount, String description) {}
