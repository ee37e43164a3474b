package io.trunkline.rating.enforcement;

import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaClients;
import io.trunkline.kafka.KafkaClients.Fetching;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.BindingRemoval;
import io.trunkline.protocol.event.EndCallRefusal;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to the switch, on a virtual thread of its own. Calls are ended side by side,
 * for each of them costs money while it waits; the others keep their order. What became of the removal of a binding is told,
 * and that a call was not ended, for nobody can see these on the wire.
 *
 * <p>A command is done at least once: after a crash the last ones are sent again, which changes nothing at
 * the switch. Without an endpoint nothing is read and nothing is sent.
 */
public final class SwitchCommander implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SwitchCommander.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int AT_ONCE = 16;

    /** What became of a command, as it is told. */
    private record Outcome(Topic topic, String key, Record value) {}

    private final SwitchSettings settings;
    private final RatingMetrics metrics;
    private final Clock clock;
    private final KamailioRpc rpc;
    private final Consumer<byte[], byte[]> consumer;
    private final AcknowledgedWriter writer;
    private final Deque<Outcome> untold = new ConcurrentLinkedDeque<>();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final SwitchReader reader;
    private volatile String lastFailure = "";

    private SwitchCommander(
            SwitchSettings settings, String group, KafkaAddress kafka, RatingMetrics metrics, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        rpc = new KamailioRpc(settings.kamailioRpc().orElseThrow(), settings.timeout());
        consumer = KafkaClients.member(kafka, group, Fetching.prompt());
        consumer.subscribe(List.of(kafka.name(Topic.SWITCH_COMMANDS)));
        writer = AcknowledgedWriter.open(kafka, group);
        reader = new SwitchReader("switch-commander", consumer, this::turn, this::closeClients);
    }

    /**
     * Starts when there is a switch; without one gives nothing.
     *
     * @param group consumer group: of several processes each command is sent by one
     */
    public static Optional<SwitchCommander> start(
            SwitchSettings settings,
            String group,
            KafkaAddress kafka,
            RatingMetrics metrics,
            Health health,
            Clock clock) {
        if (settings.kamailioRpc().isEmpty()) {
            LOG.info("switch.kamailio.rpc-url is not set: no call is ended and no account is blocked at the switch");
            return Optional.empty();
        }
        var commander = new SwitchCommander(settings, group, kafka, metrics, clock);
        health.part("switch", commander::health);
        commander.reader.start();
        return Optional.of(commander);
    }

    private Health.Part health() {
        String failure = lastFailure;
        return failure.isEmpty() ? Health.Part.up() : Health.Part.degraded(failure);
    }

    private void turn() throws InterruptedException {
        tell();
        var commands = new ArrayList<SwitchCommand>();
        consumer.poll(POLL).forEach(record -> read(record, commands));
        if (!commands.isEmpty()) {
            send(commands);
            tell();
            consumer.commitSync();
        }
    }

    /** Before anything is committed: what Kafka does not take now is told in the next turn, or done again after a crash. */
    private void tell() throws InterruptedException {
        while (!untold.isEmpty()) {
            Outcome outcome = untold.getFirst();
            writer.write(outcome.topic(), outcome.key(), Json.write(outcome.value()));
            untold.removeFirst();
        }
    }

    private void closeClients() {
        writer.close();
        rpc.close();
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<SwitchCommand> commands) {
        try {
            if (record.value() != null) {
                commands.add(Json.read(record.value(), SwitchCommand.class));
            }
        } catch (SerializationException e) {
            metrics.badRecord(record.topic(), e.getMessage());
        }
    }

    private void send(List<SwitchCommand> commands) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (SwitchCommand command : commands) {
                if (command instanceof SwitchCommand.EndCall end) {
                    places.acquire();
                    var _ = executor.submit(() -> {
                        try {
                            carryOut(end).ifPresent(why -> untold.add(refusal(end, why)));
                        } finally {
                            places.release();
                        }
                        return null;
                    });
                } else {
                    Optional<String> refusal = carryOut(command);
                    if (command instanceof SwitchCommand.RemoveBinding wish) {
                        untold.add(removal(wish, refusal));
                    }
                }
            }
        }
    }

    private Outcome refusal(SwitchCommand.EndCall command, String why) {
        return new Outcome(Topic.END_CALL_REFUSALS, command.callId(), EndCallRefusal.of(command, why, clock.instant()));
    }

    private Outcome removal(SwitchCommand.RemoveBinding wish, Optional<String> refusal) {
        Instant now = clock.instant();
        BindingRemoval removal = refusal.map(why -> BindingRemoval.refused(wish, why, now))
                .orElseGet(() -> BindingRemoval.done(wish, now));
        return new Outcome(Topic.BINDING_REMOVALS, removal.aor(), removal);
    }

    /** Gives why it was not done; empty when it was. */
    private Optional<String> carryOut(SwitchCommand command) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            if (isStale(command)) {
                count(command, "stale");
                return Optional.of("the switch was not reached in time");
            }
            switch (rpc.send(command)) {
                case KamailioRpc.Answer.Done() -> {
                    lastFailure = "";
                    count(command, "done");
                    return Optional.empty();
                }
                case KamailioRpc.Answer.NoSuchCall() -> {
                    return refused(command, "the switch knows no such call");
                }
                case KamailioRpc.Answer.Refused(var why) -> {
                    return refused(command, "the switch refused: " + why);
                }
                case KamailioRpc.Answer.Failed(var why) -> {
                    lastFailure = "the switch does not answer: " + why;
                    if (attempt >= settings.attempts() || reader.isClosed()) {
                        LOG.warn("{} was given up after {} attempts: {}", name(command), attempt, why);
                        count(command, "failed");
                        return Optional.of(lastFailure);
                    }
                }
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private Optional<String> refused(SwitchCommand command, String why) {
        lastFailure = "";
        LOG.info("{} was not done: {}", name(command), why);
        count(command, "refused");
        return Optional.of(why);
    }

    private boolean isStale(SwitchCommand command) {
        Instant at = command.at();
        boolean mayGoStale =
                switch (command) {
                    case SwitchCommand.EndCall _, SwitchCommand.RemoveBinding _ -> true;
                    case SwitchCommand.Block _, SwitchCommand.Unblock _ -> false;
                };
        return mayGoStale && at.plus(settings.stale()).isBefore(clock.instant());
    }

    private void count(SwitchCommand command, String outcome) {
        metrics.switchCommand(name(command), outcome);
    }

    private static String name(SwitchCommand command) {
        return switch (command) {
            case SwitchCommand.EndCall end -> "end-call";
            case SwitchCommand.Block block -> "block";
            case SwitchCommand.Unblock unblock -> "unblock";
            case SwitchCommand.RemoveBinding remove -> "remove-binding";
        };
    }

    @Override
    public void close() {
        reader.close();
    }
}
