package io.trunkline.customers;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.CardChain;
import io.trunkline.tariff.RateTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rate cards, each with its rates. A card and its chunks lie in different partitions and arrive in any order: a
 * card's rates change when the card and all chunks of the version that it names are there, and until then those of the
 * version before stay in force. One thread changes, any ask.
 */
public final class Cards {

    private static final Logger LOG = LoggerFactory.getLogger(Cards.class);
    private static final int KEY_PARTS = 3;

    private final Map<String, RateCard> cards = new ConcurrentHashMap<>();
    private final Map<String, RateTable> tables = new ConcurrentHashMap<>();

    /** By card, then version. */
    private final Map<String, Map<String, StoredRates>> stored = new ConcurrentHashMap<>();

    /** By card: the version of its rates that is in force, and the one of which it was told that it is not all there. */
    private final Map<String, String> inForce = new HashMap<>();

    private final Map<String, String> told = new HashMap<>();

    Cards() {}

    /** One card. */
    public Optional<RateCard> card(String id) {
        return Optional.ofNullable(cards.get(id));
    }

    /** All cards, in no order. */
    public List<RateCard> cards() {
        return List.copyOf(cards.values());
    }

    /** The rates of a card that are in force; empty when it has none. */
    public Optional<RateTable> rates(String cardId) {
        return Optional.ofNullable(tables.get(cardId));
    }

    /**
     * What a call to a number is charged by, by a card or those from which it is derived.
     *
     * @param number E.164 digits
     * @param at the moment of the answer
     */
    public Optional<Tariff> find(String cardId, String number, Instant at) {
        return chain(cardId).flatMap(chain -> chain.find(number, at));
    }

    /**
     * A card with those from which it is derived. A chain that comes back to a card, or to one in another currency, ends
     * before it: two processes that were asked at once may make one, and what it would price is then unrated.
     */
    private Optional<CardChain> chain(String cardId) {
        RateCard own = cards.get(cardId);
        if (own == null || own.parentCardId() == null) {
            return rates(cardId).map(table -> new CardChain(List.of(table)));
        }
        var ids = new LinkedHashSet<String>();
        var chain = new ArrayList<RateTable>();
        RateCard card = own;
        while (card != null && card.currency().equals(own.currency()) && ids.add(card.id())) {
            RateCard now = card;
            chain.add(rates(now.id()).orElseGet(() -> RateTable.of(now, List.of())));
            card = now.parentCardId() == null ? null : cards.get(now.parentCardId());
        }
        return Optional.of(new CardChain(chain));
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

    /** Adds a card with its rates, or replaces the one of that id. */
    void put(RateTable table) {
        cards.put(table.card().id(), table.card());
        tables.put(table.card().id(), table);
    }

    /** Takes a record of the topic {@code rate-cards}. */
    void accept(ConsumerRecord<String, byte[]> record) {
        if (RateCardKey.isChunk(record.key())) {
            acceptChunk(record);
        } else if (record.value() == null) {
            cards.remove(record.key());
            tables.remove(record.key());
            inForce.remove(record.key());
        } else {
            cards.put(record.key(), Json.read(record.value(), RateCard.class));
            putInForce(record.key());
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
        if (record.value() != null) {
            versions.computeIfAbsent(version, v -> new StoredRates())
                    .put(Json.read(record.value(), RateChunk.class), Instant.ofEpochMilli(record.timestamp()));
            putInForce(cardId);
            return;
        }
        StoredRates rates = versions.get(version);
        if (rates != null) {
            rates.remove(index);
            if (rates.isEmpty()) {
                versions.remove(version);
            }
        }
    }

    /** The rates that the card names, when they are all there; else those before, under the card as it is now. */
    private void putInForce(String cardId) {
        RateCard card = cards.get(cardId);
        if (card == null) {
            return;
        }
        Optional<RateTable> named = named(card);
        if (named.isPresent() && !card.ratesVersion().equals(inForce.put(cardId, card.ratesVersion()))) {
            LOG.info(
                    "The rate card {} is in force with {} rates",
                    cardId,
                    named.get().size());
        }
        RateTable now = named.orElse(tables.get(cardId));
        if (now != null) {
            tables.put(cardId, now.card().equals(card) ? now : now.withCard(card));
        }
    }

    /** The rates that a card names; empty while they are not all there, or when it names none. */
    private Optional<RateTable> named(RateCard card) {
        if (card.ratesVersion() != null && card.chunks() == 0) {
            return Optional.of(RateTable.of(card, List.of()));
        }
        return Optional.ofNullable(card.ratesVersion())
                .map(version -> stored.getOrDefault(card.id(), Map.of()).get(version))
                .flatMap(rates -> rates.table(card));
    }

    /** To be called when all there is was taken: tells of cards that name rates that are not there, of each once. */
    void tellIncomplete() {
        for (RateCard card : cards.values()) {
            String version = card.ratesVersion();
            boolean whole = version == null || version.equals(inForce.get(card.id()));
            if (!whole && !version.equals(told.put(card.id(), version))) {
                LOG.warn(
                        "The rate card {} names rates {} that are not all there: its earlier rates stay in force",
                        card.id(),
                        version);
            }
        }
    }
}
