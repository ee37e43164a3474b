/**
 * Payments and charges as the API orders them, each once: {@link io.trunkline.live.booking.Bookings}; and what the switch is to
 * do: {@link io.trunkline.live.booking.CallEndings}, {@link io.trunkline.live.booking.BindingRemovals}. Accounts and cards are changed in {@link io.trunkline.customers.change}.
 */
package io.trunkline.live.booking;
