package io.trunkline.rating.call;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.String;

import io.trunkline.customers.Customers;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.message.NoticeReader;
import io.trunkline.rating.message.NoticeTopology;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.ObjectStore;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * The calls of all Call-IDs: messages in, calls as they stand and the ledger's events out.
 *
 * <pre>
 *   messages ─────┐
 *   capture-gaps ─┼─▶ call-tracker ─▶ calls, past the keeper of legs
 *   notices ──────┘                ├▶ switch-commands, of operators
 *                                  ├▶ call events, to each account that pays
 *                                  ├▶ cdrs, of callers without an account
 *                                  └▶ call questions ─▶ who asks the switch ─▶ call verdicts
 * </pre>
 */
public final class CallTopology {

    /** The processor to which messages of calls are handed on. */
    public static final String TRACKER = "call-tracker";

    /** The processor to which calls as they stand are handed on, on the way to their topic: somebody must add it. */
    public static final String TO_CALLS = CallProcessor.TO_CALLS;

    private static final String GAPS = "capture-gaps";
    private static final String READ_GAPS = "read-capture-gaps";

    private CallTopology() {}

    /**
     * How the switch is asked for uncertain calls: two topics with as many partitions as those of messages.
     *
     * @param questions full name of the topic of {@link CallQuestion}s
     * @param verdicts full name of the topic of {@link CallVerdict}s
     */
    public record Doubts(String questions, String verdicts) {

        /** By these names. Nobody else's business. */
        public static Doubts of(KafkaAddress kafka) {
            return new Doubts(
                    kafka.topicPrefix() + "rating.call-questions", kafka.topicPrefix() + "rating.call-verdicts");
        }
    }

    /**
     * Adds the calls to a topology.
     *
     * @param parent the processor that hands on messages; that of notices ({@link NoticeTopology#READER}) must be there too
     * @param callEvents name of the topic for the ledger's events
     * @param doubts names of the topics by which the switch is asked for uncertain calls
     */
    public static void addTo(
            Topology topology,
            String parent,
            KafkaAddress kafka,
            String callEvents,
            Doubts doubts,
            CallTimes times,
            Platform platform,
            Customers customers,
            LateReads lateReads,
            RatingMetrics metrics) {
        // Keeps nothing itself: one for all partitions.
        var tracker = new CallTracker(times, customers, platform);
        topology.addSource(GAPS, String().deserializer(), ByteArray().deserializer(), kafka.name(Topic.CAPTURE_GAPS));
        topology.addProcessor(READ_GAPS, () -> new NoticeReader<>(CaptureGap.class, metrics), GAPS);
        topology.addProcessor(
                TRACKER,
                () -> new CallProcessor(tracker, lateReads, metrics),
                parent,
                READ_GAPS,
                NoticeTopology.READER);
        // Calls live for minutes: what is up fits into memory, and its changelog stays short.
        topology.addStateStore(
                ObjectStore.of(CallProcessor.STORE, TrackedCallCodec.SERDE, TrackedCall.Ended.class::isInstance),
                TRACKER);
        Serializer<Object> json = (to, value) -> value == null ? null : Json.write(value);
        topology.addSink(
                CallProcessor.TO_EVENTS, callEvents, String().serializer(), CallCodec.EVENTS.serializer(), TRACKER);
        StreamPartitioner<String, Object> asTheCall =
                (topic, key, value, partitions) -> Optional.of(Set.of(((CallQuestion) value).partition() % partitions));
        topology.addSink(
                CallProcessor.TO_QUESTIONS, doubts.questions(), String().serializer(), json, asTheCall, TRACKER);
        // All of them have the empty key: by that they would meet in one partition.
        StreamPartitioner<String, Object> spread = (topic, key, value, partitions) ->
                Optional.of(Set.of(Math.floorMod(((Cdr) value).callId().hashCode(), partitions)));
        topology.addSink(
                CallProcessor.TO_SWITCH,
                kafka.name(Topic.SWITCH_COMMANDS),
                String().serializer(),
                json,
                TRACKER);
        topology.addSink(CallProcessor.TO_CDRS, kafka.name(Topic.CDRS), String().serializer(), json, spread, TRACKER);
    }
}
