package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a card's rates one by one, in any order, so that a million of them need not be in memory as objects. */
public final class RateTableBuilder {

    private static final int FIRST_ROOM = 1_024;

    /** Names and terms in the order in which they first came: their index is their number. */
    private final Map<String, Integer> distinctDestinations = new LinkedHashMap<>();

    private final Map<Rate, Integer> distinctTerms = new LinkedHashMap<>();
    private long[] prefixes = new long[FIRST_ROOM];
    private long[] lines = new long[FIRST_ROOM];
    private int[] destinations = new int[FIRST_ROOM];
    private int size;

    /** Nothing yet. */
    public RateTableBuilder() {}

    /**
     * Adds a line.
     *
     * @throws IllegalArgumentException for a prefix that is empty, too long or not of digits
     */
    public void add(Rate rate) {
        long prefix = PrefixTree.pack(rate.prefix());
        if (prefix == PrefixTree.NOT_DIGITS || rate.prefix().length() > PrefixTree.MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "not a prefix of 1 to " + PrefixTree.MAX_DIGITS + " digits: " + rate.prefix());
        }
        if (size == prefixes.length) {
            grow(size + size / 2);
        }
        BigDecimal amount = rate.ratePerMinute();
        boolean fits = RateLines.fits(amount);
        prefixes[size] = prefix;
        lines[size] = RateLines.packed(
                fits ? amount : null, number(distinctTerms, rate.named("", "", fits ? BigDecimal.ZERO : amount)));
        destinations[size] = number(distinctDestinations, rate.destination());
        size++;
    }

    private void grow(int room) {
        prefixes = Arrays.copyOf(prefixes, room);
        lines = Arrays.copyOf(lines, room);
        destinations = Arrays.copyOf(destinations, room);
    }

    /** Lines added so far. */
    public int size() {
        return size;
    }

    /** The table of all lines that were added. */
    public RateTable build(RateCard card) {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong(line -> prefixes[line]));
        var distinct = new long[size];
        var firstLines = new long[size];
        int count = 0;
        for (int line = 0; line < size; line++) {
            long prefix = prefixes[order[line]];
            if (line == 0 || prefix != distinct[count - 1]) {
                firstLines[count] = line;
                distinct[count++] = prefix;
            }
        }
        var sortedLines = new long[size];
        var sortedDestinations = new int[size];
        for (int line = 0; line < size; line++) {
            sortedLines[line] = lines[order[line]];
            sortedDestinations[line] = destinations[order[line]];
        }
        boolean oneEach = count == size;
        var tree = new PrefixTree(Arrays.copyOf(distinct, count), oneEach ? sortedLines : firstLines);
        return new RateTable(
                card,
                tree,
                new RateLines(
                        tree,
                        oneEach ? null : sortedLines,
                        sortedDestinations,
                        distinctTerms.keySet().toArray(new Rate[0]),
                        distinctDestinations.keySet().toArray(new String[0])));
    }

    private static <T> int number(Map<T, Integer> distinct, T value) {
        Integer known = distinct.putIfAbsent(value, distinct.size());
        return known == null ? distinct.size() - 1 : known;
    }
}
