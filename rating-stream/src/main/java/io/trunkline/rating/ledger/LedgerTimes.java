package io.trunkline.rating.ledger;

import java.time.Duration;

/**
 * When the ledger acts on a balance that runs out.
 *
 * @param lead how long before the first increment that cannot be paid the calls are ended: what the command
 *     needs on its way to the switch. Later, and the increment would be owed
 * @param askAgain after how long a call that is still up although it should not be is ended again
 */
public record LedgerTimes(Duration lead, Duration askAgain) {

    /** 500 ms and 15 s. */
    public static final LedgerTimes DEFAULT = new LedgerTimes(Duration.ofMillis(500), Duration.ofSeconds(15));
}
