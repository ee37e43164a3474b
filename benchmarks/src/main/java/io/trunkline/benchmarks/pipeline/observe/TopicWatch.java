package io.trunkline.benchmarks.pipeline.observe;

import io.trunkline.benchmarks.pipeline.traffic.CallKey;
import io.trunkline.benchmarks.pipeline.traffic.GeneratorProcess;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topics as any other consumer does that takes only what is committed. One thread, which asks the broker
 * some twenty times a second, so that being watched costs it next to nothing: up to {@value #WAIT_MILLIS} ms of each
 * latency are its own. Of {@code sip.messages} it asks only how many a reader could have; the others it reads, and takes
 * out of each record no more than the Call-ID and the state.
 */
public final class TopicWatch implements AutoCloseable {

    private static final int WAIT_MILLIS = 50;

    private final Traffic traffic;
    private final LongSupplier began;
    private final Delays delays;
    private final CallStates states;
    private final AtomicLong cdrs = new AtomicLong();
    private final CountedMessages messages;
    private final List<TopicPartition> messagePartitions;
    private final String callsTopic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;

    /** Begins to read, from the topics' ends. */
    public TopicWatch(KafkaAddress kafka, Traffic traffic, GeneratorProcess generator, Delays delays) {
        this.traffic = traffic;
        this.began = generator::beganMillis;
        this.delays = delays;
        this.states = new CallStates(Stage.CALL, traffic, began, delays);
        this.callsTopic = kafka.name(Topic.CALLS);
        this.consumer = new KafkaConsumer<>(settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.messagePartitions = partitions(kafka.name(Topic.SIP_MESSAGES));
        var partitions = new ArrayList<>(messagePartitions);
        partitions.addAll(partitions(callsTopic));
        partitions.addAll(partitions(kafka.name(Topic.CDRS)));
        consumer.assign(partitions);
        consumer.pause(messagePartitions);
        this.messages = new CountedMessages(Stage.KAFKA, generator, delays, messagesInKafka());
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.thread = Thread.ofPlatform().name("topic-watch").daemon().start(this::read);
    }

    private static Map<String, Object> settings(KafkaAddress kafka) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrap(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                16 << 20,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                WAIT_MILLIS,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000);
    }

    /** How many CDRs of this run's calls there were so far. Any thread. */
    public long cdrs() {
        return cdrs.get();
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private long messagesInKafka() {
        return consumer.endOffsets(messagePartitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private void read() {
        while (!closed) {
            consumer.poll(Duration.ofMillis(200)).forEach(this::take);
            messages.counted(messagesInKafka());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(callsTopic)) {
            call(record);
        } else {
            cdr(record.value());
        }
    }

    private void call(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            states.heard(CallKey.number(record.key(), 0), record.value(), record.value().length);
        }
    }

    private void cdr(byte[] json) {
        long call = CallKey.number(json, Field.CALL_ID.valueIn(json, json.length));
        if (call >= 0 && call < traffic.calls()) {
            cdrs.incrementAndGet();
            var template = traffic.template(call);
            if (template.answered()) {
                delays.arrived(Stage.CDR, began.getAsLong() + traffic.startMillis(call) + template.endedMillis(), 1);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
        consumer.close();
    }
}
