package io.trunkline.app;

import io.trunkline.app.config.AgentsFile;
import io.trunkline.app.config.Settings;
import io.trunkline.collector.Collector;
import io.trunkline.collector.CollectorSettings;
import io.trunkline.customers.CustomersFollower;
import io.trunkline.customers.RegisteredAddresses;
import io.trunkline.customers.RegistrationsFollower;
import io.trunkline.embedded.clickhouse.ClickHouseUsers;
import io.trunkline.embedded.clickhouse.EmbeddedClickHouse;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaTopics;
import io.trunkline.live.LiveCalls;
import io.trunkline.live.LiveSettings;
import io.trunkline.live.StatusServer;
import io.trunkline.live.collector.LocalCollector;
import io.trunkline.probe.Probe;
import io.trunkline.rating.RatingSettings;
import io.trunkline.rating.RatingStream;
import io.trunkline.rating.call.Platform;
import io.trunkline.rating.enforcement.SwitchSettings;
import io.trunkline.rating.link.LinkRules;
import io.trunkline.storage.StorageSink;
import io.trunkline.storage.Store;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.sink.SinkSettings;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running process: the engines that are embedded, the topics, and the roles. Started against the way
 * of the data, so that nothing arrives for which nobody is there, and stopped along it. Not for use by
 * several threads at once.
 */
public final class Trunkline implements RunningProcess {

    private static final Logger log = LoggerFactory.getLogger(Trunkline.class);
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    /** A start that takes longer says what it waits for, and says it again each time so much has passed. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /**
     * With a broker in the same process a member's silence is a pause of both, or a kill, after which nobody but this
     * process comes back: the shortest that Kafka takes.
     */
    private static final Duration EMBEDDED_SESSION = Duration.ofSeconds(6);

    private static final Duration READY_POLL = Duration.ofMillis(20);

    private final Settings settings;
    private final AgentsFile agents;
    private final DataDirectory directory;
    private final Telemetry telemetry = new Telemetry();
    private final Health health = new Health();

    /** What was started, the last first: the order in which it is closed. The engines start side by side. */
    private final Deque<Part> parts = new ConcurrentLinkedDeque<>();

    /** Null as long as there is none. The API asks for it from its own threads. */
    private volatile CollectorHere collector;

    private LiveCalls live;
    private String url;

    private record Part(String name, AutoCloseable closeable) {}

    private Trunkline(Settings settings, AgentsFile agents, DataDirectory directory) {
        this.settings = settings;
        this.agents = agents;
        this.directory = directory;
    }

    /**
     * Starts roles and what they need; returns when all of them serve.
     *
     * @param agents from where agents are read again while it runs
     * @throws IllegalStateException when something cannot start; what had started is stopped again
     */
    public static Trunkline start(Settings settings, AgentsFile agents, Set<Role> roles) {
        var trunkline = new Trunkline(settings, agents, DataDirectory.open(settings.dataDir()));
        try {
            trunkline.startRoles(roles);
            return trunkline;
        } catch (InterruptedException e) {
            trunkline.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        } catch (RuntimeException | Error e) {
            trunkline.close();
            throw e;
        }
    }

