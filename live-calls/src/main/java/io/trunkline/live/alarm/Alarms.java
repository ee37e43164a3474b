package io.trunkline.live.alarm;

import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.live.board.AlarmBoard;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Alarm;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds whether a rule is broken, on a thread of its own: neither Kafka nor a webhook that is away holds
 * up anything else. What Kafka does not take is written again at the next look, in order. Processes that serve side by side
 * look each for itself: they know of each other's alarms by the topic, and raise what is up already no second time.
 */
public final class Alarms implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** What waits for Kafka beyond this is too much to be told one by one. */
    private static final int MOST_WAITING = 1_000;

    private final AlarmRules rules;
    private final Readings readings;
    private final AlarmBoard board;
    private final AcknowledgedWriter writer;
    private final Optional<Webhook> webhook;
    private final InstantSource clock;
    private final BooleanSupplier ready;
    private final AlarmEvaluator evaluator = new AlarmEvaluator();
    private final Deque<Alarm> waiting = new ArrayDeque<>();
    private final Thread thread;

    private Alarms(
            AlarmRules rules,
            Readings readings,
            AlarmBoard board,
            AcknowledgedWriter writer,
            Optional<Webhook> webhook,
            InstantSource clock,
            BooleanSupplier ready) {
        this.rules = rules;
        this.readings = readings;
        this.board = board;
        this.writer = writer;
        this.webhook = webhook;
        this.clock = clock;
        this.ready = ready;
        thread = Thread.ofVirtual().name("alarms").unstarted(this::run);
    }

    /**
     * Begins to look.
     *
     * @param writer closed by whoever opened it
     * @param webhook closed with this
     * @param ready whether the topics are read so far that what they say is the present
     */
    public static Alarms start(
            AlarmRules rules,
            Readings readings,
            AlarmBoard board,
            AcknowledgedWriter writer,
            Optional<Webhook> webhook,
            InstantSource clock,
            BooleanSupplier ready) {
        var alarms = new Alarms(rules, readings, board, writer, webhook, clock, ready);
        alarms.thread.start();
        return alarms;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                if (ready.getAsBoolean()) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            board.rows(new Scope.Everything()).stream().filter(Alarm::isUp).forEach(up -> evaluator.adopt(up, now));
            evaluator.evaluate(rules.all(), readings, now).forEach(this::tell);
        } catch (RuntimeException e) {
            LOG.error("The rules of alarms could not be looked at", e);
        }
        write();
    }

    private void tell(Alarm alarm) {
        LOG.info("Alarm {}: {}", alarm.isUp() ? "raised" : "cleared", alarm.text());
        webhook.ifPresent(hook -> hook.tell(alarm));
        if (waiting.size() < MOST_WAITING) {
            waiting.addLast(alarm);
        }
    }

    private void write() throws InterruptedException {
        try {
            while (!waiting.isEmpty()) {
                Alarm alarm = waiting.getFirst();
                writer.write(Topic.ALARMS, alarm.id(), Json.write(alarm));
                waiting.removeFirst();
            }
        } catch (KafkaException e) {
            LOG.warn("Kafka did not take an alarm; it is written again: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        webhook.ifPresent(Webhook::close);
    }
}
