package io.trunkline.rating.ledger;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ledgers that are in memory: those that are not idle, and of the idle ones those used last. A million accounts have a
 * ledger each, and few of them a call; what is not here is made again from the stores. Used by one thread.
 */
final class Ledgers {

    /** Those whose calls come one after the other are here again within a moment. */
    private static final int MOST_IDLE = 1 << 10;

    private static final int FIRST_ROOM = 1 << 6;
    private static final float LOAD = 0.75f;

    private final Map<String, Ledger> busy = new HashMap<>();

    private final Map<String, Ledger> idle = new LinkedHashMap<>(FIRST_ROOM, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ledger> eldest) {
            return size() > MOST_IDLE;
        }
    };

    Ledgers() {}

    /** The ledger of an account; null when it is to be made again. */
    Ledger of(String account) {
        Ledger ledger = busy.get(account);
        return ledger == null ? idle.get(account) : ledger;
    }

    /** Keeps one, and when it is idle not after so many others were used. */
    void keep(String account, Ledger ledger) {
        if (ledger.isIdle()) {
            busy.remove(account);
            idle.put(account, ledger);
        } else {
            idle.remove(account);
            busy.put(account, ledger);
        }
    }

    /** Forgets the ledger of an account: it is to be made again. */
    void forget(String account) {
        busy.remove(account);
        idle.remove(account);
    }
}
