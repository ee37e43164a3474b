package io.trunkline.rating.ledger;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.Long;
import static org.apache.kafka.common.serialization.Serdes.String;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentKeyValueStore;

import io.trunkline.customers.Customers;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.protocol.event.PutBackOrder;
import io.trunkline.rating.call.CallCodec;
import io.trunkline.rating.changelog.Changelog;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.run.Runs;
import io.trunkline.rating.state.ObjectStore;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;

/**
 * The ledgers of all accounts.
 *
 * <pre>
 *   accounts ──────────┐
 *   account-commands ──┼─▶ ledger ─▶ cdrs, ledger, balances, account-events, switch-commands
 *   call events ───────┤
 *   owned numbers ─────┤   from numbers, by who has them
 *   notes of ledgers ──┤ ◀─ ledger
 *   put-back-orders ───┘   rating.dead-letters ◀─ ledger
 * </pre>
 *
 * <p>All of them come keyed by account and must have the same number of partitions: so an account's money is
 * in one place, and everything that changes it comes one after the other.
 */
public final class LedgerTopology {

    private static final String LEDGER = "ledger";

    private LedgerTopology() {}

    /**
     * Adds the ledgers to a topology.
     *
     * @param callEvents name of the topic on which the calls' events come
     * @param ownedNumbers name of the topic on which numbers come, keyed by who has them
     * @param notes name of the topic by which ledgers tell each other how those above stand
     * @param customers whose packages have fees
     */
    public static void addTo(
            Topology topology,
            KafkaAddress kafka,
            String callEvents,
            String ownedNumbers,
            String notes,
            Customers customers,
            LedgerTimes times,
            LateReads lateReads,
            Runs runs,
            RatingMetrics metrics) {
        LedgerInputs inputs = inputs(kafka, callEvents, ownedNumbers, notes);
        addInput(topology, "accounts", kafka.name(Topic.ACCOUNTS), inputs, runs, metrics);
        addInput(topology, "account-commands", kafka.name(Topic.ACCOUNT_COMMANDS), inputs, runs, metrics);
        addInput(topology, "call-events", callEvents, inputs, runs, metrics);
        addInput(topology, "put-back-orders", kafka.name(Topic.PUT_BACK_ORDERS), inputs, runs, metrics);
        topology.addSource("numbers", String().deserializer(), ByteArray().deserializer(), kafka.name(Topic.NUMBERS));
        topology.addProcessor("number-owners", () -> new NumberOwners(metrics), "numbers");
        topology.addSink(
                "to-number-owners",
                ownedNumbers,
                String().serializer(),
                ByteArray().serializer(),
                "number-owners");
        addInput(topology, "owned-numbers", ownedNumbers, inputs, runs, metrics);
        addInput(topology, "ledger-notes", notes, inputs, runs, metrics);
        topology.addProcessor(
                LEDGER,
                () -> new LedgerProcessor(inputs, customers, times, lateReads, metrics),
                "read-accounts",
                "read-account-commands",
                "read-call-events",
                "read-put-back-orders",
                "read-owned-numbers",
                "read-ledger-notes");
        // Balances and live calls are few and read at once after a start: in memory. Ids of commands pile up
        // for as long as accounts live and are looked at once each: on disk. So are those that stand below an account,
        // who are read when it is suspended.
        topology.addStateStore(ObjectStore.of(LedgerProcessor.LEDGERS, LedgerCodec.STATES), LEDGER);
        topology.addStateStore(ObjectStore.sorted(AccountCalls.LIVE, LedgerCodec.LIVE_CALLS), LEDGER);
        topology.addStateStore(ObjectStore.sorted(AccountCalls.WAITING, LedgerCodec.WAITING_CALLS), LEDGER);
        topology.addStateStore(
                keyValueStoreBuilder(persistentKeyValueStore(BookedCommands.STORE), String(), Long())
                        .withLoggingEnabled(Changelog.SETTINGS),
                LEDGER);
        topology.addStateStore(
                keyValueStoreBuilder(persistentKeyValueStore(LedgerProcessor.CHILDREN), String(), Long())
                        .withLoggingEnabled(Changelog.SETTINGS),
                LEDGER);
        topology.addStateStore(
                keyValueStoreBuilder(persistentKeyValueStore(DeadLetters.STORE), String(), Json.serde(DeadLetter.class))
                        .withLoggingEnabled(Changelog.SETTINGS),
                LEDGER);
        topology.addSink(
                LedgerProcessor.TO_NOTES, notes, String().serializer(), LedgerCodec.NOTES.serializer(), LEDGER);
        addOutput(topology, LedgerProcessor.TO_CDRS, kafka.name(Topic.CDRS));
        addOutput(topology, LedgerProcessor.TO_LEDGER, kafka.name(Topic.LEDGER));
        addOutput(topology, LedgerProcessor.TO_BALANCES, kafka.name(Topic.BALANCES));
        addOutput(topology, LedgerProcessor.TO_ACCOUNT_EVENTS, kafka.name(Topic.ACCOUNT_EVENTS));
        addOutput(topology, LedgerProcessor.TO_SWITCH, kafka.name(Topic.SWITCH_COMMANDS));
        addOutput(topology, LedgerProcessor.TO_DEAD_LETTERS, kafka.name(Topic.DEAD_LETTERS));
    }

