package io.trunkline.rating.message;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.String;

import io.trunkline.rating.metrics.RatingMetrics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * What is seldom told of calls and registrations, on one topic in the place of several: operators' orders, and what the
 * switch says.
 *
 * <pre>
 *   call-commands ────┐
 *   call verdicts ────┼─▶ relay ─▶ rating.notices ─▶ read-notices ─▶ call-tracker, registration-tracker
 *   binding-removals ─┘
 * </pre>
 *
 * <p>At each message Streams asks of every other input of the task whether it must be waited for, and makes a text for each
 * that has nothing: what has nothing to say should be few topics. Only what may come a commit later than it was written, and
 * in any order with messages, goes this way: a gap in the capture must be read between the messages before and after it.
 */
public final class NoticeTopology {

    /** The processor that reads notices and hands them on: a parent of whoever they are for. */
    public static final String READER = "read-notices";

    /** Header of a notice: full name of the topic on which it was told. */
    static final String TOLD_ON = "told-on";

    private static final String NOTICES = "notices";
    private static final String RELAY = "relay-notices";
    private static final String TO_NOTICES = "to-notices";

    /** Behind those of all others in the alphabet, by which Streams numbers tasks: the others keep their numbers. */
    private static final String RELAYED = "relayed-";

    private NoticeTopology() {}

    /**
     * A topic of notices, with as many partitions as that of messages.
     *
     * @param topic its full name
     * @param type what it holds
     * @param to name of the processor that it is for
     */
    public record Kind(String topic, Class<?> type, String to) {}

    /** A notice on its way to the partition from which it came: its key may be another than that of the messages there. */
    static final class Relayed {
        private final byte[] value;
        private final int partition;

        Relayed(byte[] value, int partition) {
            this.value = value;
            this.partition = partition;
        }
    }

    /**
     * Adds the relay and the reader to a topology.
     *
     * @param notices full name of the topic on which they come together
     */
    public static void addTo(Topology topology, List<Kind> kinds, String notices, RatingMetrics metrics) {
        for (Kind kind : kinds) {
            topology.addSource(
                    RELAYED + kind.topic(), String().deserializer(), ByteArray().deserializer(), kind.topic());
        }
        topology.addProcessor(
                RELAY,
                NoticeRelay::new,
                kinds.stream().map(kind -> RELAYED + kind.topic()).toArray(String[]::new));
        StreamPartitioner<String, Relayed> whereItWas =
                (topic, key, notice, partitions) -> Optional.of(Set.of(notice.partition));
        topology.addSink(
                TO_NOTICES,
                notices,
                String().serializer(),
                (String topic, Relayed notice) -> notice.value,
                whereItWas,
                RELAY);
        topology.addSource(NOTICES, String().deserializer(), ByteArray().deserializer(), notices);
        var byTopic = kinds.stream().collect(Collectors.toUnmodifiableMap(Kind::topic, Function.identity()));
        topology.addProcessor(READER, () -> new RelayedNoticeReader(byTopic, metrics), NOTICES);
    }
}
