package io.trunkline.live.rerate;

import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differs, added up. Exact, and never across currencies. For one thread. */
final class RerateSums {

    /** Accounts and destinations that are told apart; what comes beyond is added up by account. */
    static final int MOST_ITEMS = 50_000;

    /** Whose, and null for the platform's or all destinations. */
    private record Key(String accountId, String destination, String currency) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(
                        Key::accountId, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Key::destination, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Key::currency);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Sum {
        private long calls;
        private BigDecimal before = BigDecimal.ZERO;
        private BigDecimal after = BigDecimal.ZERO;
    }

    private final Map<Key, Sum> sums = new TreeMap<>();
    private final Map<Key, BigDecimal> gains = new TreeMap<>();
    private long records;
    private long differ;
    private long ratedFirst;
    private long withoutRate;

    void lookedAt() {
        records++;
    }

    void hasNoRate() {
        withoutRate++;
    }

    long records() {
        return records;
    }

    /** A record and what it would be. */
    void differs(Cdr before, Cdr after) {
        differ++;
        ratedFirst += before.price() == null ? 1 : 0;
        BigDecimal was = before.price() == null ? BigDecimal.ZERO : before.price();
        Key key = new Key(after.accountId(), after.tariff().rate().destination(), after.currency());
        if (sums.size() >= MOST_ITEMS && !sums.containsKey(key)) {
            key = new Key(after.accountId(), null, after.currency());
        }
        Sum sum = sums.computeIfAbsent(key, none -> new Sum());
        sum.calls++;
        sum.before = sum.before.add(was);
        sum.after = sum.after.add(after.price());
        BigDecimal more = after.price().subtract(was);
        // What a provider is charged is what the platform owes it.
        boolean owed = after.role() == Payer.Role.PROVIDER;
        gain(after.accountId(), after.currency(), owed ? more : more.negate());
        gain(after.parentId(), after.currency(), owed ? more.negate() : more);
    }

    private void gain(String accountId, String currency, BigDecimal amount) {
        gains.merge(new Key(accountId, null, currency), amount, BigDecimal::add);
    }

    RerateEvent.Result result(long ordered) {
        List<RerateEvent.Item> items = sums.entrySet().stream()
                .map(each -> new RerateEvent.Item(
                        each.getKey().accountId(),
                        each.getKey().destination(),
                        each.getKey().currency(),
                        each.getValue().calls,
                        each.getValue().before,
                        each.getValue().after,
                        each.getValue().after.subtract(each.getValue().before)))
                .toList();
        List<RerateEvent.Gain> gained = gains.entrySet().stream()
                .map(each -> new RerateEvent.Gain(
                        each.getKey().accountId(), each.getKey().currency(), each.getValue()))
                .toList();
        return new RerateEvent.Result(records, differ, ratedFirst, withoutRate, ordered, items, gained);
    }
}