    private static LedgerInputs inputs(KafkaAddress kafka, String callEvents, String ownedNumbers, String notes) {
        var inputs = new LedgerInputs();
        inputs.add(
                kafka.name(Topic.ACCOUNTS),
                json -> Json.read(json, Account.class),
                LedgerInput.Configured::new,
                LedgerTopology::faultOf);
        inputs.add(
                kafka.name(Topic.ACCOUNT_COMMANDS),
                json -> Json.read(json, AccountCommand.class),
                LedgerInput.Commanded::new,
                LedgerTopology::faultOf);
        inputs.add(callEvents, CallCodec.EVENTS::read, LedgerInput.Called::new, event -> Optional.empty());
        inputs.add(
                kafka.name(Topic.PUT_BACK_ORDERS),
                json -> Json.read(json, PutBackOrder.class),
                LedgerInput.PutBack::new,
                order -> Optional.empty());
        inputs.add(
                ownedNumbers,
                json -> Json.read(json, PhoneNumber.class),
                LedgerInput.Owned::new,
                number -> Optional.empty());
        inputs.add(notes, LedgerCodec.NOTES::read, LedgerInput.Noted::new, note -> Optional.empty());
        return inputs;
    }

    private static void addInput(
            Topology topology, String name, String topic, LedgerInputs inputs, Runs runs, RatingMetrics metrics) {
        topology.addSource(name, ByteArray().deserializer(), ByteArray().deserializer(), topic);
        topology.addProcessor("read-" + name, () -> new InputReader(inputs, runs, metrics), name);
    }

    private static void addOutput(Topology topology, String name, String topic) {
        Serializer<Object> json = (to, value) -> value == null ? null : Json.write(value);
        topology.addSink(name, topic, String().serializer(), json, LEDGER);
    }

    private static Optional<String> faultOf(Account account) {
        return account.id() == null || account.balanceManagement() == null
                ? Optional.of("an account without id or balance management")
                : Optional.empty();
    }

    private static Optional<String> faultOf(AccountCommand command) {
        boolean fits = command.id() != null
                && command.amount() != null
                && switch (command) {
                    case AccountCommand.Payment payment -> payment.amount().signum() > 0;
                    case AccountCommand.Charge charge -> charge.amount().signum() > 0;
                    case AccountCommand.Correction correction ->
                        correction.amount().signum() != 0;
                    case AccountCommand.Rerating rerating -> isWhole(rerating);
                };
        return fits ? Optional.empty() : Optional.of("a command without id or with an amount that does not fit it");
    }

    private static boolean isWhole(AccountCommand.Rerating rerating) {
        Cdr cdr = rerating.cdr();
        return cdr != null
                && cdr.id() != null
                && cdr.to() != null
                && cdr.price() != null
                && cdr.tariff() != null
                && cdr.tariff().rate() != null
                && Objects.equals(cdr.accountId(), rerating.accountId());
    }
}