    private void startRoles(Set<Role> roles) throws InterruptedException {
        roles.forEach(role -> health.announce(role.label()));
        boolean needsStore = roles.contains(Role.STORAGE) || roles.contains(Role.LIVE);
        var opening =
                CompletableFuture.supplyAsync(() -> needsStore ? Optional.of(openStore()) : Optional.<Store>empty());
        KafkaAddress kafka;
        try {
            kafka = startKafka();
            try (KafkaTopics topics = KafkaTopics.open(kafka)) {
                topics.make(settings.partitions());
            }
        } catch (RuntimeException e) {
            opening.exceptionally(failure -> Optional.empty()).join();
            throw e;
        }
        // They are read while the store still opens: of a million accounts it takes the longest.
        Optional<CustomersFollower> customers = roles.contains(Role.LIVE) || roles.contains(Role.RATING)
                ? Optional.of(startCustomers(kafka))
                : Optional.empty();
        RegisteredAddresses registered =
                customers.map(each -> each.customers().registeredAddresses()).orElseGet(RegisteredAddresses::new);
        Optional<RegistrationsFollower> registrations =
                settings.byRegisteredAor() && (roles.contains(Role.LIVE) || roles.contains(Role.COLLECTOR))
                        ? Optional.of(startRegistrations(kafka, registered))
                        : Optional.empty();
        Optional<Store> store = join(opening);

        startServing(roles, store, kafka, customers);
        if (roles.contains(Role.STORAGE)) {
            started(
                    "storage",
                    StorageSink.start(SinkSettings.defaults(), store.orElseThrow(), kafka, telemetry, health));
        }
        RatingStream rating = roles.contains(Role.RATING) ? startRating(kafka, customers.orElseThrow()) : null;
        if (roles.contains(Role.COLLECTOR)) {
            // What it forwards bears who is registered: it must know all who were before.
            await(
                    "the registrations",
                    () -> registrations.map(each -> each.topic().caughtUp()).orElse(true));
            startCollector(kafka, registered);
        }
        if (roles.contains(Role.PROBE)) {
            started("probe", Probe.start(settings.probe(), kafka, telemetry, health));
        }
        if (rating != null) {
            await("the rating stream", rating::ready);
        }
        if (live != null) {
            await("the API", live::ready);
        }
        health.started();
    }

    /** One for all roles: a card may have a million rates. */
    private CustomersFollower startCustomers(KafkaAddress kafka) {
        var unreadable = telemetry.counter(
                "trunkline_customers_unreadable_records_total",
                "Records that are no account and no rate card",
                "topic");
        var customers =
                started("customers", CustomersFollower.start(kafka, settings.freeNumbers(), (record, why) -> unreadable
                        .labelValues(record.topic())
                        .inc()));
        health.part("customers", customers.topics()::health);
        return customers;
    }

    private void startServing(
            Set<Role> roles, Optional<Store> store, KafkaAddress kafka, Optional<CustomersFollower> customers) {
        var serving = LiveSettings.withDefaults(settings.httpHost(), settings.httpPort(), adminToken())
                .withSessions(settings.sessionLifetime())
                .withSwitch(settings.switchRpcUrl().isPresent())
                .sendingAlarms(settings.alarmWebhook().map(URI::create))
                .closedUntil(settings.closedUntil())
                .mailing(settings.mail());
        int port;
        if (roles.contains(Role.LIVE)) {
            live = started(
                    "live",
                    LiveCalls.start(
                            serving,
                            store.orElseThrow(),
                            kafka,
                            customers.orElseThrow(),
                            this::localCollector,
                            telemetry,
                            health));
            port = live.httpPort();
        } else {
            port = started("status", StatusServer.start(serving, this::localCollector, telemetry, health))
                    .httpPort();
        }
        url = settings.serverUrl(port).toString();
    }

    private RatingStream startRating(KafkaAddress kafka, CustomersFollower customers) throws InterruptedException {
        var enforcement = settings.switchRpcUrl()
                .map(URI::create)
                .map(SwitchSettings::kamailio)
                .orElse(SwitchSettings.NONE);
        var rating = RatingSettings.in(directory.part("streams"))
                .with(enforcement)
                .with(new Platform(settings.platformNetworks()))
                .with(settings.probe().testCalls())
                .with(new LinkRules(settings.legsHeaders()));
        if (settings.kafka().isEmpty()) {
            rating = rating.withSessionTimeout(EMBEDDED_SESSION);
        }
        return started("rating", RatingStream.start(rating, kafka, customers, telemetry, health));
    }

    private RegistrationsFollower startRegistrations(KafkaAddress kafka, RegisteredAddresses registered) {
        var unreadable = telemetry.counter(
                "trunkline_registered_addresses_unreadable_records_total", "Records that are no registration");
        var registrations = started(
                "registered addresses",
                RegistrationsFollower.start(kafka, registered, (record, why) -> unreadable.inc()));
        health.part("registered-addresses", registrations.topic()::health);
        return registrations;
    }

