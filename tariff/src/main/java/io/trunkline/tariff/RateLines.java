package io.trunkline.tariff;

import io.trunkline.protocol.event.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lines of a card in the order of their prefixes, 17 bytes each: lines repeat each other in name and terms, and
 * differ in what a minute costs.
 *
 * <pre>
 *   firstLines     int    of each prefix: where its lines begin; null where each has one
 *   amounts        long   what a minute costs: its digits,
 *   scales         byte   and how many of them stand after the point; −1 when it is too long and stands in the terms
 *   terms          int    index into the distinct lines, each kept once without prefix, name and amount
 *   destinations   int    index into the distinct names
 * </pre>
 *
 * Immutable: any thread may ask.
 */
final class RateLines {

    /** None of a prefix's lines holds. */
    static final int NONE = -1;

    /** The scale of an amount that does not fit. */
    static final byte IN_TERMS = -1;

    private final int[] firstLines;
    private final long[] amounts;
    private final byte[] scales;
    private final int[] terms;
    private final int[] destinations;
    private final Rate[] distinctTerms;
    private final String[] distinctDestinations;
    private final boolean alwaysHold;

    /** Takes all arrays as they are. */
    RateLines(
            int[] firstLines,
            long[] amounts,
            byte[] scales,
            int[] terms,
            int[] destinations,
            Rate[] distinctTerms,
            String[] distinctDestinations) {
        this.firstLines = firstLines;
        this.amounts = amounts;
        this.scales = scales;
        this.terms = terms;
        this.destinations = destinations;
        this.distinctTerms = distinctTerms;
        this.distinctDestinations = distinctDestinations;
        boolean always = true;
        for (Rate each : distinctTerms) {
            always &= !isDated(each) && !isPartial(each);
        }
        alwaysHold = always;
    }

    private static boolean isDated(Rate rate) {
        return rate.effectiveFrom() != null || rate.effectiveUntil() != null;
    }

    private static boolean isPartial(Rate rate) {
        return rate.window() != null || rate.fromSecond() > 0;
    }

    /** Number of lines. */
    int size() {
        return amounts.length;
    }

    /** Whether every prefix has one line, and that at any time. */
    boolean alwaysHold() {
        return alwaysHold && firstLines == null;
    }

    private int first(int prefix) {
        return firstLines == null ? prefix : firstLines[prefix];
    }

    /** The line of a prefix that holds when a call is answered; {@link #NONE} when none does. Takes no memory. */
    int answering(int prefix, Instant at, ZoneRules zone) {
        int until = first(prefix + 1);
        int dayAndMinute = NONE;
        for (int line = first(prefix); line < until; line++) {
            Rate rate = distinctTerms[terms[line]];
            if (rate.fromSecond() == 0 && rate.isEffective(at)) {
                if (rate.window() == null) {
                    return line;
                }
                dayAndMinute = dayAndMinute == NONE ? Bands.dayAndMinute(at, zone) : dayAndMinute;
                if (rate.window().holds(Bands.day(dayAndMinute), Bands.minute(dayAndMinute))) {
                    return line;
                }
            }
        }
        return NONE;
    }

    /**
     * The lines of a prefix that may come to hold in the course of a call; empty when the one of its answer stays.
     *
     * @param digits of the prefix
     */
    List<Line> course(int prefix, Instant at, String digits) {
        int from = first(prefix);
        int until = first(prefix + 1);
        if (until - from == 1) {
            return List.of();
        }
        var valid = new ArrayList<Line>(until - from);
        for (int line = from; line < until; line++) {
            if (distinctTerms[terms[line]].isEffective(at)) {
                valid.add(line(line, digits));
            }
        }
        return valid.size() == 1 ? List.of() : valid;
    }

    /** All lines of a prefix, as the card has them. */
    List<Rate> rates(int prefix, String digits) {
        return IntStream.range(first(prefix), first(prefix + 1))
                .mapToObj(line -> rate(line, digits))
                .toList();
    }

    /** A line as the card has it. */
    Rate rate(int line, String digits) {
        Rate rate = distinctTerms[terms[line]];
        BigDecimal perMinute =
                scales[line] == IN_TERMS ? rate.ratePerMinute() : BigDecimal.valueOf(amounts[line], scales[line]);
        return rate.named(digits, distinctDestinations[destinations[line]], perMinute);
    }

    /** A line made ready for sums. */
    Line line(int line, String digits) {
        return Line.of(rate(line, digits));
    }
}
