package io.trunkline.live.view;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.RateTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The rate cards, each with its rates compiled. A card and its chunks lie in different partitions and arrive in
 * any order: a card's table changes when the card and all chunks of the version that it names are there, and the
 * one before prices until then. Written by the follower's thread, asked by any.
 */
public final class RateCards {

    private static final int KEY_PARTS = 3;

    private final Map<String, RateCard> cards = new ConcurrentHashMap<>();
    private final Map<String, RateTable> tables = new ConcurrentHashMap<>();

    /** By card, then version. */
    private final Map<String, Map<String, StoredRates>> stored = new ConcurrentHashMap<>();

    /** No cards yet. */
    public RateCards() {}

    /** One card. */
    public Optional<RateCard> card(String id) {
        return Optional.ofNullable(cards.get(id));
    }

    /** All cards, in no order. */
    public List<RateCard> cards() {
        return List.copyOf(cards.values());
    }

    /**
     * What a call to a number is charged by.
     *
     * @param number E.164 digits
     * @param at the moment of the answer
     */
    public Optional<Tariff> find(String cardId, String number, Instant at) {
        RateCard card = cards.get(cardId);
        RateTable table = tables.get(cardId);
        if (card == null || table == null) {
            return Optional.empty();
        }
        // The card's currency or rounding may have changed since its rates were compiled.
        return table.find(number, at)
                .map(found -> new Tariff(card.id(), card.currency(), card.decimals(), card.rounding(), found.rate()));
    }

    /**
     * The keys of a card's chunks that no card needs any more.
     *
     * @param kept versions that stay
     * @param before of the others, those stay that were written later than this: they may be on their way in
     */
    public List<String> staleChunks(String cardId, List<String> kept, Instant before) {
        var keys = new ArrayList<String>();
        stored.getOrDefault(cardId, Map.of()).forEach((version, rates) -> {
            if (!kept.contains(version) && rates.writtenAt().isBefore(before)) {
                keys.addAll(rates.keys(cardId, version));
            }
        });
        return keys;
    }

    /** Takes a record of the topic {@code rate-cards}. */
    void accept(ConsumerRecord<String, byte[]> record) {
        if (RateCardKey.isChunk(record.key())) {
            acceptChunk(record);
        } else if (record.value() == null) {
            cards.remove(record.key());
            tables.remove(record.key());
        } else {
            cards.put(record.key(), Json.read(record.value(), RateCard.class));
            compile(record.key());
        }
    }

    private void acceptChunk(ConsumerRecord<String, byte[]> record) {
        String[] key = record.key().split(String.valueOf(RateCardKey.SEPARATOR), -1);
        if (key.length != KEY_PARTS) {
            throw new IllegalArgumentException("not the key of a chunk: " + record.key());
        }
        String cardId = key[0];
        String version = key[1];
        int index = Integer.parseInt(key[2]);
        Map<String, StoredRates> versions = stored.computeIfAbsent(cardId, id -> new ConcurrentHashMap<>());
        StoredRates rates = versions.computeIfAbsent(version, v -> new StoredRates());
        if (record.value() != null) {
            rates.put(index, record.value(), Instant.ofEpochMilli(record.timestamp()));
            compile(cardId);
        } else {
            rates.remove(index);
            if (rates.isEmpty()) {
                versions.remove(version);
            }
        }
    }

    private void compile(String cardId) {
        RateCard card = cards.get(cardId);
        if (card == null || card.ratesVersion() == null) {
            return;
        }
        StoredRates named = stored.getOrDefault(cardId, Map.of()).get(card.ratesVersion());
        RateTable table = named == null ? null : named.table(card);
        if (table != null) {
            tables.put(cardId, table);
        }
    }
}