    private void startCollector(KafkaAddress kafka, RegisteredAddresses registered) {
        String name = settings.collectorName().orElseGet(directory::collectorName);
        var collecting = CollectorSettings.defaults(
                name,
                settings.dataDir(),
                settings.hep().listen(),
                settings.hep().agents());
        collector = new CollectorHere(
                started("collector", Collector.start(collecting, kafka, registered::aor, telemetry, health)), agents);
    }

    private Optional<LocalCollector> localCollector() {
        return Optional.ofNullable(collector);
    }

    private void await(String what, BooleanSupplier ready) throws InterruptedException {
        long started = System.nanoTime();
        Duration spoken = Duration.ZERO;
        while (!ready.getAsBoolean()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - started);
            if (waited.compareTo(LONGEST_START) > 0) {
                throw new IllegalStateException(
                        what + " was not ready within " + LONGEST_START.toMinutes() + " minutes: " + unwell());
            }
            if (waited.minus(spoken).compareTo(LONGEST_SILENCE) > 0) {
                log.warn("{} is not ready after {} s; still waiting. {}", what, waited.toSeconds(), unwell());
                spoken = waited;
            }
            Thread.sleep(READY_POLL);
        }
    }

    /** What the parts say that are not well. */
    private String unwell() {
        return health.parts().entrySet().stream()
                .filter(part -> part.getValue().status() != Health.Status.UP)
                .map(part -> part.getKey() + ": " + part.getValue().detail())
                .collect(Collectors.joining("; "));
    }

    private KafkaAddress startKafka() {
        String bootstrap = settings.kafka().orElseGet(() -> started(
                        "embedded Kafka", EmbeddedKafka.start(directory.part("kafka"), settings.kafkaPort()))
                .bootstrap());
        return new KafkaAddress(bootstrap, settings.topicPrefix());
    }

    private Store openStore() {
        String password = settings.clickHousePassword().orElseGet(directory::clickHousePassword);
        StoreSettings place = settings.clickHouseUrl()
                .map(url -> storeAt(url, ""))
                .orElseGet(() -> storeAt(startClickHouse(password).jdbcUrl(), password));
        var store = started("store", Store.open(place));
        store.migrate();
        return store;
    }

    private StoreSettings storeAt(String jdbcUrl, String password) {
        return new StoreSettings(jdbcUrl, "default", password, settings.retentionMessages(), settings.retentionCdrs());
    }

    private EmbeddedClickHouse startClickHouse(String password) {
        var users = new ClickHouseUsers(password, directory.clickHouseReaderPassword());
        EmbeddedClickHouse engine = started(
                "embedded ClickHouse",
                EmbeddedClickHouse.start(directory.part("clickhouse"), settings.clickHousePort(), users));
        telemetry.gauge(
                "trunkline_clickhouse_refused_logins",
                "Requests to the embedded ClickHouse with a wrong name or password since the start",
                engine::refusedLogins);
        return engine;
    }

    private <T extends AutoCloseable> T started(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public Optional<String> loginLink() {
        return Optional.ofNullable(live).map(LiveCalls::loginLink);
    }

    @Override
    public void reloadAgents() {
        CollectorHere here = collector;
        if (here == null) {
            log.warn("there is no collector in this process, so there are no agents to read again");
        } else {
            // It has logged what came of it.
            var _ = here.reload();
        }
    }

    @Override
    public String adminToken() {
        return settings.adminToken().orElseGet(directory::adminToken);
    }

    @Override
    public void close() {
        // The API goes on for a moment: it must not hand anything to a journal that is closed.
        collector = null;
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.closeable().close();
            } catch (Exception e) {
                // The others must still be stopped: what cannot stop itself ends with the process.
                log.error("{} could not be stopped cleanly", part.name(), e);
            }
        }
        directory.close();
    }
}
