package io.trunkline.live.write;

import java.math.BigDecimal;

/** The body of {@code POST /accounts/{id}/payments} and {@code /charges}, as it comes. */
record BookingBody(String id, BigDecimal amount, String description) {}
