package io.trunkline.protocol;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

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

    /** Which accounts stand below which. Asked by any thread, and answers as it stands at that moment. */
    interface Family {

        /** Nobody stands below anybody. */
        Family NONE = new Family() {
            @Override
            public boolean isBelow(String accountId, String account) {
                return false;
            }

            @Override
            public Set<String> below(String account) {
                return Set.of();
            }
        };

        /** Whether an account stands below another, at whatever distance. */
        boolean isBelow(String accountId, String account);

        /** All that stand below an account. */
        Set<String> below(String account);
    }

    /**
     * One account and those below it, as they stand when it is asked. What is charged above the account is not its own.
     *
     * @param account its id
     * @param family who stands below it
     */
    record Below(String account, Family family) implements Scope {

        /** Refuses null, which would be nobody's. */
        public Below {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(family, "family");
        }

        /** One account alone. */
        public Below(String account) {
            this(account, Family.NONE);
        }

        @Override
        public boolean covers(String accountId) {
            return account.equals(accountId) || (accountId != null && family.isBelow(accountId, account));
        }

        /** The accounts that it covers. */
        public Set<String> accounts() {
            var all = new HashSet<>(family.below(account));
            all.add(account);
            return all;
        }
    }
}
