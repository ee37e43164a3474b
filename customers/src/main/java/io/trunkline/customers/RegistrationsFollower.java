package io.trunkline.customers;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.TopicFollower;
import io.trunkline.kafka.TopicFollower.Followed;
import io.trunkline.kafka.TopicFollower.From;
import io.trunkline.kafka.TopicFollower.Unreadable;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Registration;
import java.util.List;

/**
 * Keeps {@link RegisteredAddresses} as the topic {@code registrations} has them. A process has one, for its collector and for
 * who asks before a call.
 */
public final class RegistrationsFollower implements AutoCloseable {

    private final TopicFollower topic;

    private RegistrationsFollower(TopicFollower topic) {
        this.topic = topic;
    }

    /**
     * Starts to follow. Does not wait for Kafka.
     *
     * @param kept which are kept
     * @param unreadable is told of records that are no registration
     */
    public static RegistrationsFollower start(KafkaAddress kafka, RegisteredAddresses kept, Unreadable unreadable) {
        return new RegistrationsFollower(TopicFollower.start(
                "registered-addresses",
                kafka,
                List.of(new Followed(
                        Topic.REGISTRATIONS,
                        From.BEGINNING,
                        record -> kept.put(
                                record.key(),
                                record.value() == null ? null : Json.read(record.value(), Registration.class)))),
                unreadable));
    }

    /** How far the topic was read, and whether Kafka answers. */
    public TopicFollower topic() {
        return topic;
    }

    @Override
    public void close() {
        topic.close();
    }
}
