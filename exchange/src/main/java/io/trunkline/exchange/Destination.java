package io.trunkline.exchange;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Where calls go that leave the exchange.
 *
 * @param prefix leading digits of its numbers
 * @param digits how many follow
 * @param weight how often it is called beside the others
 * @param trunk the carrier's gateway
 */
record Destination(String prefix, int digits, int weight, InetSocketAddress trunk) {

    private static final InetSocketAddress GERMANY = Proxy.address("203.0.113.21", 5060);
    private static final InetSocketAddress BRITAIN = Proxy.address("203.0.113.31", 5060);
    private static final InetSocketAddress ABROAD = Proxy.address("203.0.113.41", 5060);

    /** What the prepaid customer calls all day: dear enough to run out while one watches. */
    static final Destination PREPAID = new Destination("447700900", 3, 0, BRITAIN);

    /** Poland, mobile, by a trunk that fails most of what it is sent. */
    static final Destination FAILING = new Destination("48600000", 3, 0, Proxy.address("203.0.113.51", 5060));

    /** The numbers are from ranges kept for fiction, where a country has some. */
    private static final List<Destination> ALL = List.of(
            // Germany: Hamburg, Munich, Cologne.
            new Destination("494066969", 3, 12, GERMANY),
            new Destination("498999998", 3, 10, GERMANY),
            new Destination("492214710", 3, 8, GERMANY),
            // Germany, mobile.
            new Destination("4917604069", 3, 14, GERMANY),
            new Destination("4917139200", 2, 10, GERMANY),
            // United Kingdom: London, mobile.
            new Destination("442079460", 3, 10, BRITAIN),
            new Destination("447700900", 3, 8, BRITAIN),
            // United States: New York, Los Angeles.
            new Destination("121255501", 2, 7, ABROAD),
            new Destination("131055501", 2, 4, ABROAD),
            // Poland: Warsaw, mobile.
            new Destination("4822555", 4, 3, ABROAD),
            new Destination("48600000", 3, 6, ABROAD),
            // Germany, premium.
            new Destination("499001", 6, 2, GERMANY),
            // A satellite network that no card prices.
            new Destination("88165", 7, 1, ABROAD));

    private static final int TOTAL_WEIGHT =
            ALL.stream().mapToInt(Destination::weight).sum();

    /** The trunks to which calls go that leave the platform. */
    static List<String> trunks() {
        return Stream.concat(ALL.stream(), Stream.of(FAILING))
                .map(destination -> destination.trunk.getAddress().getHostAddress())
                .distinct()
                .toList();
    }

    static Destination draw(RandomGenerator random) {
        int left = random.nextInt(TOTAL_WEIGHT);
        for (var destination : ALL) {
            left -= destination.weight;
            if (left < 0) {
                return destination;
            }
        }
        throw new AssertionError("the weights do not sum up");
    }

    /** A number of it, E.164 digits. */
    String number(RandomGenerator random) {
        var number = new StringBuilder(prefix);
        for (int i = 0; i < digits; i++) {
            number.append((char) ('0' + random.nextInt(10)));
        }
        return number.toString();
    }
}
