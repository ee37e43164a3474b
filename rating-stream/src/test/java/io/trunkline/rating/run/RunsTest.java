package io.trunkline.rating.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final TopicPartition BUSY = new TopicPartition("busy", 3);
    private static final TopicPartition OTHER = new TopicPartition("other", 3);
    private static final long FIRST_OFFSET = 700;
    private static final long BEGINNING = 1_000_000;

    private final Runs runs = new Runs(Set.of("busy"));

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, long millis) {
        byte[] text = Long.toString(offset).getBytes(StandardCharsets.US_ASCII);
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                millis,
                TimestampType.CREATE_TIME,
                text.length,
                text.length,
                text,
                text,
                new RecordHeaders(),
                Optional.of(1));
    }

    private static ConsumerRecords<byte[], byte[]> polled(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        long next = records.getLast().offset() + 1;
        return new ConsumerRecords<>(Map.of(partition, records), Map.of(partition, new OffsetAndMetadata(next)));
    }

    /** Records that come one after the other, each so long after the one before it. */
    private static List<ConsumerRecord<byte[], byte[]>> records(List<Integer> millisApart) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long millis = BEGINNING;
        for (int apart : millisApart) {
            millis += apart;
            records.add(record(BUSY, FIRST_OFFSET + records.size(), millis));
        }
        return records;
    }

    private static RecordMetadata at(ConsumerRecord<byte[], byte[]> record) {
        return new RecordMetadata() {
            @Override
            public String topic() {
                return record.topic();
            }

            @Override
            public int partition() {
                return record.partition();
            }

            @Override
            public long offset() {
                return record.offset();
            }
        };
    }

    /** As Streams gives it to a processor. */
    private static Record<byte[], byte[]> processed(ConsumerRecord<byte[], byte[]> record) {
        return new Record<>(record.key(), record.value(), record.timestamp(), record.headers());
    }

    private static List<ConsumerRecord<byte[], byte[]>> inside(ConsumerRecord<byte[], byte[]> record) {
        Run run = Run.in(record.headers());
        return run == null ? List.of(record) : run.records();
    }

    @Property
    void everyRecordComesOutAsItWasInOrderAndItsRunBearsTimeAndOffsetOfItsFirst(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = -3, max = 12) Integer> millisApart) {
        List<ConsumerRecord<byte[], byte[]>> records = records(millisApart);
        ConsumerRecords<byte[], byte[]> polled = polled(BUSY, records);

        ConsumerRecords<byte[], byte[]> gathered = runs.gather(polled);

        var came = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (ConsumerRecord<byte[], byte[]> each : gathered.records(BUSY)) {
            List<ConsumerRecord<byte[], byte[]>> inside = inside(each);
            assertTrue(inside.size() <= 64);
            assertEquals(inside.getFirst().offset(), each.offset());
            assertEquals(inside.getFirst().timestamp(), each.timestamp());
            assertTrue(inside.stream().allMatch(one -> Math.abs(one.timestamp() - each.timestamp()) < 10));
            runs.forEach(processed(each), at(each), one -> came.add(one));
        }
        assertEquals(records.size(), came.size());
        for (int i = 0; i < records.size(); i++) {
            assertEquals(records.get(i).offset(), came.get(i).offset());
            assertEquals(records.get(i).timestamp(), came.get(i).timestamp());
            assertSame(records.get(i).value(), came.get(i).value());
            assertSame(records.get(i).key(), came.get(i).key());
        }
        assertEquals(polled.nextOffsets(), gathered.nextOffsets());
    }

    @Test
    void aBusySecondTakesAFewRuns() {
        List<ConsumerRecord<byte[], byte[]>> records = IntStream.range(0, 1_000)
                .mapToObj(i -> record(BUSY, i, BEGINNING + i / 30))
                .toList();

        // Thirty a millisecond: runs are as long as they may be.
        assertEquals(16, runs.gather(polled(BUSY, records)).count());
    }

    @Test
    void otherTopicsStayAsTheyAre() {
        List<ConsumerRecord<byte[], byte[]>> records =
                List.of(record(OTHER, 1, BEGINNING), record(OTHER, 2, BEGINNING));

        assertEquals(
                records,
                runs.gather(polled(OTHER, records)).records(OTHER).stream().toList());
    }

    @Test
    void whoFailsAtARecordOfARunCanSayAtWhich() {
        ConsumerRecord<byte[], byte[]> run =
                runs.gather(polled(BUSY, records(List.of(0, 1, 1)))).iterator().next();
        var said = new ArrayList<Long>();

        runs.forEach(processed(run), at(run), one -> said.add(runs.offset("busy", 3, run.offset())));

        assertEquals(List.of(FIRST_OFFSET, FIRST_OFFSET + 1, FIRST_OFFSET + 2), said);
        assertEquals(5, runs.offset("busy", 4, 5), "a partition of which nothing was read");
    }

    @Test
    void aRunIsNothingButItsRecords() {
        ConsumerRecord<byte[], byte[]> run =
                runs.gather(polled(BUSY, records(List.of(0, 1)))).iterator().next();

        assertNull(run.key());
        assertNull(run.value());
        assertEquals(0, run.headers().lastHeader("run").value().length);
    }
}
