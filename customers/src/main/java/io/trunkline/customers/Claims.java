package io.trunkline.customers;

import io.trunkline.protocol.event.Account;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who owns what only one account can: users, numbers, networks. Writes refuse what another account holds; where two
 * claim the same all the same (two processes took a write each at the same moment, or somebody wrote to the topic), it
 * is the account's that was made first, and of two made at the same moment that with the smaller id. So no later record
 * takes anything from a customer, and the owner is the same in every process, in whatever order it read the topic.
 *
 * <p>One thread changes, any ask.
 */
final class Claims<K> {

    private static final Comparator<Account> FIRST_MADE =
            Comparator.comparing((Account account) -> madeAt(account)).thenComparing(Account::id);

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final Map<K, Account> owners = new ConcurrentHashMap<>();

    /** All that claim the same, where several do: seldom anything. Of the thread that changes. */
    private final Map<K, NavigableSet<Account>> contested = new HashMap<>();

    Claims() {}

    private static Instant madeAt(Account account) {
        return account.createdAt() == null ? Instant.EPOCH : account.createdAt();
    }

    /** The id of the account that owns it. */
    Optional<String> owner(K claimed) {
        return Optional.ofNullable(owners.get(claimed)).map(Account::id);
    }

    /** An account claims something, perhaps again. */
    void add(K claimed, Account claimant) {
        Account owner = owners.get(claimed);
        boolean alone = owner == null || (owner.id().equals(claimant.id()) && !contested.containsKey(claimed));
        if (alone) {
            owners.put(claimed, claimant);
            return;
        }
        NavigableSet<Account> all = contested.computeIfAbsent(claimed, key -> new TreeSet<>(FIRST_MADE));
        all.add(owner);
        all.removeIf(earlier -> earlier.id().equals(claimant.id()));
        all.add(claimant);
        settle(claimed, all);
        LOG.warn(
                "{} is claimed by the accounts {}: it is {}'s; take it from the others",
                claimed,
                all.stream().map(Account::id).toList(),
                all.first().id());
    }

    /** An account no longer claims something. */
    void drop(K claimed, String accountId) {
        NavigableSet<Account> all = contested.get(claimed);
        if (all == null) {
            owners.computeIfPresent(claimed, (key, owner) -> owner.id().equals(accountId) ? null : owner);
            return;
        }
        all.removeIf(claimant -> claimant.id().equals(accountId));
        settle(claimed, all);
    }

    private void settle(K claimed, NavigableSet<Account> all) {
        owners.put(claimed, all.first());
        if (all.size() == 1) {
            contested.remove(claimed);
        }
    }
}
