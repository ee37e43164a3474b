package io.trunkline.tariff;

import io.trunkline.protocol.event.Course;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Tariff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rates of one card, by longest prefix. Immutable: any thread may ask.
 *
 * <p>A card may have a million lines, and a process many cards. So its lines are not kept as objects, but made again
 * when a call asks for them: {@link RateLines}, in the order of their prefixes.
 */
public final class RateTable {

    /** No prefix of the card fits. */
    public static final int NONE = PrefixTree.NONE;

    private final RateCard card;
    private final ZoneClock clock;
    private final PrefixTree prefixes;
    private final RateLines lines;

    RateTable(RateCard card, PrefixTree prefixes, RateLines lines) {
        this.card = card;
        this.clock = ZoneClock.of(card.timeZone());
        this.prefixes = prefixes;
        this.lines = lines;
    }

    /**
     * A card with its rates.
     *
     * @throws IllegalArgumentException for a prefix that is empty, too long or not of digits
     */
    public static RateTable of(RateCard card, Iterable<Rate> rates) {
        var builder = new RateTableBuilder();
        rates.forEach(builder::add);
        return builder.build(card);
    }

    /** The same rates under a card whose name, zone, decimals or rounding have changed. */
    public RateTable withCard(RateCard changed) {
        return new RateTable(changed, prefixes, lines);
    }

    /** The card. */
    public RateCard card() {
        return card;
    }

    /** Number of its lines. */
    public int size() {
        return lines.size();
    }

    /** Its lines in the order of their prefixes, each made when it is asked for. */
    public Stream<Rate> rates() {
        return IntStream.range(0, prefixes.size()).boxed().flatMap(prefix -> rates(prefix).stream());
    }

    /** The lines of one prefix, by its place among the prefixes. */
    List<Rate> rates(int prefix) {
        return lines.rates(prefix, prefixes.digits(prefix));
    }

    /** The prefixes. */
    PrefixTree prefixes() {
        return prefixes;
    }

    /**
     * The longest prefix of a number that holds at a moment. A longer one that does not gives way to a shorter one.
     * Takes no memory.
     *
     * @param number E.164 digits without {@code +}; anything else finds nothing
     * @param at the moment of the answer
     * @return for {@link #length}, {@link #tariff} and {@link #meter}; {@link #NONE} when there is none
     */
    public int lookUp(String number, Instant at) {
        int prefix = prefixes.longest(number);
        while (prefix != NONE && !lines.alwaysAnswers(prefix) && lines.answering(prefix, at, clock) == RateLines.NONE) {
            prefix = prefixes.shorter(prefix);
        }
        return prefix;
    }

    /** Digits of a prefix. */
    public int length(int prefix) {
        return prefixes.length(prefix);
    }

    /**
     * What a call to a number is charged by.
     *
     * @see #lookUp
     */
    public Optional<Tariff> find(String number, Instant at) {
        int prefix = lookUp(number, at);
        return prefix == NONE ? Optional.empty() : Optional.of(tariff(prefix, number, at));
    }

    /** What a call to a number is charged by that begins with a prefix which was {@link #lookUp looked up}. */
    public Tariff tariff(int prefix, String number, Instant at) {
        String digits = number.substring(0, length(prefix));
        Rate rate = lines.rate(lines.answering(prefix, at, clock), digits);
        List<Rate> course = lines.course(prefix, at, digits);
        if (course.isEmpty()) {
            return new Tariff(card.id(), card.currency(), card.decimals(), card.rounding(), rate);
        }
        return new Tariff(
                card.id(),
                card.currency(),
                card.decimals(),
                card.rounding(),
                rate,
                new Course(card.timeZone(), at, course),
                List.of(),
                null);
    }

    /**
     * The meter of a call to a number that begins with a prefix which was {@link #lookUp looked up}, by this card
     * alone: that of its tariff, and quicker to come by.
     */
    public Meter meter(int prefix, Instant at) {
        int answering = lines.answering(prefix, at, clock);
        Line answer = lines.line(answering);
        Bands bands = Bands.of(answer, clock, at, lines.course(prefix, at, answering, answer));
        return new Meter(answer, bands, card.decimals(), card.rounding(), false, 0);
    }
}
