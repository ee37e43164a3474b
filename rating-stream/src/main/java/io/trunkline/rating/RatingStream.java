package io.trunkline.rating;

import static org.apache.kafka.streams.StreamsConfig.APPLICATION_ID_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.COMMIT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.EXACTLY_ONCE_V2;
import static org.apache.kafka.streams.StreamsConfig.GROUP_PROTOCOL_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.NUM_STREAM_THREADS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.PROCESSING_GUARANTEE_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.STATE_DIR_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;

import io.trunkline.customers.CustomersFollower;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Topic;
import io.trunkline.rating.enforcement.SwitchCommander;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code rating} of a process: the streams and the
 * commander of the switch. All methods may be called from any thread.
 */
public final class RatingStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RatingStream.class);
    private static final Duration LONGEST_FIRST_READ = Duration.ofMinutes(5);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(8);

    /** Two beats may be lost before a member is taken for dead. */
    private static final int HEARTBEATS_A_SESSION = 3;

    /** What waits in memory to be written at the next commit: little changes between two. */
    private static final long CACHE_BYTES = 4 << 20;

    private final KafkaStreams streams;
    private final Restores restores;
    private final Optional<SwitchCommander> commander;

    private RatingStream(KafkaStreams streams, Restores restores, Optional<SwitchCommander> commander) {
        this.streams = streams;
        this.restores = restores;
        this.commander = commander;
    }

    /**
     * Starts the role. Returns once accounts and rates have been read; the streams may take a little longer
     * ({@link #ready}).
     *
     * @param customers the process's one index of accounts and cards; the caller closes it, after this
     * @throws IllegalStateException when the topics are missing or do not fit, or cannot be read in time
     */
    public static RatingStream start(
            RatingSettings settings,
            KafkaAddress kafka,
            CustomersFollower customers,
            Telemetry telemetry,
            Health health)
            throws InterruptedException {
        RatingTopics.prepare(kafka, settings.applicationId());
        var metrics = new RatingMetrics(telemetry);
        if (!customers.topics().awaitCaughtUp(LONGEST_FIRST_READ)) {
            throw new IllegalStateException(
                    "accounts and rate cards could not be read in " + LONGEST_FIRST_READ + ": is Kafka up?");
        }
        var streams = new KafkaStreams(
                RatingTopology.of(settings, kafka, customers.customers(), metrics),
                configuration(settings, kafka, metrics));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("a thread of the rating stream failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        var restores = new Restores(Clock.systemUTC());
        streams.setGlobalStateRestoreListener(restores);
        Optional<SwitchCommander> commander = SwitchCommander.start(
                settings.enforcement(),
                settings.applicationId() + "-switch",
                kafka,
                metrics,
                health,
                Clock.systemUTC());
        var started = new RatingStream(streams, restores, commander);
        health.part("rating", started::health);
        streams.start();
        return started;
    }

    private static Properties configuration(RatingSettings settings, KafkaAddress kafka, RatingMetrics metrics) {
        var properties = new Properties();
        properties.put(APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.put(STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(PROCESSING_GUARANTEE_CONFIG, EXACTLY_ONCE_V2);
        properties.put(COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
        properties.put(STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        properties.put(ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);
        properties.put(ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // The new group protocol takes four times as long to start, and lacks static membership before 4.4.
        properties.put(GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonedMessages.class);
        properties.put(PoisonedMessages.METRICS, metrics);
        properties.put(PoisonedMessages.MESSAGES, kafka.name(Topic.SIP_MESSAGES));
        // What was captured while this role was away is money: it is read from where the group stood, and by a new one
        // from the start.
        properties.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout().toMillis()));
        properties.put(
                consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(settings.sessionTimeout()
                        .dividedBy(HEARTBEATS_A_SESSION)
                        .toMillis()));
        return properties;
    }

    /** Whether the streams run: every partition is assigned and its state restored. */
    public boolean ready() {
        return streams.state() == State.RUNNING;
    }

    private Health.Part health() {
        State state = streams.state();
        return switch (state) {
            case RUNNING -> Health.Part.up();
            case CREATED, REBALANCING ->
                Health.Part.starting("the rating stream is " + state.name().toLowerCase(Locale.ROOT)
                        + restores.describe().map(text -> ", " + text).orElse(""));
            case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR ->
                Health.Part.down("the rating stream is " + state.name().toLowerCase(Locale.ROOT));
        };
    }

    /**
     * Stops within some seconds; what was not committed is done again at the next start. The partitions are given up,
     * so that another process, or this one when it is started again, has them at once.
     */
    @Override
    public void close() {
        streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(LONGEST_CLOSE));
        commander.ifPresent(SwitchCommander::close);
    }
}
