package io.trunkline.probe;

import io.prometheus.metrics.core.metrics.Counter;
import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaClients;
import io.trunkline.kafka.KafkaClients.Fetching;
import io.trunkline.probe.mtr.MtrTest;
import io.trunkline.probe.progress.Progress;
import io.trunkline.probe.sip.SipTest;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.TestCommand;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code probe}: reads {@code test-commands}, runs tests and tells of them through {@code endpoint-tests}. Of
 * several probes each has its share of the endpoints, and a test runs once or never: a command is committed before
 * anything is sent. One thread reads, each test has a virtual thread of its own.
 */
public final class Probe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final String GROUP = "trunkline-probe";
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final KafkaAddress kafka;
    private final InstantSource clock;
    private final SipTest sip;
    private final MtrTest mtr;
    private final AcknowledgedWriter writer;
    private final Counter ended;
    private final ExecutorService tests = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Progress> running = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean closed;
    private volatile String trouble = "";

    private Probe(ProbeSettings settings, KafkaAddress kafka, Telemetry telemetry, InstantSource clock) {
        this.kafka = kafka;
        this.clock = clock;
        sip = new SipTest(settings.from(), settings.testCalls(), clock);
        mtr = new MtrTest(settings.mtr());
        writer = AcknowledgedWriter.open(kafka, GROUP);
        ended = telemetry.counter(
                "trunkline_endpoint_tests_total", "Tests of endpoints that have ended", "kind", "status");
        telemetry.gauge("trunkline_endpoint_tests_running", "Tests of endpoints that run", running::size);
        reader = Thread.ofPlatform().name("probe").daemon().unstarted(this::read);
    }

    /** Starts to take commands. Kafka may be away, now or later. */
    public static Probe start(ProbeSettings settings, KafkaAddress kafka, Telemetry telemetry, Health health) {
        var probe = new Probe(settings, kafka, telemetry, InstantSource.system());
        health.part("probe", probe::health);
        probe.reader.start();
        return probe;
    }

    private Health.Part health() {
        String why = trouble;
        return why.isEmpty() ? Health.Part.up() : Health.Part.degraded("no test can be taken: " + why);
    }

    private void read() {
        while (!closed) {
            try (Consumer<byte[], byte[]> reading = KafkaClients.member(kafka, GROUP, Fetching.prompt())) {
                consumer = reading;
                reading.subscribe(List.of(kafka.name(Topic.TEST_COMMANDS)));
                while (!closed) {
                    var commands = reading.poll(POLL);
                    trouble = "";
                    if (!commands.isEmpty()) {
                        // Before they are carried out: after a crash nobody is rung twice.
                        reading.commitSync();
                        commands.forEach(this::take);
                    }
                }
            } catch (WakeupException | InterruptException e) {
                LOG.trace("woken", e);
            } catch (KafkaException e) {
                trouble = String.valueOf(e.getMessage());
                LOG.warn("Commands for tests cannot be read, trying again: {}", trouble);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            switch (Json.read(record.value(), TestCommand.class)) {
                case TestCommand.Start start -> start(start);
                case TestCommand.Stop stop ->
                    running.values().stream()
                            .filter(progress -> progress.test().id().equals(stop.id()))
                            .forEach(Progress::stop);
            }
        } catch (SerializationException e) {
            LOG.warn("A command for a test cannot be read and is passed over: {}", e.getMessage());
        }
    }

    private void start(TestCommand.Start start) {
        if (start.at().plus(EndpointTest.TAKEN_WITHIN).isBefore(clock.instant())) {
            // Whoever asked was told that no probe took it.
            return;
        }
        var progress = new Progress(EndpointTest.asked(start), clock, this::tell);
        String endpoint = start.registration().id();
        if (running.size() >= EndpointTest.MOST_AT_ONCE) {
            progress.failed("This probe runs " + running.size() + " tests already: try again when one has ended");
        } else if (running.putIfAbsent(endpoint, progress) != null) {
            progress.failed("Another test of this endpoint runs: try again when it has ended");
        } else {
            tests.execute(() -> run(start, endpoint, progress));
        }
    }

    private void run(TestCommand.Start start, String endpoint, Progress progress) {
        try {
            switch (start.kind()) {
                case SIP -> sip.run(start, progress);
                case MTR -> mtr.run(start, progress);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            progress.failed("The probe was stopped in the middle of this test: start it again");
        } catch (RuntimeException e) {
            LOG.error("A test of {} failed", endpoint, e);
            progress.failed("This test failed by an error of the probe, which its log has: " + e);
        } finally {
            running.remove(endpoint);
        }
    }

    private void tell(EndpointTest test) {
        if (!test.isRunning()) {
            ended.labelValues(
                            test.kind().name().toLowerCase(Locale.ROOT),
                            test.status().name().toLowerCase(Locale.ROOT))
                    .inc();
        }
        try {
            writer.write(Topic.ENDPOINT_TESTS, test.registrationId(), Json.write(test));
        } catch (KafkaException e) {
            LOG.warn("What a test of {} found could not be told: {}", test.registrationId(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the tests that run; nothing is sent any more. */
    @Override
    public void close() {
        closed = true;
        running.values().forEach(Progress::stop);
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            reader.join(STOP_WITHIN);
            tests.shutdown();
            if (!tests.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                tests.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }
}
