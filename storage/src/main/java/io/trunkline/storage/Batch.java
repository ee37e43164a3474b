package io.trunkline.storage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of one topic on their way into its table, and those among them that are not readable on their way into
 * {@code unreadable}. Used by the thread of one {@link TopicSink}.
 */
final class Batch {

    private static final String UNREADABLE = "unreadable";

    private static final List<String> UNREADABLE_COLUMNS =
            List.of("topic", "partition", "offset", "recorded_at", "reason", "key", "value");

    private static final int FIRST_CAPACITY = 64 * 1024;

    private static final byte[] NOTHING = {};

    /** First and last offset of a partition, both included. */
    private record Offsets(long first, long last) {
        Offsets to(long offset) {
            return new Offsets(first, offset);
        }
    }

    private final SinkTable table;
    private final RowBuffer rows = new RowBuffer(FIRST_CAPACITY);
    private final RowBuffer unreadable = new RowBuffer(1024);
    private final Map<TopicPartition, Offsets> offsets =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
    private long[] timestamps = new long[1024];
    private int records;
    private long openedNanos;

    Batch(SinkTable table) {
        this.table = table;
    }

    /**
     * Adds a record.
     *
     * @return nothing, or why it is not readable
     */
    Optional<String> add(ConsumerRecord<byte[], byte[]> record) {
        if (records == 0) {
            openedNanos = System.nanoTime();
        }
        if (records == timestamps.length) {
            timestamps = Arrays.copyOf(timestamps, 2 * records);
        }
        timestamps[records++] = record.timestamp();
        offsets.merge(
                new TopicPartition(record.topic(), record.partition()),
                new Offsets(record.offset(), record.offset()),
                (before, now) -> before.to(now.last()));
        Optional<String> reason = table.append(record, rows);
        reason.ifPresent(text -> keep(record, text));
        return reason;
    }

    private void keep(ConsumerRecord<byte[], byte[]> record, String reason) {
        byte[] key = record.key() == null ? NOTHING : record.key();
        byte[] value = record.value() == null ? NOTHING : record.value();
        unreadable
                .text(record.topic())
                .int32(record.partition())
                .int64(record.offset())
                .int64(record.timestamp())
                .text(reason)
                .bytes(key, 0, key.length)
                .bytes(value, 0, value.length)
                .endRow();
    }

    boolean isEmpty() {
        return records == 0;
    }

    /** Records that were added, readable or not. */
    int records() {
        return records;
    }

    /** When each record was written to its topic, milliseconds since the epoch; the first {@link #records} count. */
    long[] timestamps() {
        return timestamps;
    }

    /** Nanoseconds since its first record came; 0 when it is empty. */
    long ageNanos() {
        return isEmpty() ? 0 : System.nanoTime() - openedNanos;
    }

    /** Whether it should be written now. */
    boolean due(SinkSettings settings) {
        return !isEmpty()
                && (records >= settings.maxRows()
                        || rows.size() + unreadable.size() >= settings.maxBytes()
                        || ageNanos() >= settings.linger().toNanos());
    }

    /** Writes everything and waits until the server has it; may be repeated until that works. */
    void insertInto(Store store) {
        if (rows.rows() > 0) {
            store.insert(table.name(), table.columns(), rows, token());
        }
        if (unreadable.rows() > 0) {
            store.insert(UNREADABLE, UNREADABLE_COLUMNS, unreadable, token());
        }
    }

    /** The same records have the same token, and others another: {@code trunkline.cdrs-0:17-42,…}. */
    private String token() {
        return offsets.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue().first() + "-"
                        + entry.getValue().last())
                .collect(Collectors.joining(","));
    }

    /** Forgets all records. */
    void clear() {
        rows.clear();
        unreadable.clear();
        offsets.clear();
        records = 0;
    }
}
