package io.trunkline.app.reconcile;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A call as the carrier recorded it.
 *
 * @param line of the file, from 1, the header counted
 * @param number the called number, E.164 digits
 * @param atMillis its time, milliseconds since the epoch, the shift taken into account
 * @param seconds its length, whole seconds, rounded up
 * @param price what the carrier charges; null when the file does not say
 * @param reference the carrier's name of the call; empty without one
 */
public record CarrierCall(long line, String number, long atMillis, long seconds, BigDecimal price, String reference) {

    /** Whether the carrier says the same in both lines. */
    boolean says(CarrierCall other) {
        boolean samePrice =
                price == null ? other.price == null : other.price != null && price.compareTo(other.price) == 0;
        return number.equals(other.number)
                && atMillis == other.atMillis
                && seconds == other.seconds
                && samePrice
                && Objects.equals(reference, other.reference);
    }

    /** Whether it was no more than an attempt: nobody talked, and it costs nothing. */
    boolean isAttempt() {
        return seconds == 0 && (price == null || price.signum() == 0);
    }
}
