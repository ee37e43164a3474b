/**
 * What the API writes to the topics: accounts, cards with their rates, payments and charges. Whatever it answers
 * with success lies in Kafka and is in its own views. The class to open first is {@link
 * io.trunkline.live.write.TopicWriter}.
 */
package io.trunkline.live.write;
