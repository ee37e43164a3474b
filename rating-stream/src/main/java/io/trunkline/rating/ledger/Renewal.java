package io.trunkline.rating.ledger;

import io.trunkline.customers.DueFee;
import io.trunkline.protocol.event.Allowance;
import java.time.Instant;
import java.util.List;

/**
 * What an account's package brings at a moment.
 *
 * @param fees to be booked now
 * @param allowance the free minutes of the month; null for none
 * @param nextLook when to look again; null for never
 */
record Renewal(List<DueFee> fees, Allowance allowance, Instant nextLook) {

    /** Of an account without a package. */
    static final Renewal NONE = new Renewal(List.of(), null, null);

    /** Takes an unmodifiable copy. */
    Renewal {
        fees = List.copyOf(fees);
    }
}
