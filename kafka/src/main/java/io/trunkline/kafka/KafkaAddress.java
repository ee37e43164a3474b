package io.trunkline.kafka;

import io.trunkline.protocol.Topic;

/**
 * Where the topics are.
 *
 * @param bootstrap brokers, as Kafka's {@code bootstrap.servers} takes them
 * @param topicPrefix what stands before every topic's name, with its dot
 */
public record KafkaAddress(String bootstrap, String topicPrefix) {

    /** The prefix that the contract names. */
    public static final String DEFAULT_PREFIX = "trunkline.";

    /** The full name of a topic. */
    public String name(Topic topic) {
        return topic.name(topicPrefix);
    }
}
