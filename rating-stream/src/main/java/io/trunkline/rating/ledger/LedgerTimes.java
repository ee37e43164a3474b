package io.trunkline.rating.ledger;

import java.time.Duration;

/**
 * When the ledger acts on a balance that runs out, and how often it tells one.
 *
 * @param lead how long before the first increment that cannot be paid the calls are ended: what the command
 *     needs on its way to the switch. Later, and the increment would be owed
 * @param askAgain after how long a call that is still up although it should not be is ended again
 * @param tellApart how far apart an account's balances are told, at least: of a busy one only every so often, as it then
 *     stands. A change of status is told at once
 * @param open for how long after a call has ended another one that was answered before it may be told, and still take its
 *     free minutes: what it takes at most until the records that waited in another partition are read as well
 */
public record LedgerTimes(Duration lead, Duration askAgain, Duration tellApart, Duration open) {

    /** 500 ms, 15 s, 200 ms and 10 min. */
    public static final LedgerTimes DEFAULT = new LedgerTimes(
            Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofMillis(200), Duration.ofMinutes(10));
}
