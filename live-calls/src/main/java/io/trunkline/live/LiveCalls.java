package io.trunkline.live;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.trunkline.customers.CustomersFollower;
import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.FollowedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.live.access.AdminToken;
import io.trunkline.live.access.FailedLogins;
import io.trunkline.live.access.LoginCodes;
import io.trunkline.live.access.Sessions;
import io.trunkline.live.alarm.Alarms;
import io.trunkline.live.alarm.LiveReadings;
import io.trunkline.live.alarm.Webhook;
import io.trunkline.live.booking.BindingRemovals;
import io.trunkline.live.booking.CallEndings;
import io.trunkline.live.collector.LocalCollector;
import io.trunkline.live.http.ClientConnections;
import io.trunkline.live.http.HttpApi;
import io.trunkline.live.http.Route;
import io.trunkline.live.mail.Mailer;
import io.trunkline.live.resource.Routes;
import io.trunkline.storage.Store;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The role {@code live}: serves the API and the page from what the topics and the store hold. It owns no data:
 * any number of processes may serve side by side.
 *
 * <p>Helidon gives each connection a virtual thread, on which handlers may wait. Four platform threads read
 * Kafka, one virtual thread tells who watches of what changed.
 */
public final class LiveCalls implements AutoCloseable {

    private static final Duration READY_POLL = Duration.ofMillis(20);
    private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(2);

    /** A client that sends nothing for this long in the middle of a request is dropped. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
    private static final int MOST_CONNECTIONS = 2_048;
    private static final int MOST_REQUESTS = 1_024;

    private final LiveSettings settings;
    private final Routes.Logins logins;
    private final Followers followers;
    private final AcknowledgedWriter writer;
    private final Alarms alarms;
    private final Optional<Mailer> mailer;
    private final WebServer server;
    private final List<Route> routes;

    private LiveCalls(
            LiveSettings settings,
            Store store,
            KafkaAddress kafka,
            CustomersFollower customers,
            Supplier<Optional<LocalCollector>> collector,
            Telemetry telemetry,
            Health health) {
        this.settings = settings;
        InstantSource clock = InstantSource.system();
        logins = new Routes.Logins(
                new AdminToken(settings.adminToken()),
                new Sessions(settings.sessionLifetime(), clock),
                new LoginCodes(settings.loginCodeLifetime(), clock),
                new FailedLogins(clock));
        followers = Followers.start(kafka, customers, telemetry, clock);
        writer = AcknowledgedWriter.open(kafka, "trunkline-live");
        health.part("live", followers::health);
        alarms = Alarms.start(
                followers.rules(),
                new LiveReadings(followers.boards()),
                followers.boards().alarms(),
                writer,
                settings.alarmWebhook().map(address -> Webhook.start(address, telemetry)),
                clock,
                followers::knowsTheLastHour);
        mailer = settings.mail()
                .map(mail -> Mailer.start(
                        mail,
                        kafka,
                        writer,
                        followers.customers().accounts()::account,
                        customers.topics()::caughtUp,
                        telemetry,
                        health,
                        clock));
        health.part("dead-letters", followers.letters()::health);
        var writers = new Routes.Writers(
                new FollowedWriter(writer, customers.topics()),
                new FollowedWriter(writer, followers.money()),
                new FollowedWriter(writer, followers.live()),
                writer,
                new CallEndings(writer, settings.switchTakesCommands(), clock),
                new BindingRemovals(writer, settings.switchTakesCommands(), clock),
                settings.closedUntil());
        routes = Routes.of(
                new Routes.Sources(
                        followers.boards(),
                        followers.customers(),
                        followers.commands(),
                        followers.ledger(),
                        followers.letters(),
                        followers.tests(),
                        followers.rules(),
                        followers.names(),
                        store),
                writers,
                logins,
                collector,
                telemetry,
                health,
                clock);
        server = server(
                settings,
                new HttpApi(
                        routes,
                        logins.token(),
                        logins.sessions(),
                        customers.customers().accounts(),
                        followers::caughtUp,
                        telemetry));
    }

    /**
     * Starts serving. Until {@link #ready} the API answers 503, but for health, login and the page.
     *
     * @param store asked for call records, traces and statements; the caller closes it
     * @param customers the process's one index of accounts and cards; the caller closes it
     * @param collector the collector in this process; empty where there is none, or as long as it has not started
     * @throws IllegalStateException when the address cannot be listened on; the message names it
     */
    public static LiveCalls start(
            LiveSettings settings,
            Store store,
            KafkaAddress kafka,
            CustomersFollower customers,
            Supplier<Optional<LocalCollector>> collector,
            Telemetry telemetry,
            Health health) {
        var live = new LiveCalls(settings, store, kafka, customers, collector, telemetry, health);
        try {
            listen(settings, live.server);
        } catch (RuntimeException e) {
            live.closeParts();
            throw e;
        }
        live.followers.boards().start();
        return live;
    }

    static void listen(LiveSettings settings, WebServer server) {
        server.start();
        // Helidon logs what is wrong, and only says by this that there was something.
        if (!server.isRunning()) {
            throw new IllegalStateException("cannot serve on http.host " + settings.host() + ", http.port "
                    + settings.port() + ": is the port taken, or the address not this machine's?");
        }
    }

    /** The port that it listens on. */
    public int httpPort() {
        return server.port();
    }

    /** A link that logs a browser in, once, for a short time. Each call makes a new one. */
    public String loginLink() {
        return "http://" + shownHost() + ":" + httpPort() + "/login?code="
                + logins.codes().issue();
    }

    /** What it answers: for the test that compares this with the OpenAPI document. */
    List<Route> routes() {
        return routes;
    }

    /** Who is logged in: for tests that look with another scope than the admin's. */
    Sessions sessions() {
        return logins.sessions();
    }

    /** Whether everything that the topics held at the start is served. */
    public boolean ready() {
        return followers.caughtUp();
    }

    /**
     * Waits until it is {@link #ready}.
     *
     * @return false when the time ran out first
     */
    public boolean awaitReady(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!ready()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            Thread.sleep(READY_POLL);
        }
        return true;
    }

    /** Ends all streams, stops serving, and lets Kafka go. */
    @Override
    public void close() {
        followers.boards().close();
        server.stop();
        closeParts();
    }

    private void closeParts() {
        alarms.close();
        mailer.ifPresent(Mailer::close);
        writer.close();
        followers.close();
    }

    /** Who listens on all addresses is found at this machine's own. */
    private String shownHost() {
        return switch (settings.host()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        };
    }

    static WebServer server(LiveSettings settings, HttpApi api) {
        return WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .maxPayloadSize(Routes.LONGEST_BODY)
                .maxTcpConnections(MOST_CONNECTIONS)
                .maxConcurrentRequests(MOST_REQUESTS)
                .idleConnectionTimeout(IDLE_TIMEOUT)
                .shutdownGracePeriod(SHUTDOWN_GRACE)
                .connectionOptions(options -> options.readTimeout(READ_TIMEOUT))
                .addConnectionSelector(new ClientConnections(
                        Http1Config.builder().continueImmediately(false).build()))
                .directHandlers(HttpApi.directHandlers())
                .routing(HttpRouting.builder().any(api))
                .shutdownHook(false)
                .build();
    }
}
