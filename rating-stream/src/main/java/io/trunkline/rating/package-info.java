/**
 * From messages to money, with Kafka Streams: calls, registrations, rating, balances and the commands that
 * follow from them. {@link io.trunkline.rating.RatingStream} starts the role, {@code RatingTopology} shows
 * the way of the data, and each package beneath holds one tracker that is free of Kafka and the processor
 * that runs it.
 */
package io.trunkline.rating;
