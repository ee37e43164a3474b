package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Tariff;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rates of one card, by longest prefix. Immutable: any thread may ask.
 *
 * <p>A card may have a million lines, and a process many cards. So a line is 16 bytes: its prefix packed
 * into a long, and two indexes, for lines repeat each other in name and terms. The prefixes are sorted; a
 * look-up is a binary search for each length that the card uses.
 *
 * <pre>
 *   prefixes      long    the digits behind a 1: "44" is 144, so that "044" and "44" differ
 *   destinations  int     index into the distinct names
 *   terms         int     index into the distinct rates, each kept once without prefix and name
 * </pre>
 */
public final class RateTable {

    /** The longest prefix that fits a packed long. E.164 numbers have at most 15 digits. */
    public static final int MAX_PREFIX = 18;

    private static final Comparator<Instant> EARLIEST_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    private final RateCard card;
    private final long[] prefixes;
    private final int[] destinations;
    private final int[] terms;
    private final String[] distinctDestinations;
    private final Rate[] distinctTerms;

    /** Bit n is set when the card has prefixes of n digits. */
    private final int lengths;

    private RateTable(
            RateCard card,
            long[] prefixes,
            int[] destinations,
            int[] terms,
            String[] distinctDestinations,
            Rate[] distinctTerms,
            int lengths) {
        this.card = card;
        this.prefixes = prefixes;
        this.destinations = destinations;
        this.terms = terms;
        this.distinctDestinations = distinctDestinations;
        this.distinctTerms = distinctTerms;
        this.lengths = lengths;
    }

    /**
     * A card with its rates.
     *
     * @throws IllegalArgumentException for a prefix that is empty, too long or not of digits
     */
    public static RateTable of(RateCard card, Iterable<Rate> rates) {
        var builder = new Builder();
        rates.forEach(builder::add);
        return builder.build(card);
    }

    /** The same rates under a card whose name, decimals or rounding have changed. */
    public RateTable withCard(RateCard changed) {
        return new RateTable(changed, prefixes, destinations, terms, distinctDestinations, distinctTerms, lengths);
    }

    /** The card. */
    public RateCard card() {
        return card;
    }

    /** Number of its lines. */
    public int size() {
        return prefixes.length;
    }

    /**
     * What a call to a number is charged by: the longest prefix that is valid at that moment. A longer one
     * that is not valid gives way to a shorter one.
     *
     * @param number E.164 digits without {@code +}; anything else finds nothing
     * @param at the moment of the answer
     */
    public Optional<Tariff> find(String number, Instant at) {
        int digits = Math.min(number.length(), MAX_PREFIX);
        if (!isDigits(number)) {
            return Optional.empty();
        }
        long packed = pack(number, digits);
        for (int length = digits; length > 0; length--, packed /= 10) {
            if ((lengths & 1 << length) != 0) {
                int line = validLine(packed, at);
                if (line >= 0) {
                    return Optional.of(tariff(line, number.substring(0, length)));
                }
            }
        }
        return Optional.empty();
    }

    /** The line of exactly this prefix that is valid; of several the one that began last; -1 for none. */
    private int validLine(long packed, Instant at) {
        int line = Arrays.binarySearch(prefixes, packed);
        if (line < 0) {
            return -1;
        }
        while (line + 1 < prefixes.length && prefixes[line + 1] == packed) {
            line++;
        }
        for (; line >= 0 && prefixes[line] == packed; line--) {
            Rate rate = distinctTerms[terms[line]];
            boolean begun = rate.effectiveFrom() == null || !at.isBefore(rate.effectiveFrom());
            boolean over = rate.effectiveUntil() != null && !at.isBefore(rate.effectiveUntil());
            if (begun && !over) {
                return line;
            }
        }
        return -1;
    }

    private Tariff tariff(int line, String prefix) {
        Rate rate = withNames(distinctTerms[terms[line]], prefix, distinctDestinations[destinations[line]]);
        return new Tariff(card.id(), card.currency(), card.decimals(), card.rounding(), rate);
    }

    private static Rate withNames(Rate rate, String prefix, String destination) {
        return new Rate(
                prefix,
                destination,
                rate.ratePerMinute(),
                rate.connectFee(),
                rate.firstIncrement(),
                rate.nextIncrement(),
                rate.graceSeconds(),
                rate.freeSeconds(),
                rate.maxPrice(),
                rate.effectiveFrom(),
                rate.effectiveUntil());
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long pack(String digits, int length) {
        long packed = 1;
        for (int i = 0; i < length; i++) {
            packed = packed * 10 + (digits.charAt(i) - '0');
        }
        return packed;
    }

    /** Takes a card's rates one by one, in any order, so that a million of them need not be in memory as objects. */
    public static final class Builder {

        /** Names and terms in the order in which they first came: their index is their number. */
        private final Map<String, Integer> distinctDestinations = new LinkedHashMap<>();

        private final Map<Rate, Integer> distinctTerms = new LinkedHashMap<>();
        private long[] prefixes = new long[1_024];
        private int[] destinations = new int[1_024];
        private int[] terms = new int[1_024];
        private int size;
        private int lengths;

        /** Nothing yet. */
        public Builder() {}

        /**
         * Adds a line.
         *
         * @throws IllegalArgumentException for a prefix that is empty, too long or not of digits
         */
        public void add(Rate rate) {
            String prefix = rate.prefix();
            if (prefix.length() > MAX_PREFIX || !isDigits(prefix)) {
                throw new IllegalArgumentException("not a prefix of 1 to " + MAX_PREFIX + " digits: " + prefix);
            }
            if (size == prefixes.length) {
                int room = size + size / 2;
                prefixes = Arrays.copyOf(prefixes, room);
                destinations = Arrays.copyOf(destinations, room);
                terms = Arrays.copyOf(terms, room);
            }
            prefixes[size] = pack(prefix, prefix.length());
            destinations[size] = number(distinctDestinations, rate.destination());
            terms[size] = number(distinctTerms, withNames(rate, "", ""));
            lengths |= 1 << prefix.length();
            size++;
        }

        /** Lines added so far. */
        public int size() {
            return size;
        }

        /** The table of all lines that were added. */
        public RateTable build(RateCard card) {
            Rate[] rates = distinctTerms.keySet().toArray(new Rate[0]);
            Integer[] order = sorted(rates);
            var sortedPrefixes = new long[size];
            var sortedDestinations = new int[size];
            var sortedTerms = new int[size];
            for (int i = 0; i < size; i++) {
                sortedPrefixes[i] = prefixes[order[i]];
                sortedDestinations[i] = destinations[order[i]];
                sortedTerms[i] = terms[order[i]];
            }
            String[] names = distinctDestinations.keySet().toArray(new String[0]);
            return new RateTable(card, sortedPrefixes, sortedDestinations, sortedTerms, names, rates, lengths);
        }

        private static <T> int number(Map<T, Integer> distinct, T value) {
            Integer known = distinct.putIfAbsent(value, distinct.size());
            return known == null ? distinct.size() - 1 : known;
        }

        /** The lines by prefix, and of one prefix by the moment at which they become valid. */
        private Integer[] sorted(Rate[] rates) {
            var order = new Integer[size];
            Arrays.setAll(order, i -> i);
            Arrays.sort(
                    order,
                    Comparator.<Integer>comparingLong(line -> prefixes[line])
                            .thenComparing(line -> rates[terms[line]].effectiveFrom(), EARLIEST_FIRST));
            return order;
        }
    }
}
