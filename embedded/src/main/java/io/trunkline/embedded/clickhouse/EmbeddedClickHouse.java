package io.trunkline.embedded.clickhouse;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import io.trunkline.embedded.EmbeddedStartException;
import io.trunkline.embedded.LoopbackPort;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ClickHouse engine inside the process, behind ClickHouse's HTTP interface on loopback.
 *
 * <p>A process runs one at a time; after {@link #close()} another may be started, over the same directory or another.
 * What was acknowledged survives a {@code kill -9}. Any thread may call the methods.
 */
public final class EmbeddedClickHouse implements AutoCloseable {
    /** The largest body of one request unless told otherwise: 256 MiB. */
    public static final long DEFAULT_BODY_LIMIT_BYTES = 256L * 1024 * 1024;

    static final String NAME = "Embedded ClickHouse";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedClickHouse.class);
    private static final int MAX_URL_BYTES = 1024 * 1024;
    private static final Duration STOP_GRACE = Duration.ofMillis(500);
    private static final AtomicBoolean RUNNING = new AtomicBoolean();

    private final ChdbEngine engine;
    private final WebServer server;
    private final Logins logins;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedClickHouse(ChdbEngine engine, WebServer server, Logins logins) {
        this.engine = engine;
        this.server = server;
        this.logins = logins;
    }

    /**
     * Starts the engine with a body limit of {@link #DEFAULT_BODY_LIMIT_BYTES} and returns when it serves everybody on
     * this machine, without a password: for tests.
     *
     * @param dataDir the directory of the data, created if it is new
     * @param port the TCP port, or 0 for any free one
     * @throws EmbeddedStartException if the library is missing, the port is taken, the directory is in use or
     *     unusable, or one runs already in this process
     */
    public static EmbeddedClickHouse start(Path dataDir, int port) {
        return start(dataDir, port, ClickHouseUsers.ANYBODY);
    }

    /**
     * Starts the engine with a body limit of {@link #DEFAULT_BODY_LIMIT_BYTES} and returns when it serves.
     *
     * @param dataDir the directory of the data, created if it is new
     * @param port the TCP port, or 0 for any free one
     * @param users who may speak to it
     * @throws EmbeddedStartException as {@link #start(Path, int)}
     */
    public static EmbeddedClickHouse start(Path dataDir, int port, ClickHouseUsers users) {
        return start(dataDir, port, users, DEFAULT_BODY_LIMIT_BYTES);
    }

    /**
     * Starts the engine and returns when it serves.
     *
     * @param dataDir the directory of the data, created if it is new
     * @param port the TCP port, or 0 for any free one
     * @param users who may speak to it
     * @param bodyLimitBytes the largest body of one request, after decompression
     * @throws EmbeddedStartException as {@link #start(Path, int)}
     */
    public static EmbeddedClickHouse start(Path dataDir, int port, ClickHouseUsers users, long bodyLimitBytes) {
        if (!RUNNING.compareAndSet(false, true)) {
            throw new EmbeddedStartException(
                    NAME + " runs already in this process, and its library takes one data directory at a time");
        }
        try {
            if (port != 0) {
                LoopbackPort.requireFree(port, NAME, "clickhouse.port");
            }
            ChdbEngine engine = ChdbEngine.open(dataDir);
            try {
                Logins logins = new Logins(users);
                WebServer server = serve(new HttpInterface(engine, logins, bodyLimitBytes), port);
                LOG.info("{} serves on {}:{} from {}", NAME, LoopbackPort.HOST, server.port(), dataDir);
                return new EmbeddedClickHouse(engine, server, logins);
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        } catch (RuntimeException e) {
            RUNNING.set(false);
            throw e;
        }
    }

    /** Returns the base address of the HTTP interface, without a slash at its end. */
    public String url() {
        return "http://" + LoopbackPort.HOST + ":" + server.port();
    }

    /** Returns the URL for the JDBC driver; without compression, which costs more than loopback. */
    public String jdbcUrl() {
        return "jdbc:clickhouse://" + LoopbackPort.HOST + ":" + server.port() + "/default?compress=false";
    }

    /** Returns how many requests came with a wrong name or password. */
    public long refusedLogins() {
        return logins.refused();
    }

    /** Stops serving, waits for running statements and shuts the engine down; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                server.stop();
            } finally {
                engine.close();
                RUNNING.set(false);
            }
        }
    }

    /** The server answers {@code Connection: close} in words but leaves the connection open (Helidon issue 12324). */
    private static void closeWhereAsked(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        chain.proceed();
        if (response.isSent() && request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("The client asked for it");
        }
    }

    private static WebServer serve(HttpInterface statements, int port) {
        return WebServer.builder()
                .address(InetAddress.ofLiteral(LoopbackPort.HOST))
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(STOP_GRACE)
                .addProtocol(
                        Http1Config.builder().maxPrologueLength(MAX_URL_BYTES).build())
                .contentEncoding(ContentEncodingContext.builder()
                        .contentEncodingsDiscoverServices(false)
                        .addContentEncoding(new GzipRequests())
                        .build())
                .routing(routing -> routing.addFilter(EmbeddedClickHouse::closeWhereAsked)
                        .get("/ping", (request, response) -> response.send("Ok.\n"))
                        .get("/", statements)
                        .post("/", statements)
                        .any((request, response) -> response.status(Status.NOT_FOUND_404)
                                .send("There is nothing at " + request.path().path()
                                        + "; statements go to / and the check of life to /ping\n")))
                .build()
                .start();
    }
}
