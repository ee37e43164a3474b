package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds lines of a file that contradict each other: of two for the same prefix that hold at once it would be chance which
 * one prices a call, and a prefix without a line from second 0 has no price at the answer.
 */
final class RateConflicts {

    private final List<Rate> rates;
    private final long[] lineNumbers;
    private final BadLines badLines;

    /**
     * @param lineNumbers of each rate: where it stands in the file
     * @param badLines is told of every line that contradicts another
     */
    RateConflicts(List<Rate> rates, long[] lineNumbers, BadLines badLines) {
        this.rates = rates;
        this.lineNumbers = lineNumbers;
        this.badLines = badLines;
    }

    void refuse() {
        var order = new Integer[rates.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer, String>comparing(i -> rates.get(i).prefix())
                        .thenComparingInt(i -> rates.get(i).fromSecond())
                        .thenComparing(i -> from(rates.get(i)))
                        .thenComparing(Comparator.naturalOrder()));
        boolean hasStart = true;
        var open = new ArrayList<Integer>();
        for (int i = 0; i < order.length; i++) {
            Rate rate = rates.get(order[i]);
            Rate before = i == 0 ? null : rates.get(order[i - 1]);
            boolean newPrefix = before == null || !before.prefix().equals(rate.prefix());
            if (newPrefix || before.fromSecond() != rate.fromSecond()) {
                open.clear();
            }
            hasStart = newPrefix ? rate.fromSecond() == 0 : hasStart;
            if (!hasStart) {
                badLines.add(
                        lineNumbers[order[i]],
                        "from_second",
                        "prefix " + rate.prefix() + " has no line from second 0: add one for how a call begins");
            }
            refuseOverlap(order[i], open);
        }
    }

    /** @param open the lines of the same prefix and second before it; of two that overlap only that which ends later */
    private void refuseOverlap(int line, List<Integer> open) {
        Rate rate = rates.get(line);
        open.removeIf(earlier -> !until(rates.get(earlier)).isAfter(from(rate)));
        for (int i = 0; i < open.size(); i++) {
            int earlier = open.get(i);
            if (overlap(rate, rates.get(earlier))) {
                badLines.add(
                        Math.max(lineNumbers[line], lineNumbers[earlier]),
                        "prefix",
                        "prefix " + rate.prefix() + " is valid at the same time on line "
                                + Math.min(lineNumbers[line], lineNumbers[earlier])
                                + ": let one end where the other begins, or take one out");
                if (until(rate).isAfter(until(rates.get(earlier)))) {
                    open.set(i, line);
                }
                return;
            }
        }
        open.add(line);
    }

    private static boolean overlap(Rate one, Rate other) {
        return one.window() == null || other.window() == null || one.window().overlaps(other.window());
    }

    private static Instant from(Rate rate) {
        return rate.effectiveFrom() == null ? Instant.MIN : rate.effectiveFrom();
    }

    private static Instant until(Rate rate) {
        return rate.effectiveUntil() == null ? Instant.MAX : rate.effectiveUntil();
    }
}
