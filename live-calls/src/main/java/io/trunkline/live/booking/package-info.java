/**
 * Payments and charges as the API orders them, each once: {@link io.trunkline.live.booking.Bookings}; and the ends of calls:
 * {@link io.trunkline.live.booking.CallEndings}. Accounts and cards are changed in {@link io.trunkline.customers.change}.
 */
package io.trunkline.live.booking;
