package io.trunkline.live.booking;

import java.math.BigDecimal;

/**
 * A payment, a charge or a correction as somebody wants it, as it is sent: anything may be missing.
 *
 * @param id the caller's id for it
 * @param amount more than 0; of a correction not 0: less than 0 takes money
 * @param description for people; of a charge or a correction the reason, which must be there
 */
public record BookingDraft(String id, BigDecimal amount, String description) {}
