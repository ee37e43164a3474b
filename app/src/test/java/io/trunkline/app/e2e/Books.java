package io.trunkline.app.e2e;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics that billing reads, as billing reads them: what is committed, from the beginning to the end, and nothing
 * between them and the test.
 *
 * @param cdrs every record of {@link Topic#CDRS}
 * @param entries every record of {@link Topic#LEDGER}, those of an account in their order
 */
record Books(List<Cdr> cdrs, List<LedgerEntry> entries) {

    static Books read(KafkaAddress kafka) {
        return new Books(read(kafka, Topic.CDRS, Cdr.class), read(kafka, Topic.LEDGER, LedgerEntry.class));
    }

    /** The record that holds of each call and tier: that of the highest revision. */
    List<Cdr> lastCdrs() {
        var last = new LinkedHashMap<List<Object>, Cdr>();
        cdrs.forEach(cdr -> last.merge(
                List.of(cdr.id(), cdr.level()), cdr, (one, other) -> one.revision() > other.revision() ? one : other));
        return List.copyOf(last.values());
    }

    /** How many records a consumer group has not read of the topics that it reads, or not committed. */
    static long lag(KafkaAddress kafka, String group) {
        try (var admin = Admin.create(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()))) {
            var read = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var ask = new HashMap<TopicPartition, OffsetSpec>();
            read.keySet().forEach(partition -> ask.put(partition, OffsetSpec.latest()));
            var ends = admin.listOffsets(ask).all().get();
            return read.entrySet().stream()
                    .mapToLong(entry ->
                            ends.get(entry.getKey()).offset() - entry.getValue().offset())
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("the lag of " + group + " is not known", e);
        }
    }

    private static <T> List<T> read(KafkaAddress kafka, Topic topic, Class<T> type) {
        var values = new ArrayList<T>();
        WholeTopic.forEach(kafka, topic, record -> values.add(Json.read(record.value(), type)));
        return values;
    }
}
