package io.trunkline.customers;

import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.tariff.RateTable;
import io.trunkline.tariff.RateTableBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One version of a card's rates: which of its chunks lie in the topic, and their lines in the compact form of {@link
 * RateTable}, which is a tenth of their size as text. Lines may come in any order. One thread changes, any ask.
 */
final class StoredRates {

    private final Set<Integer> chunks = ConcurrentHashMap.newKeySet();
    private volatile Instant writtenAt = Instant.EPOCH;

    /** What has come so far; null once the table is built. */
    private RateTableBuilder lines = new RateTableBuilder();

    private RateTable table;

    /** A part of what was taken has gone again: it is no whole version any more. */
    private boolean torn;

    StoredRates() {}

    /**
     * Takes a chunk.
     *
     * @throws IllegalArgumentException when a line has no prefix; then the version never becomes whole
     */
    void put(RateChunk chunk, Instant written) {
        if (table == null && !chunks.contains(chunk.index())) {
            chunk.rates().forEach(lines::add);
        }
        chunks.add(chunk.index());
        writtenAt = written.isAfter(writtenAt) ? written : writtenAt;
    }

    /** A chunk was deleted from the topic. */
    void remove(int index) {
        torn |= chunks.remove(index);
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
        return chunks.stream()
                .sorted()
                .map(index -> RateCardKey.chunk(cardId, version, index))
                .toList();
    }

    /** The table of this version; empty while chunks that the card counts on are missing. */
    Optional<RateTable> table(RateCard card) {
        if (table == null && !torn && chunks.size() >= card.chunks()) {
            table = lines.build(card);
            lines = null;
        }
        return Optional.ofNullable(table);
    }
}
