package io.trunkline.rating.link;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.String;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.ObjectStore;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;

/**
 * The links between legs, by what they share.
 *
 * <pre>
 *   messages ──what a leg bears──▶ legs ─▶ calls
 *   call-tracker ──calls─────────▶  │
 *                                   └────▶ rating.links ─▶ links ─▶ call-links
 * </pre>
 *
 * <p>Messages are keyed by Call-ID, and what two legs share is not: between the two goes a topic of our own, keyed by the
 * value that is shared. So either leg may come first. Both stores hold what bears something while it is up, and nothing
 * of the others.
 */
public final class LinkTopology {

    private static final String TO_CALLS = "to-calls-topic";
    private static final String TO_RATING_LINKS = "to-rating-links";
    private static final String RATING_LINKS = "rating-links";
    private static final String LINKS = "links";

    private LinkTopology() {}

    /**
     * Adds the keeper of legs between the tracker and the topic of calls, and the links.
     *
     * @param name of the keeper, to which the tracker hands calls as they stand and {@code messages} {@link LegClaims}
     * @param ratingLinks name of the topic between legs and links
     */
    public static void addTo(
            Topology topology,
            String name,
            String messages,
            String tracker,
            KafkaAddress kafka,
            String ratingLinks,
            RatingMetrics metrics) {
        topology.addProcessor(name, () -> new LegKeeper(TO_CALLS, TO_RATING_LINKS), messages, tracker);
        topology.addStateStore(ObjectStore.of(LegKeeper.STORE, LinkCodec.LEGS), name);
        Serializer<Object> json = (to, value) -> value == null ? null : Json.write(value);
        topology.addSink(TO_CALLS, kafka.name(Topic.CALLS), String().serializer(), json, name);
        topology.addSink(TO_RATING_LINKS, ratingLinks, String().serializer(), LinkCodec.EVENTS.serializer(), name);

        topology.addSource(RATING_LINKS, String().deserializer(), ByteArray().deserializer(), ratingLinks);
        topology.addProcessor(LINKS, () -> new LinkProcessor(metrics), RATING_LINKS);
        topology.addStateStore(ObjectStore.of(LinkProcessor.STORE, LinkCodec.LINKS), LINKS);
        topology.addSink("to-call-links", kafka.name(Topic.CALL_LINKS), String().serializer(), json, LINKS);
    }
}
