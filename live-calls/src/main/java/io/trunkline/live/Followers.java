package io.trunkline.live;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.customers.Accounts;
import io.trunkline.customers.Customers;
import io.trunkline.customers.CustomersFollower;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.TopicFollower;
import io.trunkline.kafka.TopicFollower.Followed;
import io.trunkline.kafka.TopicFollower.From;
import io.trunkline.kafka.TopicFollower.Unreadable;
import io.trunkline.live.address.AddressNames;
import io.trunkline.live.alarm.AlarmRules;
import io.trunkline.live.board.Boards;
import io.trunkline.live.booking.Commands;
import io.trunkline.live.booking.LedgerWatch;
import io.trunkline.live.booking.WaitingLetters;
import io.trunkline.live.endpoint.EndpointTests;
import io.trunkline.protocol.Topic;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the topics say, as it is held in memory for the API, and who reads it there. Followers of their own, so that a
 * million rates being read hold up neither live calls nor payments.
 */
final class Followers implements AutoCloseable {

    private final CustomersFollower customers;
    private final Boards boards;
    private final Commands commands = new Commands();
    private final EndpointTests tests;
    private final AlarmRules rules = new AlarmRules();
    private final AddressNames names = new AddressNames();
    private final LedgerWatch ledger = new LedgerWatch();
    private final WaitingLetters letters = new WaitingLetters();
    private final TopicFollower live;
    private final TopicFollower money;
    private final TopicFollower quality;

    private Followers(KafkaAddress kafka, CustomersFollower customers, Telemetry telemetry, InstantSource clock) {
        this.customers = customers;
        Accounts accounts = customers.customers().accounts();
        tests = new EndpointTests(clock);
        boards = new Boards(clock, accounts::account, accounts::accounts, letters::needsAttention, this::follows);
        Counter unreadableRecords = telemetry.counter(
                "trunkline_live_unreadable_records_total", "Records that the API could not read", "topic");
        Unreadable unreadable =
                (record, why) -> unreadableRecords.labelValues(record.topic()).inc();
        live = TopicFollower.start(
                "live",
                kafka,
                Stream.concat(
                                boards.all().stream()
                                        .map(board ->
                                                new Followed(board.place().topic(), From.BEGINNING, board::accept)),
                                Stream.of(
                                        new Followed(Topic.CALL_LINKS, From.BEGINNING, boards.calls()::acceptLink),
                                        new Followed(
                                                Topic.END_CALL_REFUSALS, From.BEGINNING, boards.calls()::acceptRefusal),
                                        new Followed(Topic.ALARM_RULES, From.BEGINNING, rules::accept),
                                        new Followed(Topic.ADDRESS_NAMES, From.BEGINNING, names::accept),
                                        new Followed(Topic.DEAD_LETTERS, From.BEGINNING, letters::accept),
                                        new Followed(Topic.TEST_COMMANDS, From.BEGINNING, tests::acceptCommand),
                                        new Followed(Topic.ENDPOINT_TESTS, From.BEGINNING, tests::acceptTest)))
                        .toList(),
                unreadable);
        money = TopicFollower.start(
                "live-money",
                kafka,
                List.of(
                        new Followed(Topic.ACCOUNT_COMMANDS, From.BEGINNING, commands::accept),
                        new Followed(Topic.LEDGER, From.END, ledger::accept)),
                unreadable);
        quality = TopicFollower.start(
                "live-quality",
                kafka,
                List.of(new Followed(Topic.CDRS, From.LAST_HOUR, boards.quality()::accept)),
                unreadable);
        boards.gauges(telemetry);
    }

    /**
     * Starts reading; {@link #caughtUp} says when they are full.
     *
     * @param customers the process's one index of accounts and cards; whoever started it closes it
     * @param clock what time it is, for the seconds and costs of live calls
     */
    static Followers start(KafkaAddress kafka, CustomersFollower customers, Telemetry telemetry, InstantSource clock) {
        return new Followers(kafka, customers, telemetry, clock);
    }

    /** Whether what the live topics bring is new. Asked by their follower, which may run before it is known here. */
    private boolean follows() {
        TopicFollower follower = live;
        return follower != null && follower.caughtUp();
    }

    /**
     * Whether everything that the topics held at the start is in memory; but for the calls of the last hour, which fill in
     * the figures of quality while the rest serves.
     */
    boolean caughtUp() {
        return live.caughtUp() && customers.topics().caughtUp() && money.caughtUp();
    }

    /** The word of the followers on themselves: the worst of theirs. */
    Health.Part health() {
        return Stream.of(live.health(), money.health(), quality.caughtUp() ? quality.health() : Health.Part.up())
                .max((one, other) -> one.status().compareTo(other.status()))
                .orElseThrow();
    }

    /** What follows the orders and the books, for a writer of orders. */
    TopicFollower money() {
        return money;
    }

    /** What follows the live topics, for a writer of rules, alarms and names. */
    TopicFollower live() {
        return live;
    }

    /** When alarms are raised. */
    AlarmRules rules() {
        return rules;
    }

    /** What people call addresses. */
    AddressNames names() {
        return names;
    }

    /** Whether the calls of the last hour are counted, beside everything else. */
    boolean knowsTheLastHour() {
        return caughtUp() && quality.caughtUp();
    }

    /** Accounts and rate cards. */
    Customers customers() {
        return customers.customers();
    }

    /** The live lists. */
    Boards boards() {
        return boards;
    }

    /** Tests of endpoints of the last day. */
    EndpointTests tests() {
        return tests;
    }

    /** Records that wait to be put back. */
    WaitingLetters letters() {
        return letters;
    }

    /** Payments and charges that were ordered. */
    Commands commands() {
        return commands;
    }

    /** Payments and charges that were booked. */
    LedgerWatch ledger() {
        return ledger;
    }

    @Override
    public void close() {
        live.close();
        money.close();
        quality.close();
    }
}
