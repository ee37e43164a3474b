package io.trunkline.app.reconcile;

import java.math.BigDecimal;

/**
 * What counts as the same.
 *
 * @param millis by how much times may differ, 0 or more
 * @param seconds by how much lengths may
 * @param price by how much prices may; null when prices are not compared
 */
public record Tolerances(long millis, long seconds, BigDecimal price) {

    /** How a pair comes out. */
    Finding.Kind compare(OurCall ours, CarrierCall carriers) {
        if (Math.abs(ours.seconds() - carriers.seconds()) > seconds) {
            return Finding.Kind.OTHER_LENGTH;
        }
        if (price == null) {
            return Finding.Kind.MATCHED;
        }
        boolean same = ours.price() != null
                && ours.price().subtract(carriers.price()).abs().compareTo(price) <= 0;
        return same ? Finding.Kind.MATCHED : Finding.Kind.OTHER_PRICE;
    }
}
