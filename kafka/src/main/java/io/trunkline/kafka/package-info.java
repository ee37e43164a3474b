/**
 * The one place that opens Kafka's clients, but for the streams of the rating and the collector's producer.
 * {@link io.trunkline.kafka.KafkaClients} says what all of them have in common; {@link io.trunkline.kafka.KafkaTopics}
 * makes topics and waits until they are known; {@link io.trunkline.kafka.TopicFollower} reads whole topics into
 * the memory of a process; {@link io.trunkline.kafka.AcknowledgedWriter} writes and waits until all replicas have it.
 */
package io.trunkline.kafka;
