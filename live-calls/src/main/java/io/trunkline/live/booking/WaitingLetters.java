package io.trunkline.live.booking;

import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.protocol.event.PutBackOrder;
import io.trunkline.telemetry.Health;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that rating has put away and that wait to be put back: whose accounts need attention. A follower's thread
 * fills it; any thread may ask.
 */
public final class WaitingLetters {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingLetters.class);

    /** So many accounts are named by the health; the others are counted. */
    private static final int NAMED = 5;

    private final Map<String, DeadLetter> byId = new ConcurrentHashMap<>();

    /** None waits. */
    public WaitingLetters() {}

    /** Takes a record of the topic. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            byId.remove(record.key());
        } else {
            byId.put(record.key(), Json.read(record.value(), DeadLetter.class));
        }
    }

    /** Those of a scope, the oldest failure first. */
    public List<DeadLetter> all(Scope scope) {
        return byId.values().stream()
                .filter(letter -> scope.covers(letter.accountId()))
                .sorted(Comparator.comparing(DeadLetter::at).thenComparing(DeadLetter::id))
                .toList();
    }

    /** One of a scope. */
    public Optional<DeadLetter> one(Scope scope, String id) {
        return Optional.ofNullable(byId.get(id)).filter(letter -> scope.covers(letter.accountId()));
    }

    /** Why an account needs attention, for people; null when it does not. */
    public String needsAttention(String accountId) {
        if (byId.isEmpty()) {
            return null;
        }
        List<DeadLetter> its = byId.values().stream()
                .filter(letter -> letter.accountId().equals(accountId))
                .sorted(Comparator.comparing(DeadLetter::at).thenComparing(DeadLetter::id))
                .toList();
        return its.isEmpty()
                ? null
                : its.size() + (its.size() == 1 ? " record waits" : " records wait")
                        + " to be put back, see dead-letters: " + its.getFirst().reason();
    }

    /** The word on it: who waits, and what is to be done. */
    public Health.Part health() {
        if (byId.isEmpty()) {
            return Health.Part.up();
        }
        List<String> accounts = byId.values().stream()
                .map(DeadLetter::accountId)
                .distinct()
                .sorted()
                .toList();
        String named = accounts.stream().limit(NAMED).collect(Collectors.joining(", "));
        return Health.Part.degraded(byId.size() + " records that move money could not be processed, of " + named
                + (accounts.size() > NAMED ? " and " + (accounts.size() - NAMED) + " more" : "")
                + "; all others are. See trunkline dead-letters list, mend what it says, then trunkline dead-letters"
                + " put-back");
    }

    /**
     * Orders a letter to be tried again, with all that wait of its call.
     *
     * @param by who wants it
     * @return false when Kafka did not take the order in time; it may be sent again
     */
    public static boolean putBack(AcknowledgedWriter writer, DeadLetter letter, String by, InstantSource clock)
            throws InterruptedException {
        var order = new PutBackOrder(
                letter.id(), letter.accountId(), by, clock.instant().truncatedTo(ChronoUnit.MICROS));
        try {
            writer.write(Topic.PUT_BACK_ORDERS, letter.accountId(), Json.write(order));
            return true;
        } catch (KafkaException e) {
            LOG.warn("Kafka did not take the order to put back {}: {}", letter.id(), e.toString());
            return false;
        }
    }
}
