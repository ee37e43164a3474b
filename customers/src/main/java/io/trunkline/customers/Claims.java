package io.trunkline.customers;

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

    /**
     * An account that claims something.
     *
     * @param madeAt when the account was made
     * @param accountId its id
     */
    record Claimant(Instant madeAt, String accountId) implements Comparable<Claimant> {

        private static final Comparator<Claimant> FIRST_MADE =
                Comparator.comparing(Claimant::madeAt).thenComparing(Claimant::accountId);

        @Override
        public int compareTo(Claimant other) {
            return FIRST_MADE.compare(this, other);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final Map<K, Claimant> owners = new ConcurrentHashMap<>();

    /** All that claim the same, where several do: seldom anything. Of the thread that changes. */
    private final Map<K, NavigableSet<Claimant>> contested = new HashMap<>();

    Claims() {}

    /** The id of the account that owns it. */
    Optional<String> owner(K claimed) {
        return Optional.ofNullable(owners.get(claimed)).map(Claimant::accountId);
    }

    /** An account claims something, perhaps again. */
    void add(K claimed, Claimant claimant) {
        Claimant owner = owners.get(claimed);
        boolean alone =
                owner == null || (owner.accountId().equals(claimant.accountId()) && !contested.containsKey(claimed));
        if (alone) {
            owners.put(claimed, claimant);
            return;
        }
        NavigableSet<Claimant> all = contested.computeIfAbsent(claimed, key -> new TreeSet<>());
        all.add(owner);
        all.removeIf(earlier -> earlier.accountId().equals(claimant.accountId()));
        all.add(claimant);
        settle(claimed, all);
        LOG.warn(
                "{} is claimed by the accounts {}: it is {}'s; take it from the others",
                claimed,
                all.stream().map(Claimant::accountId).toList(),
                all.first().accountId());
    }

    /** An account no longer claims something. */
    void drop(K claimed, String accountId) {
        NavigableSet<Claimant> all = contested.get(claimed);
        if (all == null) {
            owners.computeIfPresent(claimed, (key, owner) -> owner.accountId().equals(accountId) ? null : owner);
            return;
        }
        all.removeIf(claimant -> claimant.accountId().equals(accountId));
        settle(claimed, all);
    }

    private void settle(K claimed, NavigableSet<Claimant> all) {
        owners.put(claimed, all.first());
        if (all.size() == 1) {
            contested.remove(claimed);
        }
    }
}
