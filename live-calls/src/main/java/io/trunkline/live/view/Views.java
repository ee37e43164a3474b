package io.trunkline.live.view;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.TopicFollower;
import io.trunkline.kafka.TopicFollower.Followed;
import io.trunkline.kafka.TopicFollower.From;
import io.trunkline.kafka.TopicFollower.Unreadable;
import io.trunkline.live.board.BalanceBoard;
import io.trunkline.live.board.Boards;
import io.trunkline.protocol.Topic;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * All views and what fills them. Three followers, so that a million rates being compiled hold up neither live
 * calls nor payments.
 */
public final class Views implements AutoCloseable {

    private final Boards boards;
    private final Accounts accounts = new Accounts();
    private final RateCards rateCards = new RateCards();
    private final Commands commands = new Commands();
    private final LedgerWatch ledger = new LedgerWatch();
    private final TopicFollower live;
    private final TopicFollower configuration;
    private final TopicFollower money;
    private final Map<String, TopicFollower> byTopic;

    private Views(KafkaAddress kafka, Telemetry telemetry, InstantSource clock) {
        boards = new Boards(clock, accounts::account, accounts::accounts, this::follows);
        Counter unreadableRecords = telemetry.counter(
                "trunkline_live_unreadable_records_total", "Records that a view could not read", "topic");
        Unreadable unreadable =
                (record, why) -> unreadableRecords.labelValues(record.topic()).inc();
        live = TopicFollower.start(
                "live",
                kafka,
                boards.all().stream()
                        .map(board -> new Followed(board.place().topic(), From.BEGINNING, board::accept))
                        .toList(),
                unreadable);
        configuration = TopicFollower.start(
                "live-configuration",
                kafka,
                List.of(
                        new Followed(Topic.ACCOUNTS, From.BEGINNING, accounts::accept),
                        new Followed(Topic.RATE_CARDS, From.BEGINNING, rateCards::accept)),
                unreadable);
        money = TopicFollower.start(
                "live-money",
                kafka,
                List.of(
                        new Followed(Topic.ACCOUNT_COMMANDS, From.BEGINNING, commands::accept),
                        new Followed(Topic.LEDGER, From.END, ledger::accept)),
                unreadable);
        byTopic = Map.of(
                kafka.name(Topic.ACCOUNTS), configuration,
                kafka.name(Topic.RATE_CARDS), configuration,
                kafka.name(Topic.ACCOUNT_COMMANDS), money);
        boards.gauges(telemetry);
    }

    /**
     * Starts filling the views; {@link #caughtUp} says when they are full.
     *
     * @param clock what time it is, for the seconds and costs of live calls
     */
    public static Views start(KafkaAddress kafka, Telemetry telemetry, InstantSource clock) {
        return new Views(kafka, telemetry, clock);
    }

    /** Whether what the live topics bring is new. Asked by their follower, which may run before it is known here. */
    private boolean follows() {
        TopicFollower follower = live;
        return follower != null && follower.caughtUp();
    }

    /** Whether everything that the topics held at the start is in the views. */
    public boolean caughtUp() {
        return live.caughtUp() && configuration.caughtUp() && money.caughtUp();
    }

    /** The word of the followers on themselves: the worst of theirs. */
    public Health.Part health() {
        return List.of(live.health(), configuration.health(), money.health()).stream()
                .max((one, other) -> one.status().compareTo(other.status()))
                .orElseThrow();
    }

    /**
     * Waits until a record that this process wrote is in its view.
     *
     * @return false when the time ran out first
     */
    public boolean await(TopicPartition partition, long offset, Duration timeout) throws InterruptedException {
        return byTopic.get(partition.topic()).await(partition, offset, timeout);
    }

    /** The live lists. */
    public Boards boards() {
        return boards;
    }

    /** Balances. */
    public BalanceBoard balances() {
        return boards.balances();
    }

    /** Accounts. */
    public Accounts accounts() {
        return accounts;
    }

    /** Rate cards and their rates. */
    public RateCards rateCards() {
        return rateCards;
    }

    /** Payments and charges that were ordered. */
    public Commands commands() {
        return commands;
    }

    /** Payments and charges that were booked. */
    public LedgerWatch ledger() {
        return ledger;
    }

    @Override
    public void close() {
        live.close();
        configuration.close();
        money.close();
    }
}
