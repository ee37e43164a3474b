package io.trunkline.storage.sink;

import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.connection.StoreConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one topic on their way into its table, and those among them that are not readable on their way into
 * {@code unreadable}. Used by the thread of one {@link TopicSink}.
 */
public final class Batch {

    private static final String UNREADABLE = "unreadable";

    private static final List<String> UNREADABLE_COLUMNS =
            List.of("topic", "partition", "offset", "recorded_at", "reason", "key", "value");

    private static final byte[] NOTHING = {};

    /** The records of a partition: first and last offset, both included. */
    private static final class Range {
        private final long first;
        private long last;

        Range(long first) {
            this.first = first;
        }
    }

    private final SinkTable table;
    private final RowBuffer rows = new RowBuffer();
    private final RowBuffer unreadable = new RowBuffer();
    private final Map<Integer, Range> ranges = new TreeMap<>();

    /** That of the partition of the last record: records come many of a partition at a time. Null before the first. */
    private Range range;

    private int partition;
    private String topic;
    private long[] timestamps = new long[1024];
    private int records;
    private long openedNanos;

    public Batch(SinkTable table) {
        this.table = table;
    }

    /**
     * Adds a record.
     *
     * @return nothing, or why it is not readable
     */
    public Optional<String> add(ConsumerRecord<byte[], byte[]> record) {
        if (records == 0) {
            openedNanos = System.nanoTime();
        }
        if (records == timestamps.length) {
            timestamps = Arrays.copyOf(timestamps, 2 * records);
        }
        timestamps[records++] = record.timestamp();
        if (range == null || record.partition() != partition) {
            topic = record.topic();
            partition = record.partition();
            range = ranges.computeIfAbsent(partition, any -> new Range(record.offset()));
        }
        range.last = record.offset();
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

    public boolean isEmpty() {
        return records == 0;
    }

    /** Records that were added, readable or not. */
    public int records() {
        return records;
    }

    /** When each record was written to its topic, milliseconds since the epoch; the first {@link #records} count. */
    public long[] timestamps() {
        return timestamps;
    }

    /** Nanoseconds since its first record came; 0 when it is empty. */
    public long ageNanos() {
        return isEmpty() ? 0 : System.nanoTime() - openedNanos;
    }

    /** Whether it should be written now. */
    public boolean due(SinkSettings settings) {
        return !isEmpty()
                && (records >= settings.maxRows()
                        || rows.size() + unreadable.size() >= settings.maxBytes()
                        || ageNanos() >= settings.linger().toNanos());
    }

    /** Writes everything and waits until the server has it; may be repeated until that works. */
    public void insertInto(StoreConnection store) {
        if (rows.rows() > 0) {
            store.insert(table.name(), table.columns(), rows, token());
            table.inserted(store);
        }
        if (unreadable.rows() > 0) {
            store.insert(UNREADABLE, UNREADABLE_COLUMNS, unreadable, token());
        }
    }

    /** The same records have the same token, and others another: {@code trunkline.cdrs-0:17-42,…}. */
    private String token() {
        return ranges.entrySet().stream()
                .map(entry -> topic + "-" + entry.getKey() + ":" + entry.getValue().first + "-" + entry.getValue().last)
                .collect(Collectors.joining(","));
    }

    /** Forgets all records. */
    public void clear() {
        rows.clear();
        unreadable.clear();
        ranges.clear();
        range = null;
        records = 0;
    }
}
