package io.trunkline.rating.registration;

import static org.apache.kafka.common.serialization.Serdes.String;

import io.trunkline.customers.Customers;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.message.NoticeTopology;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.ObjectStore;
import org.apache.kafka.streams.Topology;

/**
 * The registrations of all addresses of record: messages in, registrations as they stand out.
 *
 * <pre>
 *   messages ─┬▶ registration-tracker ─▶ registrations
 *   notices ──┘                       └▶ registration-events
 * </pre>
 */
public final class RegistrationTopology {

    /** The processor to which REGISTERs and their responses are handed on. */
    public static final String TRACKER = "registration-tracker";

    private RegistrationTopology() {}

    /**
     * Adds the registrations to a topology.
     *
     * @param parent the processor that hands on messages, keyed by address of record; that of notices ({@link
     *     NoticeTopology#READER}) must be there too
     */
    public static void addTo(
            Topology topology,
            String parent,
            KafkaAddress kafka,
            RegistrationTimes times,
            Customers customers,
            LateReads lateReads,
            RatingMetrics metrics) {
        topology.addProcessor(
                TRACKER,
                () -> new RegistrationProcessor(times, customers, lateReads, metrics),
                parent,
                NoticeTopology.READER);
        topology.addStateStore(ObjectStore.of(RegistrationProcessor.STORE, TrackedAddressCodec.SERDE), TRACKER);
        topology.addSink(
                RegistrationProcessor.TO_REGISTRATIONS,
                kafka.name(Topic.REGISTRATIONS),
                String().serializer(),
                Json.serde(Registration.class).serializer(),
                TRACKER);
        topology.addSink(
                RegistrationProcessor.TO_EVENTS,
                kafka.name(Topic.REGISTRATION_EVENTS),
                String().serializer(),
                Json.serde(RegistrationEvent.class).serializer(),
                TRACKER);
    }
}
