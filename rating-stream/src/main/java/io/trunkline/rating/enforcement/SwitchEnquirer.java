package io.trunkline.rating.enforcement;

import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaClients;
import io.trunkline.kafka.KafkaClients.Fetching;
import io.trunkline.protocol.Json;
import io.trunkline.rating.call.CallQuestion;
import io.trunkline.rating.call.CallTopology.Doubts;
import io.trunkline.rating.call.CallVerdict;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Asks the switch for calls that are uncertain, on a virtual thread of its own, and hands on what it says. A question is
 * answered at least once: after a crash those that were open are asked again. Without an endpoint nobody is asked, and the
 * next session refresh of a call decides, or its time-out.
 */
public final class SwitchEnquirer implements AutoCloseable {

    /** At rest; while questions are open it is looked more often whether something is due. */
    private static final Duration POLL = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Doubts doubts;
    private final RatingMetrics metrics;
    private final Clock clock;
    private final KamailioRpc rpc;
    private final SwitchEnquiry enquiry;
    private final Consumer<byte[], byte[]> consumer;
    private final AcknowledgedWriter writer;
    private final SwitchReader reader;
    private volatile String failure = "";

    private SwitchEnquirer(
            SwitchSettings settings, String group, KafkaAddress kafka, RatingMetrics metrics, Clock clock) {
        this.doubts = Doubts.of(kafka);
        this.metrics = metrics;
        this.clock = clock;
        rpc = new KamailioRpc(settings.kamailioRpc().orElseThrow(), settings.timeout());
        enquiry = new SwitchEnquiry(rpc, metrics);
        writer = AcknowledgedWriter.open(kafka, group);
        consumer = KafkaClients.member(kafka, group, Fetching.prompt());
        consumer.subscribe(List.of(doubts.questions()));
        reader = new SwitchReader("switch-enquirer", consumer, this::turn, this::closeClients);
    }

    /**
     * Starts when there is a switch; without one gives nothing.
     *
     * @param group consumer group: of several processes each question is asked by one
     */
    public static Optional<SwitchEnquirer> start(
            SwitchSettings settings,
            String group,
            KafkaAddress kafka,
            RatingMetrics metrics,
            Health health,
            Clock clock) {
        if (settings.kamailioRpc().isEmpty()) {
            return Optional.empty();
        }
        var enquirer = new SwitchEnquirer(settings, group, kafka, metrics, clock);
        health.part("switch-enquiry", enquirer::health);
        enquirer.reader.start();
        return Optional.of(enquirer);
    }

    private Health.Part health() {
        String why = failure;
        return why.isEmpty() ? Health.Part.up() : Health.Part.degraded(why);
    }

    private void turn() throws InterruptedException {
        boolean atRest = enquiry.isDone();
        var read = consumer.poll(atRest ? POLL : LOOK);
        read.forEach(this::ask);
        if (atRest && read.isEmpty()) {
            return;
        }
        List<CallVerdict> verdicts = enquiry.look(clock.instant());
        try {
            for (CallVerdict verdict : verdicts) {
                CallQuestion question = verdict.question();
                writer.write(doubts.verdicts(), question.partition(), question.callId(), Json.write(verdict));
            }
        } catch (KafkaException e) {
            verdicts.forEach(verdict -> enquiry.ask(verdict.question()));
            throw e;
        }
        failure = enquiry.failure();
        if (enquiry.isDone()) {
            consumer.commitSync();
        }
    }

    private void closeClients() {
        writer.close();
        rpc.close();
    }

    private void ask(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() != null) {
                enquiry.ask(Json.read(record.value(), CallQuestion.class));
            }
        } catch (SerializationException e) {
            metrics.badRecord(record.topic(), e.getMessage());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
