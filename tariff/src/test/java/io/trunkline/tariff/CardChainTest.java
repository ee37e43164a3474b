package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardChainTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static RateTable table(String id, String fixed, String percent, Rate... rates) {
        var card = new RateCard(id, id, "EUR", "UTC", 6, Rounding.HALF_UP, "v1", 1, 1)
                .derivedFrom("parent", new BigDecimal(fixed), new BigDecimal(percent));
        return RateTable.of(card, List.of(rates));
    }

    private static Tariff find(String number, RateTable... chain) {
        return new CardChain(List.of(chain)).find(number, NOON).orElseThrow();
    }

    private static String perMinute(Tariff tariff) {
        return tariff.rate().ratePerMinute().toPlainString();
    }

    @Test
    void shouldPutTheMarkupOfEachCardOnTheRateOfTheOneAbove() {
        RateTable wholesale = table("wholesale", "9", "900", Tariffs.rate("49", "0.009"));
        RateTable reseller = table("reseller", "0.0025", "20");
        RateTable retail = table("retail", "0.0002", "50");
        assertEquals("0.0138", perMinute(find("4930", reseller, wholesale)));
        Tariff tariff = find("4930", retail, reseller, wholesale);
        assertEquals("0.021", perMinute(tariff));
        assertEquals("retail", tariff.cardId());
        assertEquals(
                List.of("card reseller", "card retail"),
                tariff.markups().stream().map(markup -> markup.by()).toList());
    }

    @Test
    void shouldLetTheLongestPrefixOfAllCardsPriceACallAndOfTheSameTheNearest() {
        RateTable wholesale = table(
                "wholesale", "0", "0", Tariffs.rate("49", "1"), Tariffs.rate("4917", "2"), Tariffs.rate("4930", "3"));
        RateTable retail = table("retail", "0", "100", Tariffs.rate("49", "0.5"), Tariffs.rate("4930", "0.7"));
        assertEquals("0.5", perMinute(find("4989", retail, wholesale)));
        assertEquals("0.7", perMinute(find("4930", retail, wholesale)));
        assertEquals("4", perMinute(find("4917", retail, wholesale)), "a cheap country line prices no mobile call");
        assertTrue(new CardChain(List.of(retail, wholesale)).find("31", NOON).isEmpty());
    }

    @Test
    void shouldMarkEveryWindowAndKeepTheZoneOfTheCardThatHasThem() {
        var night = new Rate(
                "49",
                "Germany",
                new BigDecimal("0.01"),
                BigDecimal.ZERO,
                1,
                1,
                0,
                0,
                null,
                null,
                null,
                RateWindow.parse("mon-sun 18:00-08:00"),
                0);
        var day = new Rate(
                "49",
                "Germany",
                new BigDecimal("0.02"),
                BigDecimal.ZERO,
                1,
                1,
                0,
                0,
                null,
                null,
                null,
                RateWindow.parse("mon-sun 08:00-18:00"),
                0);
        RateTable wholesale = RateTable.of(
                new RateCard("wholesale", "w", "EUR", "Europe/Berlin", 6, Rounding.HALF_UP, "v1", 1, 2),
                List.of(night, day));
        Tariff tariff = find("4930", table("retail", "0", "100"), wholesale);
        assertEquals("0.04", perMinute(tariff));
        assertEquals("Europe/Berlin", tariff.course().timeZone());
        assertEquals(
                List.of("0.02", "0.04"),
                tariff.course().rates().stream()
                        .map(rate -> rate.ratePerMinute().toPlainString())
                        .toList());
    }
}
