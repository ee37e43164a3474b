package io.trunkline.live.view;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.tariff.RateTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * One version of a card's rates: its chunks as they lie in the topic, and its table once it was compiled. Then
 * the chunks' values are let go, for they are ten times the size. Written by the follower's thread, asked by any.
 */
final class StoredRates {

    private static final byte[] LET_GO = {};

    private final Map<Integer, byte[]> chunks = new ConcurrentHashMap<>();
    private volatile Instant writtenAt = Instant.EPOCH;
    private volatile RateTable table;

    StoredRates() {}

    /** Takes a chunk. */
    void put(int index, byte[] value, Instant written) {
        chunks.put(index, table == null ? value : LET_GO);
        writtenAt = written.isAfter(writtenAt) ? written : writtenAt;
    }

    /** A chunk was deleted from the topic. */
    void remove(int index) {
        chunks.remove(index);
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** When the last of its chunks was written. */
    Instant writtenAt() {
        return writtenAt;
    }

    /** The keys of its chunks in the topic. */
    List<String> keys(String cardId, String version) {
        return chunks.keySet().stream()
                .sorted()
                .map(index -> RateCardKey.chunk(cardId, version, index))
                .toList();
    }

    /** The table of this version; null while chunks that the card counts on are missing. */
    RateTable table(RateCard card) {
        if (table == null && chunks.size() >= card.chunks()) {
            List<byte[]> inOrder =
                    IntStream.range(0, card.chunks()).mapToObj(chunks::get).toList();
            table = RateTable.of(card, () -> inOrder.stream()
                    .flatMap(value -> Json.read(value, RateChunk.class).rates().stream())
                    .iterator());
            chunks.replaceAll((index, value) -> LET_GO);
        }
        return table;
    }
}
