package io.trunkline.rating.message;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.dialog.TestCalls;
import io.trunkline.rating.link.LegClaims;
import io.trunkline.rating.link.LinkRules;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.run.Runs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reads the records of one partition of {@code sip.messages} and hands each on to who tracks it. A message
 * that a collector sent again, after it or Kafka was down, is passed over: its index in that collector's
 * journal only ever rises within a partition. Called by one Streams thread at a time.
 */
public final class MessageProcessor implements Processor<byte[], byte[], String, Object> {

    /** The store of the highest index seen of each collector. */
    public static final String STORE = "seen-indexes";

    private static final String TOPIC = "sip.messages";

    private final MessageReader reader;
    private final RatingMetrics metrics;
    private final String calls;
    private final String registrations;
    private final String legs;
    private final Duration busyCommitInterval;
    private final Runs runs;
    private CommitPace pace;
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, Long> seen;

    /** Whose messages come at the moment; null between two runs. */
    private String collector;

    private long highest;

    /**
     * A processor for one partition.
     *
     * @param testCalls what is no customer's call
     * @param calls name of the processor of {@link CallMessage}s
     * @param registrations name of the processor of {@link RegisterMessage}s
     * @param legs name of the processor of {@link LegClaims}
     * @param busyCommitInterval how often it asks for a commit where many messages come, above 0
     * @param runs which the messages come in
     */
    public MessageProcessor(
            RatingMetrics metrics,
            LinkRules links,
            TestCalls testCalls,
            String calls,
            String registrations,
            String legs,
            Duration busyCommitInterval,
            Runs runs) {
        this.reader = new MessageReader(links, testCalls);
        this.legs = legs;
        this.metrics = metrics;
        this.calls = calls;
        this.registrations = registrations;
        this.busyCommitInterval = busyCommitInterval;
        this.runs = runs;
    }

    @Override
    public void init(ProcessorContext<String, Object> streams) {
        context = streams;
        seen = streams.getStateStore(STORE);
        pace = new CommitPace(busyCommitInterval);
        collector = null;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        runs.forEach(record, context.recordMetadata().orElseThrow(), this::take);
        seen();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        MessageHeaders headers;
        try {
            headers = MessageHeaders.readFrom(record.headers());
        } catch (IllegalArgumentException e) {
            metrics.badRecord(TOPIC, e.getMessage());
            return;
        }
        if (record.key() == null || record.value() == null) {
            metrics.badRecord(TOPIC, "a record without key or value");
        } else if (isNew(headers)) {
            handOn(record, headers);
        } else {
            metrics.message("duplicate");
        }
        if (pace.isWanted(record.timestamp(), context.currentSystemTimeMs())) {
            context.commit();
        }
    }

    private boolean isNew(MessageHeaders headers) {
        if (!headers.collector().equals(collector)) {
            seen();
            collector = headers.collector();
            Long known = seen.get(collector);
            highest = known == null ? Long.MIN_VALUE : known;
        }
        if (headers.index() <= highest) {
            return false;
        }
        highest = headers.index();
        return true;
    }

    /** Keeps how far the collector is whose messages came last. */
    private void seen() {
        if (collector != null) {
            seen.put(collector, highest);
            collector = null;
        }
    }

    private void handOn(ConsumerRecord<byte[], byte[]> record, MessageHeaders headers) {
        switch (read(record.value(), headers)) {
            case MessageReader.Result.OfCall(var message) -> {
                String callId = message.envelope().callId();
                // Before its call, which may be over by this very message.
                reader.claims()
                        .ifPresent(claims -> context.forward(new Record<>(callId, claims, record.timestamp()), legs));
                context.forward(new Record<>(callId, message, record.timestamp()), calls);
            }
            case MessageReader.Result.OfRegistration(var message) -> {
                var address = new String(record.key(), StandardCharsets.UTF_8);
                context.forward(new Record<>(address, message, record.timestamp()), registrations);
            }
            case MessageReader.Result.OfNoConsequence() -> metrics.message("call");
            case MessageReader.Result.Unusable(var reason) -> metrics.message("unusable-" + reason);
        }
    }

    /** A message at which the reader fails against its word stops none of those that came with it. */
    private MessageReader.Result read(byte[] packet, MessageHeaders headers) {
        try {
            return reader.read(packet, headers);
        } catch (RuntimeException e) {
            metrics.badRecord(TOPIC, "message " + headers.index() + " of collector " + headers.collector() + ": " + e);
            return new MessageReader.Result.Unusable("failed");
        }
    }
}
