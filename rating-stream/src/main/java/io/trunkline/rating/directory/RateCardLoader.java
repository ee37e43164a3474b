package io.trunkline.rating.directory;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.tariff.RateTable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads the rates of cards. The chunks of a card lie in any partition, and those of older versions may lie
 * there still: so nothing is kept while they pass by, and a card that names a new version has the topic read
 * through once for its chunks. Used by one thread.
 */
final class RateCardLoader {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** What was found of a card. */
    private static final class Found {
        private final RateTable.Builder rates = new RateTable.Builder();
        private final Set<Integer> chunks = new HashSet<>();
    }

    /**
     * A loader.
     *
     * @param consumer for this alone
     * @param partitions all of the topic's
     */
    RateCardLoader(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
        consumer.assign(partitions);
    }

    /**
     * The tables of those cards whose chunks are all there.
     *
     * @param cards each with a version of its rates
     */
    List<RateTable> load(Collection<RateCard> cards) {
        Map<String, Found> found = new HashMap<>();
        cards.forEach(card -> found.put(card.id(), new Found()));
        Map<String, RateCard> wanted = new HashMap<>();
        cards.forEach(card -> wanted.put(card.id(), card));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.seekToBeginning(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                take(record, wanted, found);
            }
        }
        return cards.stream()
                .filter(card -> found.get(card.id()).chunks.size() == card.chunks())
                .map(card -> found.get(card.id()).rates.build(card))
                .toList();
    }

    private static void take(
            ConsumerRecord<String, byte[]> record, Map<String, RateCard> wanted, Map<String, Found> found) {
        if (record.key() == null || record.value() == null || !RateCardKey.isChunk(record.key())) {
            return;
        }
        RateCard card = wanted.get(record.key().substring(0, record.key().indexOf(RateCardKey.SEPARATOR)));
        boolean ofVersion = card != null
                && record.key()
                        .startsWith(card.id() + RateCardKey.SEPARATOR + card.ratesVersion() + RateCardKey.SEPARATOR);
        if (!ofVersion) {
            return;
        }
        try {
            RateChunk chunk = Json.read(record.value(), RateChunk.class);
            if (found.get(card.id()).chunks.add(chunk.index())) {
                chunk.rates().forEach(found.get(card.id()).rates::add);
            }
        } catch (SerializationException | IllegalArgumentException e) {
            // The card stays incomplete, and who asked for it says so.
            return;
        }
    }
}
