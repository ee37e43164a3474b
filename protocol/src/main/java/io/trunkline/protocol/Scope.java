package io.trunkline.protocol;

import java.util.Objects;

/**
 * Whose things are shown to somebody: a parameter of every list, stream, single read, store query and export, so
 * that none can forget it. What a scope does not cover is answered as if it did not exist.
 *
 * <p>A call, its record and its money belong to the account that pays. That an account was called does not make the
 * call its own: the row tells what another pays. What belongs to nobody is covered by {@link Everything} alone.
 */
public sealed interface Scope {

    /** Whether it covers what belongs to an account; null for what belongs to nobody. */
    boolean covers(String accountId);

    /** All accounts, and what belongs to none: for who runs the network. */
    record Everything() implements Scope {
        @Override
        public boolean covers(String accountId) {
            return true;
        }
    }

    /**
     * One account and those below it. As long as accounts have no parents that is the account alone.
     *
     * @param account its id
     */
    record Below(String account) implements Scope {

        /** Refuses null, which would be nobody's. */
        public Below {
            Objects.requireNonNull(account, "account");
        }

        @Override
        public boolean covers(String accountId) {
            return account.equals(accountId);
        }
    }
}
