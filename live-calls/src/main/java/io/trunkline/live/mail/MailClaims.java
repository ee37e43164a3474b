package io.trunkline.live.mail;

import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.FollowedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.TopicFollower;
import io.trunkline.kafka.TopicFollower.Followed;
import io.trunkline.kafka.TopicFollower.From;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.MailRecord;
import io.trunkline.protocol.event.MailRecord.State;
import io.trunkline.telemetry.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may send which mail, and what became of each, as {@link Topic#MAILS} has it. The topic has one order, so of two
 * processes that claim the same mail both see whose claim came first. The follower's thread reads; any may ask and write.
 */
final class MailClaims implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailClaims.class);

    /** What was told earlier than so long before now is of mails that nobody sends any more. */
    private final Duration remembered;

    private final InstantSource clock;
    private final String process = UUID.randomUUID().toString();
    private final Map<String, MailRecord> byId = new ConcurrentHashMap<>();
    private final TopicFollower follower;
    private final AcknowledgedWriter writer;
    private final FollowedWriter followed;
    private Instant forgotten = Instant.EPOCH;

    private MailClaims(
            KafkaAddress kafka,
            AcknowledgedWriter writer,
            Duration remembered,
            InstantSource clock,
            TopicFollower.Unreadable unreadable) {
        this.writer = writer;
        this.remembered = remembered;
        this.clock = clock;
        follower = TopicFollower.start(
                "live-mails", kafka, List.of(new Followed(Topic.MAILS, From.BEGINNING, this::accept)), unreadable);
        followed = new FollowedWriter(writer, follower);
    }

    /**
     * Begins to read.
     *
     * @param writer closed by whoever opened it
     * @param remembered for how long what was told counts
     */
    static MailClaims follow(
            KafkaAddress kafka,
            AcknowledgedWriter writer,
            Duration remembered,
            InstantSource clock,
            TopicFollower.Unreadable unreadable) {
        return new MailClaims(kafka, writer, remembered, clock, unreadable);
    }

    private void accept(ConsumerRecord<String, byte[]> record) {
        MailRecord told = Json.read(record.value(), MailRecord.class);
        Instant oldest = clock.instant().minus(remembered);
        if (told.at().isBefore(oldest)) {
            return;
        }
        byId.merge(told.id(), told, MailClaims::after);
        if (forgotten.isBefore(oldest)) {
            byId.values().removeIf(each -> each.at().isBefore(oldest));
            forgotten = clock.instant();
        }
    }

    /** How a mail stands after something was told of it. */
    private static MailRecord after(MailRecord before, MailRecord told) {
        boolean mayChange =
                switch (before.state()) {
                    case RELEASED -> true;
                    case CLAIMED ->
                        told.state() != State.CLAIMED && told.process().equals(before.process());
                    case SENT, REFUSED, GIVEN_UP, UNCERTAIN -> false;
                };
        return mayChange || (before.state() == State.CLAIMED && told.state() == State.UNCERTAIN) ? told : before;
    }

    /** Whether what was told before this process started is known. */
    boolean caughtUp() {
        return follower.caughtUp();
    }

    /** The follower's word on itself. */
    Health.Part health() {
        return follower.health();
    }

    /** What became of a mail; empty when it may be claimed. */
    Optional<MailRecord> standing(String id) {
        return Optional.ofNullable(byId.get(id)).filter(record -> record.state() != State.RELEASED);
    }

    /** Whether this process has claimed a mail of which nothing more was told. */
    boolean isOurs(String id) {
        return standing(id)
                .filter(record ->
                        record.state() == State.CLAIMED && record.process().equals(process))
                .isPresent();
    }

    /** Claims a mail; whether this process has it. Of a claim whose fate is not known it has not, for now. */
    boolean claim(Occasion occasion) throws InterruptedException {
        if (!isOurs(occasion.id())) {
            followed.write(Topic.MAILS, occasion.id(), Json.write(record(occasion, State.CLAIMED, null)));
        }
        return isOurs(occasion.id());
    }

    /** Gives a mail back that the server did not take; waits until that is seen. */
    void release(Occasion occasion, String why) throws InterruptedException {
        if (isOurs(occasion.id())) {
            followed.write(Topic.MAILS, occasion.id(), Json.write(record(occasion, State.RELEASED, why)));
        }
    }

    /** Tells what became of a mail, in the end. What Kafka does not take is not told: the claim is enough. */
    void settle(Occasion occasion, State state, String detail) throws InterruptedException {
        try {
            writer.write(Topic.MAILS, occasion.id(), Json.write(record(occasion, state, detail)));
        } catch (KafkaException e) {
            LOG.warn("Kafka was not told that the mail {} is {}: {}", occasion.id(), state, e.toString());
        }
    }

    private MailRecord record(Occasion occasion, State state, String detail) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new MailRecord(
                occasion.id(), occasion.kind().label(), occasion.accountId(), state, process, now, detail);
    }

    @Override
    public void close() {
        follower.close();
    }
}
