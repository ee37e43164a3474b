package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Rate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateTableTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private static Optional<String> prefix(RateTable table, String number) {
        return table.find(number, NOW).map(tariff -> tariff.rate().prefix());
    }

    @Test
    void shouldFindTheLongestPrefix() {
        var table = RateTable.of(
                Tariffs.card(), List.of(Tariffs.rate("3", "1"), Tariffs.rate("316", "2"), Tariffs.rate("31", "3")));
        assertEquals(Optional.of("316"), prefix(table, "31612345678"));
        assertEquals(Optional.of("31"), prefix(table, "31201234567"));
        assertEquals(Optional.of("3"), prefix(table, "3"));
        assertEquals(Optional.empty(), prefix(table, "4420"));
    }

    @Test
    void shouldCarryTheLineAndHowItsCardRounds() {
        var table = RateTable.of(Tariffs.card(), List.of(Tariffs.rate("31", "0.0138")));
        var tariff = table.find("31201234567", NOW).orElseThrow();
        assertEquals(Tariffs.rate("31", "0.0138"), tariff.rate());
        assertEquals("EUR", tariff.currency());
        assertEquals(6, tariff.decimals());
    }

    @Test
    void shouldTellPrefixesApartThatDifferInLeadingZeros() {
        var table = RateTable.of(Tariffs.card(), List.of(Tariffs.rate("044", "1"), Tariffs.rate("44", "2")));
        assertEquals(Optional.of("044"), prefix(table, "0441"));
        assertEquals(Optional.of("44"), prefix(table, "441"));
    }

    @Test
    void shouldFallBackToAShorterPrefixWhileTheLongerIsNotValid() {
        var table = RateTable.of(
                Tariffs.card(),
                List.of(
                        Tariffs.rate("31", "1"),
                        Tariffs.rate("316", "2", NOW.plusSeconds(1), null),
                        Tariffs.rate("3165", "3", null, NOW)));
        assertEquals(Optional.of("31"), prefix(table, "31651"));
        assertEquals(
                "3165",
                table.find("31651", NOW.minusSeconds(1)).orElseThrow().rate().prefix());
        assertEquals(
                "316",
                table.find("31651", NOW.plusSeconds(1)).orElseThrow().rate().prefix());
    }

    @Test
    void shouldChooseThePeriodOfThePrefixThatIsValid() {
        var table = RateTable.of(
                Tariffs.card(),
                List.of(
                        Tariffs.rate("31", "3", NOW, null),
                        Tariffs.rate("31", "1", null, NOW.minusSeconds(60)),
                        Tariffs.rate("31", "2", NOW.minusSeconds(60), NOW)));
        assertEquals("1", perMinute(table, NOW.minusSeconds(61)));
        assertEquals("2", perMinute(table, NOW.minusSeconds(1)));
        assertEquals("3", perMinute(table, NOW));
    }

    private static String perMinute(RateTable table, Instant at) {
        return table.find("3120", at).orElseThrow().rate().ratePerMinute().toPlainString();
    }

    @Test
    void shouldFindNothingForWhatIsNotANumber() {
        var table = RateTable.of(Tariffs.card(), List.of(Tariffs.rate("3", "1")));
        assertTrue(table.find("alice", NOW).isEmpty());
        assertTrue(table.find("", NOW).isEmpty());
        assertTrue(table.find("+31", NOW).isEmpty());
        assertTrue(table.find("31٣", NOW).isEmpty());
        assertEquals(Optional.of("3"), prefix(table, "3123456789012345678901234567890"));
    }

    @Test
    void shouldRefuseAPrefixThatIsNotOfDigits() {
        assertThrows(
                IllegalArgumentException.class, () -> RateTable.of(Tariffs.card(), List.of(Tariffs.rate("", "1"))));
    }

    @Test
    void shouldAgreeWithANaiveSearchOnAPublishedDeck() throws IOException {
        Map<String, Rate> naive = new HashMap<>();
        var rates = new ArrayList<Rate>();
        for (var line : SharedData.csv("astpp_rates.csv")) {
            Rate rate = Tariffs.rate(line.getField("prefix"), line.getField("rate_per_minute"));
            if (naive.putIfAbsent(rate.prefix(), rate) == null) {
                rates.add(rate);
            }
        }
        var table = RateTable.of(Tariffs.card(), rates);
        assertEquals(rates.size(), table.size());
        var random = new Random(42);
        for (int i = 0; i < 100_000; i++) {
            String start = rates.get(random.nextInt(rates.size())).prefix();
            String number = start.substring(0, 1 + random.nextInt(start.length())) + random.nextInt(100_000);
            assertEquals(longest(naive, number), table.find(number, NOW).map(tariff -> tariff.rate()), number);
        }
    }

    @Test
    void shouldAgreeWithANaiveSearchWhateverTheSizeOfTheCard() {
        var random = new Random(7);
        for (int size : new int[] {1, 9, 11, 100, 3_000, 20_000, 150_000}) {
            Map<String, Rate> naive = new HashMap<>();
            while (naive.size() < size) {
                String prefix = digits(random, size <= 100 ? 1 + random.nextInt(3) : 1 + random.nextInt(11));
                naive.put(prefix, Tariffs.rate(prefix, "0.01"));
            }
            var prefixes = List.copyOf(naive.keySet());
            var table = RateTable.of(Tariffs.card(), naive.values());
            for (int i = 0; i < 30_000; i++) {
                String start = random.nextBoolean() ? prefixes.get(random.nextInt(prefixes.size())) : "";
                String cut = start.substring(0, start.length() - (start.length() > 1 ? random.nextInt(2) : 0));
                String number = cut + digits(random, (cut.isEmpty() ? 1 : 0) + random.nextInt(8));
                int found = table.lookUp(number, NOW);
                assertEquals(
                        longest(naive, number).map(Rate::prefix),
                        found == RateTable.NONE
                                ? Optional.empty()
                                : Optional.of(number.substring(0, table.length(found))),
                        () -> "%s of %,d prefixes".formatted(number, size));
            }
        }
    }

    private static String digits(Random random, int count) {
        return random.ints(count, '0', '9' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Optional<Rate> longest(Map<String, Rate> rates, String number) {
        return IntStream.iterate(number.length(), length -> length > 0, length -> length - 1)
                .mapToObj(length -> rates.get(number.substring(0, length)))
                .filter(rate -> rate != null)
                .findFirst();
    }
}
