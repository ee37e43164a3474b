package io.trunkline.customers;

import io.trunkline.protocol.event.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Which accounts stand below which. One thread changes, any ask. */
final class Lineage {

    /** By account: those of which it is the parent. */
    private final Map<String, Set<String>> children = new ConcurrentHashMap<>();

    Lineage() {}

    void put(Account account, Account before) {
        if (before != null && before.parentId() != null && !before.parentId().equals(account.parentId())) {
            remove(before);
        }
        if (account.parentId() != null) {
            children.computeIfAbsent(account.parentId(), parent -> ConcurrentHashMap.newKeySet())
                    .add(account.id());
        }
    }

    void remove(Account account) {
        if (account.parentId() != null) {
            children.computeIfPresent(account.parentId(), (parent, ids) -> {
                ids.remove(account.id());
                return ids.isEmpty() ? null : ids;
            });
        }
    }

    Set<String> children(String id) {
        return children.getOrDefault(id, Set.of());
    }

    /**
     * The accounts above one, its parent first. Ends before an account that comes again and behind {@link
     * Accounts#MOST_ABOVE}: two processes that were asked at once may make such a thing.
     */
    static List<Account> above(Account account, Function<String, Optional<Account>> byId) {
        var above = new ArrayList<Account>(2);
        Optional<Account> next = parent(account, byId);
        while (next.isPresent()
                && above.size() < Accounts.MOST_ABOVE
                && !next.get().id().equals(account.id())
                && !above.contains(next.get())) {
            above.add(next.get());
            next = parent(next.get(), byId);
        }
        return above;
    }

    private static Optional<Account> parent(Account account, Function<String, Optional<Account>> byId) {
        return Optional.ofNullable(account.parentId()).flatMap(byId);
    }
}
