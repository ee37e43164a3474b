package io.trunkline.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.message.MessageTable;
import io.trunkline.storage.sink.Batch;
import io.trunkline.storage.sink.SinkTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Puts rows into the store as the sink does, without Kafka. Each batch has offsets of its own. */
final class Written {

    private static final AtomicLong OFFSET = new AtomicLong();

    private Written() {}

    static void messages(Store store, List<Captured> messages) {
        var batch = new Batch(new MessageTable());
        for (Captured message : messages) {
            assertEquals(Optional.empty(), batch.add(message.at(0, OFFSET.getAndIncrement())));
        }
        batch.insertInto(store.connection());
    }

    static void values(Store store, SinkTable table, List<?> values) {
        var batch = new Batch(table);
        for (Object value : values) {
            assertEquals(Optional.empty(), batch.add(record(table, Json.write(value))));
        }
        batch.insertInto(store.connection());
    }

    /** How many messages there are, each counted once. */
    static long countMessages(Store store) {
        return count(store, "SELECT DISTINCT collector, journal_index FROM trunkline.messages");
    }

    /** How many records could not be understood, each counted once. */
    static long countUnreadable(Store store) {
        return count(store, "SELECT DISTINCT topic, partition, offset FROM trunkline.unreadable");
    }

    private static long count(Store store, String distinct) {
        var query = Query.of("count", "SELECT count() FROM (" + distinct + ")");
        return store.connection().rows(query, Map.of(), row -> row.getLong(1)).getFirst();
    }

    /** A record of the table's topic, written now. */
    static ConsumerRecord<byte[], byte[]> record(SinkTable table, byte[] value) {
        return new ConsumerRecord<>(
                table.topic().name(KafkaAddress.DEFAULT_PREFIX),
                0,
                OFFSET.getAndIncrement(),
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
