package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lines of a card in the order of their prefixes, 12 bytes each: lines repeat each other in name and terms, and
 * differ in what a minute costs.
 *
 * <pre>
 *   with each prefix   where each has one line, that; otherwise the index at which its lines begin
 *   lines          long   35 bits   what a minute costs: its digits
 *                         5 bits    how many of them stand after the point, and 1; 0 when the amount is too long and
 *                                   stands in the terms
 *                         24 bits   index into the distinct terms, each kept once without prefix, name and amount
 *   destinations   int    index into the distinct names
 * </pre>
 *
 * What a price is made of is read from memory at one place: at a million lines that is what it takes time for.
 * Immutable: any thread may ask.
 */
final class RateLines {

    /** None of a prefix's lines holds. */
    static final int NONE = -1;

    private static final int TERMS_BITS = 24;
    private static final int SCALE_BITS = 5;
    private static final int AMOUNT_BITS = Long.SIZE - TERMS_BITS - SCALE_BITS;
    private static final int TERMS_MASK = (1 << TERMS_BITS) - 1;
    private static final int SCALE_MASK = (1 << SCALE_BITS) - 1;
    private static final int MOST_DIGITS = 18;
    private static final Line[] NO_LINES = {};

    private final PrefixTree prefixes;

    /** Null where each prefix has one line. */
    private final long[] lines;

    private final int[] destinations;
    private final Terms[] distinctTerms;
    private final String[] distinctDestinations;

    /**
     * Of each prefix a bit: whether one of its lines holds at any moment at which a call is answered. So few bytes stay
     * near, and the lines need not be read for a look-up. Null where that is so of every prefix.
     */
    private final long[] alwaysAnswer;

    /**
     * Takes all arrays as they are.
     *
     * @param prefixes with each its line, or the index of its first
     * @param lines as {@link #packed}; null where each prefix has one
     */
    RateLines(
            PrefixTree prefixes,
            long[] lines,
            int[] destinations,
            Rate[] distinctTerms,
            String[] distinctDestinations) {
        this.prefixes = prefixes;
        this.lines = lines;
        this.destinations = destinations;
        this.distinctTerms = Arrays.stream(distinctTerms).map(Terms::of).toArray(Terms[]::new);
        this.distinctDestinations = distinctDestinations;
        alwaysAnswer = alwaysAnswering();
    }

    private long[] alwaysAnswering() {
        var always = new BitSet(prefixes.size());
        for (int prefix = 0; prefix < prefixes.size(); prefix++) {
            always.set(prefix, isAlwaysAnswered(prefix));
        }
        return always.cardinality() == prefixes.size()
                ? null
                : Arrays.copyOf(always.toLongArray(), prefixes.size() / Long.SIZE + 1);
    }

    private boolean isAlwaysAnswered(int prefix) {
        var windows = new ArrayList<RateWindow>();
        int until = first(prefix + 1);
        for (int line = first(prefix); line < until; line++) {
            Rate rate = terms(line).rate();
            if (rate.fromSecond() == 0 && !isDated(rate)) {
                if (rate.window() == null) {
                    return true;
                }
                windows.add(rate.window());
            }
        }
        return RateWindow.fillTheWeek(windows);
    }

    /** Whether an amount fits into a line, or is to stand in its terms. */
    static boolean fits(BigDecimal amount) {
        return amount.signum() >= 0
                && amount.precision() <= MOST_DIGITS
                && amount.scale() >= 0
                && amount.scale() <= MOST_DIGITS
                && Amounts.digits(amount) >>> AMOUNT_BITS == 0;
    }

    /**
     * A line in one.
     *
     * @param amount one that {@link #fits}; null for one that stands in the terms
     * @param terms index into the distinct ones
     * @throws IllegalArgumentException when that is beyond 16 millions
     */
    static long packed(BigDecimal amount, int terms) {
        if (terms > TERMS_MASK) {
            throw new IllegalArgumentException("a card with more different lines than " + TERMS_MASK);
        }
        long digits = amount == null ? 0 : Amounts.digits(amount);
        int scale = amount == null ? Line.IN_TERMS : amount.scale();
        return (((digits << SCALE_BITS) | (scale - Line.IN_TERMS)) << TERMS_BITS) | terms;
    }

