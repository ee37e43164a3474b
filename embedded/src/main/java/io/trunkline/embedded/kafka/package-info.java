/**
 * A Kafka node of its own in the process. {@link io.trunkline.embedded.kafka.EmbeddedKafka} is what others see and the
 * node's configuration; {@code KafkaNode} starts controller and broker in an order that survives a {@code kill -9}, and
 * {@code KafkaHalt} keeps Kafka from ending the process without a word.
 */
package io.trunkline.embedded.kafka;
