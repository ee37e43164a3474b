package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What would become of the rates of a card. A line is the same line as before when prefix, window, {@code from_second} and
 * {@code effective_from} are; amounts are compared as numbers.
 *
 * @param before lines of the card
 * @param after lines that it would have
 * @param added lines that are new
 * @param changed lines of which anything changes
 * @param dearer of those that change, those whose minute costs more
 * @param cheaper of those that change, those whose minute costs less
 * @param removed lines that go
 * @param unchanged lines that stay
 * @param items the first {@link #MOST_SHOWN} that do not stay, by prefix
 */
public record RateChanges(
        long before,
        long after,
        long added,
        long changed,
        long dearer,
        long cheaper,
        long removed,
        long unchanged,
        List<RateChange> items) {

    /** Lines that are told of one by one. */
    public static final int MOST_SHOWN = 1_000;

    /** Takes an unmodifiable copy. */
    public RateChanges {
        items = List.copyOf(items);
    }

    /** What becomes of the rates of a card when others take their place. */
    public static RateChanges between(RateTable before, RateTable after) {
        return new Comparison().of(before, after);
    }

    /** Goes along both in the order of their prefixes. */
    private static final class Comparison {

        private final List<RateChange> items = new ArrayList<>();
        private long added;
        private long changed;
        private long dearer;
        private long cheaper;
        private long removed;
        private long unchanged;

        RateChanges of(RateTable before, RateTable after) {
            PrefixTree old = before.prefixes();
            PrefixTree fresh = after.prefixes();
            int i = 0;
            int j = 0;
            while (i < old.size() || j < fresh.size()) {
                int order = i == old.size() ? 1 : j == fresh.size() ? -1 : Long.compare(old.packed(i), fresh.packed(j));
                List<Rate> was = order <= 0 ? before.rates(i++) : List.of();
                List<Rate> is = order >= 0 ? after.rates(j++) : List.of();
                compare(was, is);
            }
            return new RateChanges(
                    before.size(), after.size(), added, changed, dearer, cheaper, removed, unchanged, items);
        }

        private void compare(List<Rate> was, List<Rate> is) {
            for (Rate old : was) {
                if (sameLine(old, is).isEmpty()) {
                    removed++;
                    tell(RateChange.Kind.REMOVED, old, null);
                }
            }
            for (Rate fresh : is) {
                Rate old = sameLine(fresh, was).orElse(null);
                if (old == null) {
                    added++;
                    tell(RateChange.Kind.ADDED, null, fresh);
                } else if (equal(old, fresh)) {
                    unchanged++;
                } else {
                    int order = fresh.ratePerMinute().compareTo(old.ratePerMinute());
                    changed++;
                    dearer += order > 0 ? 1 : 0;
                    cheaper += order < 0 ? 1 : 0;
                    tell(RateChange.Kind.CHANGED, old, fresh);
                }
            }
        }

        private void tell(RateChange.Kind kind, Rate before, Rate after) {
            if (items.size() < MOST_SHOWN) {
                items.add(new RateChange(kind, (before == null ? after : before).prefix(), before, after));
            }
        }
    }

    private static Optional<Rate> sameLine(Rate rate, List<Rate> among) {
        return among.stream()
                .filter(other -> other.fromSecond() == rate.fromSecond()
                        && Objects.equals(other.window(), rate.window())
                        && Objects.equals(other.effectiveFrom(), rate.effectiveFrom()))
                .findFirst();
    }

    /** Whether lines of the same place say the same. */
    private static boolean equal(Rate one, Rate other) {
        return one.destination().equals(other.destination())
                && equal(one.ratePerMinute(), other.ratePerMinute())
                && equal(one.connectFee(), other.connectFee())
                && one.firstIncrement() == other.firstIncrement()
                && one.nextIncrement() == other.nextIncrement()
                && one.graceSeconds() == other.graceSeconds()
                && one.freeSeconds() == other.freeSeconds()
                && equal(one.maxPrice(), other.maxPrice())
                && Objects.equals(one.effectiveUntil(), other.effectiveUntil());
    }

    private static boolean equal(BigDecimal one, BigDecimal other) {
        return (one == null && other == null) || (one != null && other != null && one.compareTo(other) == 0);
    }
}
