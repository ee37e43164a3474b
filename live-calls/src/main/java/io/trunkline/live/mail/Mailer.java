package io.trunkline.live.mail;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaClients;
import io.trunkline.kafka.KafkaClients.Fetching;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a mail for each crossing of an account, and for each alarm that is raised or cleared. Several processes share the
 * work as one consumer group. A mail is claimed before the server may take it, and never sent twice: where a process ends
 * between the two, nobody knows whether it was taken, and it is not sent again.
 *
 * <p>What was read but not finished is read again after a restart. A thread of its own owns consumer and queue; a
 * conversation with the server has a virtual one, so that an end need not wait for it.
 */
public final class Mailer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    private static final String GROUP = "trunkline-mail";
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
    private static final Duration READY_POLL = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /** For leaving the group, and for the last fetch to be answered. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** What is read ahead of a server that takes nothing. */
    private static final int MOST_WAITING = 10_000;

    private final MailSettings settings;
    private final KafkaAddress kafka;
    private final BooleanSupplier ready;
    private final InstantSource clock;
    private final Instant started;
    private final MailClaims claims;
    private final Dispatch dispatch;
    private final MailQueue queue = new MailQueue();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private volatile Consumer<byte[], byte[]> consumer;
    private volatile int waiting;

    private Mailer(
            MailSettings settings,
            KafkaAddress kafka,
            AcknowledgedWriter writer,
            Function<String, Optional<Account>> accounts,
            BooleanSupplier ready,
            Telemetry telemetry,
            InstantSource clock) {
        this.settings = settings;
        this.kafka = kafka;
        this.ready = ready;
        this.clock = clock;
        started = clock.instant();
        telemetry.gauge("trunkline_mails_waiting", "Mails that wait to be sent", () -> waiting);
        Counter unreadable = telemetry.counter(
                "trunkline_mail_unreadable_records_total", "Records that the mailer could not read", "topic");
        Duration remembered = settings.times().worth().multipliedBy(2);
        claims = MailClaims.follow(kafka, writer, remembered, clock, (record, why) -> unreadable
                .labelValues(record.topic())
                .inc());
        dispatch = new Dispatch(
                settings.times(),
                new Composer(settings.templates(), accounts),
                new Smtp(settings.server(), settings.from()),
                claims,
                telemetry);
        thread = Thread.ofPlatform().name("mail").daemon().unstarted(this::run);
    }

    /**
     * Begins to send what happens from now on; where mails were sent before, what has happened since.
     *
     * @param writer closed by whoever opened it
     * @param accounts an account as it stands now, by its id
     * @param ready whether all accounts are known
     * @param health gets the part {@code mail}: degraded while the server takes nothing
     */
    public static Mailer start(
            MailSettings settings,
            KafkaAddress kafka,
            AcknowledgedWriter writer,
            Function<String, Optional<Account>> accounts,
            BooleanSupplier ready,
            Telemetry telemetry,
            Health health,
            InstantSource clock) {
        var mailer = new Mailer(settings, kafka, writer, accounts, ready, telemetry, clock);
        health.part("mail", mailer::health);
        mailer.thread.start();
        return mailer;
    }

    private Health.Part health() {
        Health.Part reading = claims.health();
        return dispatch.outage()
                .map(outage -> Health.Part.degraded(
                        "mails are not sent since " + outage.since() + ", " + waiting + " wait: " + outage.reason()))
                .orElse(reading.status() == Health.Status.DEGRADED ? reading : Health.Part.up());
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void run() {
        while (!closed()) {
            try {
                work();
            } catch (WakeupException | InterruptedException e) {
                LOG.trace("The mailer was woken", e);
            } catch (RuntimeException e) {
                // Whatever it is, a thread that ended in silence would be worse.
                LOG.warn("The mailer failed and goes on: {}", e.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.trace("The mailer was woken", e);
        }
    }

    private void work() throws InterruptedException {
        while (!(ready.getAsBoolean() && claims.caughtUp())) {
            if (closing.await(READY_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        Consumer<byte[], byte[]> current = KafkaClients.member(kafka, GROUP, Fetching.prompt());
        try {
            consumer = current;
            queue.clear();
            current.subscribe(topics(), new Reassigned(current));
            while (!closed()) {
                current.poll(nextPoll()).forEach(this::read);
                attempt();
                waiting = queue.size();
                commit(current);
                Collection<TopicPartition> all = current.assignment();
                if (queue.size() < MOST_WAITING) {
                    current.resume(all);
                } else {
                    current.pause(all);
                }
            }
        } finally {
            current.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    private List<String> topics() {
        var topics = new ArrayList<>(List.of(kafka.name(Topic.ACCOUNT_EVENTS)));
        if (!settings.alarmsTo().isEmpty()) {
            topics.add(kafka.name(Topic.ALARMS));
        }
        return topics;
    }

    private Duration nextPoll() {
        Instant now = clock.instant();
        Duration untilTry = dispatch.outage()
                .map(outage -> Duration.between(now, outage.nextTry()))
                .orElse(Duration.ZERO);
        return queue.nextIn(now)
                .map(in -> in.compareTo(untilTry) > 0 ? in : untilTry)
                .map(in -> in.isNegative() ? Duration.ZERO : in)
                .filter(in -> in.compareTo(LONGEST_POLL) < 0)
                .orElse(LONGEST_POLL);
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        List<Occasion> occasions = List.of();
        try {
            occasions = record.topic().equals(kafka.name(Topic.ALARMS))
                    ? Occasion.Alarmed.of(Json.read(record.value(), Alarm.class), settings.alarmsTo())
                    : Occasion.Crossing.of(Json.read(record.value(), AccountEvent.class)).stream()
                            .toList();
        } catch (SerializationException e) {
            LOG.warn(
                    "The record at {}-{} offset {} cannot be read, no mail is sent of it: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
        queue.add(new TopicPartition(record.topic(), record.partition()), record.offset(), occasions);
    }

    /** Sends the mail that is due first, if there is one and the server is not away. */
    private void attempt() throws InterruptedException {
        Instant now = clock.instant();
        if (dispatch.outage().filter(outage -> outage.nextTry().isAfter(now)).isPresent()) {
            return;
        }
        Optional<MailQueue.Waiting> due = queue.take(now);
        if (due.isPresent()) {
            Optional<MailQueue.Waiting> again = dispatch.look(due.get(), now);
            again.ifPresentOrElse(queue::put, () -> queue.done(due.get()));
        }
    }

    private void commit(Consumer<byte[], byte[]> current) {
        Map<TopicPartition, OffsetAndMetadata> changed = queue.toCommit();
        if (changed.isEmpty()) {
            return;
        }
        try {
            current.commitSync(changed);
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
            // What is read again was claimed: it is not sent again.
            LOG.debug("Offsets were not committed: {}", e.getMessage());
        }
    }

    /** Stops, and breaks off what is being sent: nobody knows then whether the server has it, and it is not sent again. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        dispatch.stop();
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        claims.close();
    }

    /** All partitions are taken at every rebalance, and read again from what was committed. */
    private final class Reassigned implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> current;

        Reassigned(Consumer<byte[], byte[]> current) {
            this.current = current;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            queue.clear();
        }

        /** Where nothing was ever read, what happened before the start is none of our business. */
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> committed = current.committed(Set.copyOf(partitions));
            List<TopicPartition> fresh = partitions.stream()
                    .filter(partition -> committed.get(partition) == null)
                    .toList();
            if (fresh.isEmpty()) {
                return;
            }
            Map<TopicPartition, Long> ends = current.endOffsets(fresh);
            var first = new HashMap<TopicPartition, OffsetAndMetadata>();
            current.offsetsForTimes(fresh.stream()
                            .collect(Collectors.toMap(Function.identity(), partition -> started.toEpochMilli())))
                    .forEach((partition, since) -> {
                        long offset = since == null ? ends.get(partition) : since.offset();
                        current.seek(partition, offset);
                        first.put(partition, new OffsetAndMetadata(offset));
                    });
            current.commitSync(first);
        }
    }
}
