package io.trunkline.rating.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Gathers what comes close together in busy topics into runs, which Streams takes for one record each. For each record
 * Streams asks anew whether the task may go on, in words for each of its inputs that is empty, and counts, measures and
 * copies: at tens of thousands a second that was a fourth of what rating did.
 *
 * <p>A run has the time and the offset of its first record. So what others tell is read before or after all of it, which is why
 * it is short, and after a failure it is read again from its beginning.
 *
 * <p>One thread of Streams reads a partition; any may ask where it is.
 */
public final class Runs {

    /** The setting of the stream that holds this. */
    public static final String SETTING = "trunkline.rating.runs";

    private static final int MOST_RECORDS = 64;
    private static final long LONGEST_MILLIS = 10;

    private final Set<String> topics;
    private final ConcurrentMap<TopicPartition, AtomicLong> offsets = new ConcurrentHashMap<>();

    /**
     * Without records.
     *
     * @param topics full names of those of which runs are made: who reads them reads runs
     */
    public Runs(Set<String> topics) {
        this.topics = Set.copyOf(topics);
    }

    /** For the settings of the stream's consumer, which makes one. */
    public static final class Gatherer implements ConsumerInterceptor<byte[], byte[]> {

        private Runs runs;

        /** Made by Kafka. */
        public Gatherer() {}

        @Override
        public void configure(Map<String, ?> settings) {
            runs = (Runs) settings.get(SETTING);
        }

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            return runs.gather(records);
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> committed) {
            // The offset of a run is that of its first record: there is nothing to do.
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** The same records, in runs where they are of one of the topics. */
    ConsumerRecords<byte[], byte[]> gather(ConsumerRecords<byte[], byte[]> polled) {
        var gathered = new LinkedHashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            gathered.put(partition, topics.contains(partition.topic()) ? gather(records) : records);
        }
        return new ConsumerRecords<>(gathered, polled.nextOffsets());
    }

    private static List<ConsumerRecord<byte[], byte[]>> gather(List<ConsumerRecord<byte[], byte[]>> records) {
        var runs = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int from = 0; from < records.size(); ) {
            int to = end(records, from);
            runs.add(to - from == 1 ? records.get(from) : asOne(List.copyOf(records.subList(from, to))));
            from = to;
        }
        return runs;
    }

    /** Behind the last record that was written close enough to the first. */
    private static int end(List<ConsumerRecord<byte[], byte[]>> records, int from) {
        long first = records.get(from).timestamp();
        int most = Math.min(records.size(), from + MOST_RECORDS);
        int to = from + 1;
        while (to < most && Math.abs(records.get(to).timestamp() - first) < LONGEST_MILLIS) {
            to++;
        }
        return to;
    }

    private static ConsumerRecord<byte[], byte[]> asOne(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> first = records.getFirst();
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                first.timestampType(),
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                null,
                new RecordHeaders(List.of(new Run(records))),
                first.leaderEpoch());
    }

    /**
     * Takes a record of Streams apart.
     *
     * @param record as it came from its source
     * @param at where it came from
     * @param each is given the records of the run, one after the other, or the record itself when it is none
     */
    public void forEach(
            Record<byte[], byte[]> record, RecordMetadata at, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Run run = Run.in(record.headers());
        List<ConsumerRecord<byte[], byte[]>> records = run == null ? List.of(itself(record, at)) : run.records();
        AtomicLong offset =
                offsets.computeIfAbsent(new TopicPartition(at.topic(), at.partition()), partition -> new AtomicLong());
        for (ConsumerRecord<byte[], byte[]> next : records) {
            offset.setPlain(next.offset());
            each.accept(next);
        }
    }

    private static ConsumerRecord<byte[], byte[]> itself(Record<byte[], byte[]> record, RecordMetadata at) {
        return new ConsumerRecord<>(
                at.topic(),
                at.partition(),
                at.offset(),
                record.timestamp(),
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    /**
     * Which record of a partition is being taken.
     *
     * @param first what Streams says: the first of a run
     */
    public long offset(String topic, int partition, long first) {
        AtomicLong offset = offsets.get(new TopicPartition(topic, partition));
        return offset == null ? first : offset.getPlain();
    }
}
