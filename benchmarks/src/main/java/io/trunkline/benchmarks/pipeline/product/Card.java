package io.trunkline.benchmarks.pipeline.product;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * The rate card of a load run, and what a call costs by it: reckoned here once more and apart from the product, so
 * that a wrong sum of the product does not agree with itself.
 */
public final class Card {

    /** Its id. */
    public static final String ID = "load-eur";

    private static final int DECIMALS = 6;

    private record Line(
            String prefix, String destination, String ratePerMinute, String connectFee, int first, int next) {

        BigDecimal price(long seconds) {
            long beyond = Math.max(0, seconds - first);
            long billed = first + next * ((beyond + next - 1) / next);
            return new BigDecimal(connectFee)
                    .multiply(BigDecimal.valueOf(60))
                    .add(new BigDecimal(ratePerMinute).multiply(BigDecimal.valueOf(billed)))
                    .divide(BigDecimal.valueOf(60), DECIMALS, RoundingMode.HALF_UP);
        }
    }

    /** Every destination of the exchange but its satellites, for which no card has a price. */
    private static final List<Line> LINES = List.of(
            new Line("49", "Germany", "0.0150", "0", 1, 1),
            new Line("4930", "Berlin", "0.0075", "0", 1, 1),
            new Line("4917", "Germany mobile", "0.0890", "0.0100", 1, 1),
            new Line("49900", "Germany premium", "1.9900", "0", 60, 60),
            new Line("44", "United Kingdom", "0.0120", "0", 1, 1),
            new Line("447", "United Kingdom mobile", "0.0310", "0", 30, 6),
            new Line("1", "United States", "0.0099", "0", 6, 6),
            new Line("48", "Poland", "0.0140", "0", 1, 1),
            new Line("486", "Poland mobile", "0.0277", "0.0050", 60, 1));

    private Card() {}

    /** Its lines as the API takes them. */
    static String csv() {
        var csv = new StringBuilder("prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment\n");
        for (Line line : LINES) {
            csv.append(String.join(
                    ",",
                    line.prefix,
                    line.destination,
                    line.ratePerMinute,
                    line.connectFee,
                    Integer.toString(line.first),
                    Integer.toString(line.next)));
            csv.append('\n');
        }
        return csv.toString();
    }

    /**
     * What a call costs; empty when no line fits.
     *
     * @param number E.164 digits
     * @param talkMillis more than 0
     */
    public static Optional<BigDecimal> price(String number, long talkMillis) {
        return LINES.stream()
                .filter(line -> number.startsWith(line.prefix))
                .max((one, other) -> Integer.compare(one.prefix.length(), other.prefix.length()))
                .map(line -> line.price((talkMillis + 999) / 1_000));
    }
}
