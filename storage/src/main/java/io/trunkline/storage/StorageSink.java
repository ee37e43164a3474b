package io.trunkline.storage;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaClients;
import io.trunkline.kafka.KafkaClients.Fetching;
import io.trunkline.storage.alarm.AlarmTable;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.cdr.DaySummer;
import io.trunkline.storage.cdr.QualityDays;
import io.trunkline.storage.endpoint.EndpointTestTable;
import io.trunkline.storage.ledger.LedgerTable;
import io.trunkline.storage.link.CallLinkTable;
import io.trunkline.storage.media.MediaTable;
import io.trunkline.storage.message.MessageTable;
import io.trunkline.storage.registration.RegistrationEventTable;
import io.trunkline.storage.sink.SinkMetrics;
import io.trunkline.storage.sink.SinkSettings;
import io.trunkline.storage.sink.TopicSink;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the topics {@code sip.messages}, {@code rtcp-reports}, {@code cdrs}, {@code ledger}, {@code registration-events}, {@code
 * call-links},
 * {@code endpoint-tests} and {@code alarms} to the store, each on a thread of its own: a flood of messages does not hold
 * up money. Several processes may do so: the consumer groups share the partitions out. Beside them the days that are over are
 * summed up for reports: {@link QualityDays}.
 */
public final class StorageSink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StorageSink.class);

    /** Each table has a group of its own: a rebalance of one must not wait for an insert of another. */
    private static final String GROUP_PREFIX = "trunkline-storage-";

    /**
     * Many records at once are what an insert is good at, so a broker gathers what comes within a second, or 1 MiB: with
     * messages that come one by one, an answer to each would cost more than all the rest. Bounded, for eight consumers
     * hold it in memory.
     */
    private static final Fetching FETCHING = new Fetching(1 << 20, 8 << 20, Duration.ofSeconds(1), 5_000);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);
    private static final double MILLIS_IN_A_SECOND = 1_000;

    private final List<TopicSink> sinks;
    private final List<Thread> threads;
    private final Thread summing;

    private StorageSink(List<TopicSink> sinks, DaySummer summer) {
        this.sinks = sinks;
        this.summing = Thread.ofVirtual().name("storage-quality-days").unstarted(summer);
        this.threads = sinks.stream()
                .map(sink -> Thread.ofPlatform().name(sink.name()).daemon().unstarted(sink))
                .toList();
    }

    /**
     * Starts to read at once. Kafka or the store may be away, now or later: the sink waits for them.
     *
     * @param store must have been migrated; is not closed with the sink
     * @param health gets the part {@code storage}: degraded while something cannot be stored, with since when
     */
    public static StorageSink start(
            SinkSettings settings, Store store, KafkaAddress kafka, Telemetry telemetry, Health health) {
        var metrics = new SinkMetrics(telemetry);
        var sinks = List.of(
                        new MessageTable(),
                        new MediaTable(),
                        new CdrTable(),
                        new LedgerTable(),
                        new RegistrationEventTable(),
                        new CallLinkTable(),
                        new EndpointTestTable(),
                        new AlarmTable())
                .stream()
                .map(table -> new TopicSink(
                        table,
                        kafka.name(table.topic()),
                        settings,
                        store.connection(),
                        metrics,
                        () -> KafkaClients.member(kafka, GROUP_PREFIX + table.name(), FETCHING)))
                .toList();
        telemetry.gauge(
                "trunkline_storage_lag_records",
                "Records that wait in Kafka to be written to ClickHouse",
                () -> sinks.stream().mapToLong(TopicSink::lag).sum());
        telemetry.gauge(
                "trunkline_storage_last_insert_timestamp_seconds",
                "When rows were last written to ClickHouse; 0 for not yet",
                () -> sinks.stream()
                                .mapToLong(TopicSink::lastInsertMillis)
                                .max()
                                .orElse(0)
                        / MILLIS_IN_A_SECOND);
        health.part("storage", () -> worst(sinks));
        var summer = new DaySummer(new QualityDays(store.connection()));
        telemetry.gauge(
                "trunkline_storage_days_to_sum_up",
                "Days whose calls are to be summed up yet for the report on quality",
                summer::waiting);
        var sink = new StorageSink(sinks, summer);
        sink.threads.forEach(Thread::start);
        sink.summing.start();
        return sink;
    }

    private static Health.Part worst(List<TopicSink> sinks) {
        return sinks.stream()
                .map(TopicSink::health)
                .filter(part -> part.status() != Health.Status.UP)
                .findFirst()
                .orElseGet(Health.Part::up);
    }

    /** Stops reading, at once or after the inserts that are under way, within 8 seconds. */
    @Override
    public void close() {
        sinks.forEach(TopicSink::stop);
        summing.interrupt();
        long until = System.nanoTime() + STOP_WITHIN.toNanos();
        for (Thread thread : Stream.concat(threads.stream(), Stream.of(summing)).toList()) {
            try {
                if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                    LOG.warn(
                            "{} still waits for an insert; what it writes is written again at the next start",
                            thread.getName());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
