package io.trunkline.rating;

import io.trunkline.customers.CustomersFollower;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.rating.enforcement.SwitchCommander;
import io.trunkline.rating.enforcement.SwitchEnquirer;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.run.Runs;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiFunction;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code rating} of a process: the streams and the
 * commander of the switch. All methods may be called from any thread.
 */
public final class RatingStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RatingStream.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(8);

    private final KafkaStreams streams;
    private final Restores restores;
    private final StreamFailures failures;
    private final Optional<SwitchCommander> commander;
    private final Optional<SwitchEnquirer> enquirer;

    private RatingStream(
            KafkaStreams streams,
            Restores restores,
            StreamFailures failures,
            Optional<SwitchCommander> commander,
            Optional<SwitchEnquirer> enquirer) {
        this.streams = streams;
        this.restores = restores;
        this.failures = failures;
        this.commander = commander;
        this.enquirer = enquirer;
    }

    /**
     * Starts the role. The streams read their state back while accounts and rates are being read, and take no record
     * before both are there ({@link #ready}).
     *
     * @param customers the process's one index of accounts and cards; the caller closes it, after this
     * @throws IllegalStateException when the topics are missing or do not fit
     */
    public static RatingStream start(
            RatingSettings settings,
            KafkaAddress kafka,
            CustomersFollower customers,
            Telemetry telemetry,
            Health health)
            throws InterruptedException {
        return start(settings, kafka, customers, telemetry, health, KafkaStreams::new);
    }

    /** The same with streams whose clients a test may let fail. */
    static RatingStream start(
            RatingSettings settings,
            KafkaAddress kafka,
            CustomersFollower customers,
            Telemetry telemetry,
            Health health,
            BiFunction<Topology, Properties, KafkaStreams> make)
            throws InterruptedException {
        RatingTopics.prepare(kafka, settings.applicationId());
        var metrics = new RatingMetrics(telemetry);
        var failures = new StreamFailures(Clock.systemUTC());
        Runs runs = RatingTopology.runs(kafka);
        KafkaStreams streams = make.apply(
                RatingTopology.of(settings, kafka, customers.customers(), runs, metrics),
                StreamProperties.of(settings, kafka, runs, metrics, failures));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("a thread of the rating stream failed and is replaced", failure);
            failures.ofThread(failure);
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
        Optional<SwitchEnquirer> enquirer = SwitchEnquirer.start(
                settings.enforcement(),
                settings.applicationId() + "-enquiry",
                kafka,
                metrics,
                health,
                Clock.systemUTC());
        var started = new RatingStream(streams, restores, failures, commander, enquirer);
        health.part("rating", started::health);
        streams.start();
        return started;
    }

    /** Whether the streams run: every partition is assigned and its state restored. */
    public boolean ready() {
        return streams.state() == State.RUNNING;
    }

    private Health.Part health() {
        return failures.describe().map(Health.Part::degraded).orElseGet(this::healthOfStreams);
    }

    private Health.Part healthOfStreams() {
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
        enquirer.ifPresent(SwitchEnquirer::close);
    }
}