    private static boolean isDated(Rate rate) {
        return rate.effectiveFrom() != null || rate.effectiveUntil() != null;
    }

    /** Number of lines. */
    int size() {
        return destinations.length;
    }

    /** Whether a line of a prefix holds at any moment at which a call is answered. */
    boolean alwaysAnswers(int prefix) {
        return alwaysAnswer == null || ((alwaysAnswer[prefix / Long.SIZE] >>> prefix) & 1) != 0;
    }

    /** The first line of a prefix; of the one behind the last, the number of lines. */
    private int first(int prefix) {
        return lines == null ? prefix : prefix == prefixes.size() ? lines.length : (int) prefixes.kept(prefix);
    }

    private long packed(int line) {
        return lines == null ? prefixes.kept(line) : lines[line];
    }

    private Terms terms(int line) {
        return distinctTerms[(int) packed(line) & TERMS_MASK];
    }

    /** The line of a prefix that holds when a call is answered; {@link #NONE} when none does. Takes no memory. */
    int answering(int prefix, Instant at, ZoneClock clock) {
        int until = first(prefix + 1);
        int dayAndMinute = NONE;
        for (int line = first(prefix); line < until; line++) {
            Rate rate = terms(line).rate();
            if (rate.fromSecond() == 0 && rate.isEffective(at)) {
                if (rate.window() == null) {
                    return line;
                }
                dayAndMinute = dayAndMinute == NONE ? Bands.dayAndMinute(at, clock) : dayAndMinute;
                if (rate.window().holds(Bands.day(dayAndMinute), Bands.minute(dayAndMinute))) {
                    return line;
                }
            }
        }
        return NONE;
    }

    /** Whether of the lines of a prefix others than that of the answer may come to hold in the course of a call. */
    private boolean mayChange(int prefix, Instant at) {
        int valid = 0;
        int until = first(prefix + 1);
        for (int line = first(prefix); line < until; line++) {
            valid += terms(line).rate().isEffective(at) ? 1 : 0;
        }
        return valid > 1;
    }

    /**
     * The lines of a prefix that may come to hold in the course of a call; empty when the one of its answer stays.
     *
     * @param answering the line of the answer
     * @param answer the same, made ready
     */
    Line[] course(int prefix, Instant at, int answering, Line answer) {
        int from = first(prefix);
        int until = first(prefix + 1);
        if (until - from == 1 || !mayChange(prefix, at)) {
            return NO_LINES;
        }
        var valid = new Line[until - from];
        int count = 0;
        for (int line = from; line < until; line++) {
            if (terms(line).rate().isEffective(at)) {
                valid[count++] = line == answering ? answer : line(line);
            }
        }
        return count == valid.length ? valid : Arrays.copyOf(valid, count);
    }

    /**
     * The same as the card has them.
     *
     * @param digits of the prefix
     */
    List<Rate> course(int prefix, Instant at, String digits) {
        return mayChange(prefix, at)
                ? rates(prefix, digits).stream()
                        .filter(rate -> rate.isEffective(at))
                        .toList()
                : List.of();
    }

    /** All lines of a prefix, as the card has them. */
    List<Rate> rates(int prefix, String digits) {
        return IntStream.range(first(prefix), first(prefix + 1))
                .mapToObj(line -> rate(line, digits))
                .toList();
    }

    /** A line as the card has it. */
    Rate rate(int line, String digits) {
        Rate rate = terms(line).rate();
        return rate.named(
                digits, distinctDestinations[destinations[line]], line(line).perMinute());
    }

    /** A line made ready for sums. */
    Line line(int line) {
        long packed = packed(line);
        return Line.of(
                distinctTerms[(int) packed & TERMS_MASK],
                packed >>> (TERMS_BITS + SCALE_BITS),
                ((int) (packed >>> TERMS_BITS) & SCALE_MASK) + Line.IN_TERMS);
    }
}
