package io.trunkline.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.protocol.event.Rounding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Cards and chunks come from different partitions, in any order. */
class CardsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Cards cards = new Cards();

    @Test
    void shouldPriceByNewRatesOnlyWhenTheyAreAllThere() {
        chunk("v1", 0, "44", "1");
        card("v1", 1);
        assertEquals(Optional.of("1"), price());
        card("v2", 2);
        assertEquals(Optional.of("1"), price(), "the chunks of v2 are not there yet");
        chunk("v2", 1, "49", "3");
        assertEquals(Optional.of("1"), price());
        chunk("v2", 0, "44", "2");
        assertEquals(Optional.of("2"), price());
    }

    @Test
    void shouldPassFromVersionToVersionAndBack() {
        chunk("v1", 0, "44", "1");
        card("v1", 1);
        chunk("v2", 0, "44", "2");
        card("v2", 1);
        assertEquals(Optional.of("2"), price());
        card("v1", 1);
        assertEquals(Optional.of("1"), price());
    }

    @Test
    void shouldTellWhichChunksNobodyNeedsAndForgetThoseThatWent() {
        chunk("v1", 0, "44", "1");
        chunk("v1", 1, "45", "1");
        chunk("v2", 0, "44", "2");
        Instant later = Instant.ofEpochMilli(1);
        assertEquals(List.of("card#v1#0", "card#v1#1"), cards.staleChunks("card", List.of("v2"), later));
        assertEquals(List.of(), cards.staleChunks("card", List.of("v2"), Instant.EPOCH), "they are too new");
        delete("card#v1#0");
        delete("card#v1#1");
        assertEquals(List.of(), cards.staleChunks("card", List.of("v2"), later));
    }

    @Test
    void shouldPriceByTheCardAsItIsNowWhileItsNewRatesAreOnTheirWay() {
        chunk("v1", 0, "44", "0.123456");
        card("v1", 1);
        accept("card", Json.write(new RateCard("card", "Card", "EUR", "UTC", 2, Rounding.UP, "v2", 1, 1)));
        var tariff = cards.find("card", "442079460000", NOON).orElseThrow();
        assertEquals(2, tariff.decimals());
        assertEquals("0.123456", tariff.rate().ratePerMinute().toPlainString());
    }

    @Test
    void shouldPriceNothingByACardWhoseRatesWereAllTakenOff() {
        chunk("v1", 0, "44", "1");
        card("v1", 1);
        card("v2", 0);
        assertEquals(Optional.empty(), price());
    }

    @Test
    void shouldNotTakeAVersionForWholeOfWhichAPartHasGone() {
        chunk("v1", 0, "44", "1");
        chunk("v1", 1, "45", "1");
        delete("card#v1#0");
        card("v1", 1);
        assertEquals(Optional.empty(), price());
    }

    @Test
    void shouldTakeAChunkThatComesAgainForOne() {
        chunk("v1", 0, "44", "1");
        chunk("v1", 0, "44", "1");
        card("v1", 2);
        assertEquals(Optional.empty(), price());
        chunk("v1", 1, "45", "1");
        assertEquals(2, cards.rates("card").orElseThrow().size());
    }

    @Test
    void shouldForgetACardThatWasDeleted() {
        chunk("v1", 0, "44", "1");
        card("v1", 1);
        delete("card");
        assertEquals(Optional.empty(), price());
        assertEquals(Optional.empty(), cards.card("card"));
    }

    @Test
    void shouldSayOfAKeyThatItIsNone() {
        assertThrows(IllegalArgumentException.class, () -> delete("card#v1"));
        assertThrows(IllegalArgumentException.class, () -> delete("card#v1#x"));
    }

    private Optional<String> price() {
        return cards.find("card", "442079460000", NOON)
                .map(tariff -> tariff.rate().ratePerMinute().toPlainString());
    }

    private void card(String version, int chunks) {
        accept(
                "card",
                Json.write(new RateCard("card", "Card", "EUR", "UTC", 6, Rounding.HALF_UP, version, chunks, chunks)));
    }

    private void chunk(String version, int index, String prefix, String perMinute) {
        accept(
                RateCardKey.chunk("card", version, index),
                Json.write(new RateChunk("card", version, index, List.of(Examples.rate(prefix, perMinute)))));
    }

    private void delete(String key) {
        accept(key, null);
    }

    private void accept(String key, byte[] value) {
        cards.accept(new ConsumerRecord<>("rate-cards", 0, 0, key, value));
    }
}
