package io.trunkline.rating;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaTopics;
import io.trunkline.kafka.KafkaTopics.Wanted;
import io.trunkline.protocol.Topic;
import io.trunkline.rating.call.CallTopology;
import io.trunkline.rating.changelog.Changelog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sees that the topics are there and fit together before anything is read. */
final class RatingTopics {

    private static final Map<String, String> BETWEEN_SETTINGS =
            Map.of("cleanup.policy", "delete", "retention.ms", "86400000");

    private RatingTopics() {}

    /**
     * Makes the topics between calls and ledgers, among ledgers, and between legs and links, if they are not there, and gives changelogs of an earlier version the
     * settings of this one.
     *
     * @param applicationId what the names of the changelogs begin with
     * @throws IllegalStateException naming the topic that is missing, or those whose numbers of partitions differ
     */
    static void prepare(KafkaAddress kafka, String applicationId) throws InterruptedException {
        try (KafkaTopics topics = KafkaTopics.open(kafka)) {
            String accounts = kafka.name(Topic.ACCOUNTS);
            int partitions = topics.partitions(
                            Arrays.stream(Topic.values()).map(kafka::name).toList())
                    .get(accounts);
            String events = RatingTopology.callEvents(kafka);
            String notes = RatingTopology.ledgerNotes(kafka);
            Map<String, Integer> ofMessages =
                    topics.partitions(List.of(kafka.name(Topic.SIP_MESSAGES), kafka.name(Topic.CAPTURE_GAPS)));
            int messages = ofMessages.get(kafka.name(Topic.SIP_MESSAGES));
            if (ofMessages.get(kafka.name(Topic.CAPTURE_GAPS)) < messages) {
                throw new IllegalStateException(
                        "topic " + kafka.name(Topic.CAPTURE_GAPS) + " has fewer partitions than "
                                + kafka.name(Topic.SIP_MESSAGES) + ", which has " + messages
                                + ": give it as many, for the calls of each must hear of every gap");
            }
            topics.partitions(List.of(kafka.name(Topic.CALL_COMMANDS), kafka.name(Topic.BINDING_REMOVALS)))
                    .forEach((topic, others) -> {
                        if (others != messages) {
                            throw new IllegalStateException("topic " + topic + " has " + others + " partitions and "
                                    + kafka.name(Topic.SIP_MESSAGES) + " has " + messages
                                    + ": they must have the same number, for a call or registration and what is to end it"
                                    + " meet by their key");
                        }
                    });
            CallTopology.Doubts doubts = CallTopology.Doubts.of(kafka);
            String owned = RatingTopology.ownedNumbers(kafka);
            topics.make(List.of(
                    new Wanted(owned, partitions, BETWEEN_SETTINGS),
                    new Wanted(events, partitions, BETWEEN_SETTINGS),
                    new Wanted(notes, partitions, BETWEEN_SETTINGS),
                    new Wanted(RatingTopology.links(kafka), partitions, BETWEEN_SETTINGS),
                    new Wanted(RatingTopology.notices(kafka), messages, BETWEEN_SETTINGS),
                    new Wanted(doubts.questions(), messages, BETWEEN_SETTINGS),
                    new Wanted(doubts.verdicts(), messages, BETWEEN_SETTINGS)));
            topics.partitions(List.of(
                            kafka.name(Topic.ACCOUNT_COMMANDS),
                            kafka.name(Topic.PUT_BACK_ORDERS),
                            events,
                            owned,
                            notes))
                    .forEach((topic, others) -> {
                        if (others != partitions) {
                            throw new IllegalStateException("topic " + topic + " has " + others + " partitions and "
                                    + accounts + " has " + partitions
                                    + ": they must have the same number, for an account's money is in one");
                        }
                    });
            topics.settle(topics.names(applicationId + "-", "-changelog").stream()
                    .collect(Collectors.toMap(Function.identity(), changelog -> Changelog.SETTINGS)));
        }
    }
}
