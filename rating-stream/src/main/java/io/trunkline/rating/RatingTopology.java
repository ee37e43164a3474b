package io.trunkline.rating;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.Long;

import io.trunkline.customers.Customers;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.BindingRemoval;
import io.trunkline.protocol.event.EndCallOrder;
import io.trunkline.rating.call.CallTopology;
import io.trunkline.rating.call.CallVerdict;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.ledger.LedgerTopology;
import io.trunkline.rating.link.LinkTopology;
import io.trunkline.rating.message.MessageProcessor;
import io.trunkline.rating.message.NoticeTopology;
import io.trunkline.rating.message.NoticeTopology.Kind;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.registration.RegistrationTopology;
import io.trunkline.rating.run.Runs;
import io.trunkline.rating.state.ObjectStore;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * The whole of it.
 *
 * <pre>
 *   capture-gaps ─────────────┐
 *   sip.messages ─▶ messages ─┴▶ call-tracker ─▶ legs ─▶ calls
 *                            │              │      └▶ rating.links ─▶ links ─▶ call-links
 *                            │              └▶ rating.call-events ─▶ ledger ─▶ cdrs, ledger, balances …
 *                            └▶ registration-tracker ─▶ registrations
 *   call-commands, rating.call-verdicts, binding-removals ─▶ rating.notices ─▶ call- and registration-tracker
 *   accounts, account-commands ─────────────────────────────────────▶ ledger
 *   numbers ─▶ rating.owned-numbers ────────────────────────────────▶ ledger
 * </pre>
 *
 * <p>Messages are keyed by call and money by account: between the two the events of calls change their key,
 * through a topic of our own.
 */
final class RatingTopology {

    private static final String CALL_EVENTS = "rating.call-events";
    private static final String LEDGER_NOTES = "rating.ledger-notes";
    private static final String LINKS = "rating.links";
    private static final String NOTICES = "rating.notices";
    private static final String OWNED_NUMBERS = "rating.owned-numbers";
    private static final String MESSAGES = "messages";

    private RatingTopology() {}

    /** Name of the topic between calls and ledgers. Key: account, or empty. Nobody else's business. */
    static String callEvents(KafkaAddress kafka) {
        return kafka.topicPrefix() + CALL_EVENTS;
    }

    /** Name of the topic between ledgers. Key: account. Nobody else's business. */
    static String ledgerNotes(KafkaAddress kafka) {
        return kafka.topicPrefix() + LEDGER_NOTES;
    }

    /** Name of the topic between who tells of calls and registrations, and their trackers. Keys as there. Nobody else's business. */
    static String notices(KafkaAddress kafka) {
        return kafka.topicPrefix() + NOTICES;
    }

    /** Name of the topic between legs and links. Key: what is shared. Nobody else's business. */
    static String links(KafkaAddress kafka) {
        return kafka.topicPrefix() + LINKS;
    }

    /** Name of the topic that takes numbers to the ledgers of who has them. Key: account. Nobody else's business. */
    static String ownedNumbers(KafkaAddress kafka) {
        return kafka.topicPrefix() + OWNED_NUMBERS;
    }

    /** What is read in runs: there are many of these, and next to nothing on the other inputs of those who read them. */
    static Runs runs(KafkaAddress kafka) {
        return new Runs(Set.of(kafka.name(Topic.SIP_MESSAGES), callEvents(kafka)));
    }

    static Topology of(
            RatingSettings settings, KafkaAddress kafka, Customers customers, Runs runs, RatingMetrics metrics) {
        var topology = new Topology();
        var lateReads = new LateReads();
        topology.addSource(
                "sip-messages", ByteArray().deserializer(), ByteArray().deserializer(), kafka.name(Topic.SIP_MESSAGES));
        topology.addProcessor(
                MESSAGES,
                () -> new MessageProcessor(
                        metrics,
                        settings.links(),
                        settings.testCalls(),
                        CallTopology.TRACKER,
                        RegistrationTopology.TRACKER,
                        CallTopology.TO_CALLS,
                        settings.tuning().busyCommitInterval(),
                        runs),
                "sip-messages");
        topology.addStateStore(ObjectStore.of(MessageProcessor.STORE, Long()), MESSAGES);
        CallTopology.Doubts doubts = CallTopology.Doubts.of(kafka);
        NoticeTopology.addTo(
                topology,
                List.of(
                        new Kind(kafka.name(Topic.CALL_COMMANDS), EndCallOrder.class, CallTopology.TRACKER),
                        new Kind(doubts.verdicts(), CallVerdict.class, CallTopology.TRACKER),
                        new Kind(
                                kafka.name(Topic.BINDING_REMOVALS),
                                BindingRemoval.class,
                                RegistrationTopology.TRACKER)),
                notices(kafka),
                metrics);
        CallTopology.addTo(
                topology,
                MESSAGES,
                kafka,
                callEvents(kafka),
                doubts,
                settings.calls(),
                settings.platform(),
                customers,
                lateReads,
                metrics);
        // Behind the calls, for stores are written in this order: what the store of calls tells when it is written
        // reaches the store of legs before that is.
        LinkTopology.addTo(
                topology, CallTopology.TO_CALLS, MESSAGES, CallTopology.TRACKER, kafka, links(kafka), metrics);
        RegistrationTopology.addTo(topology, MESSAGES, kafka, settings.registrations(), customers, lateReads, metrics);
        LedgerTopology.addTo(
                topology,
                kafka,
                callEvents(kafka),
                ownedNumbers(kafka),
                ledgerNotes(kafka),
                customers,
                settings.ledger(),
                lateReads,
                runs,
                metrics);
        return topology;
    }
}
