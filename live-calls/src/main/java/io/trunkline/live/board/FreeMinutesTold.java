package io.trunkline.live.board;

import io.trunkline.protocol.event.Allowance;

/** What the ledgers told of free minutes. Any thread asks. */
@FunctionalInterface
interface FreeMinutesTold {

    /**
     * How many minutes of a call are free; before its ledger has told of it, all.
     *
     * @param accountId who pays for it
     * @param id of the call
     * @param of which it takes
     */
    long minutes(String accountId, String id, Allowance of);
}
