package io.trunkline.live;

import io.helidon.webserver.WebServer;
import io.trunkline.live.access.AdminToken;
import io.trunkline.live.access.Sessions;
import io.trunkline.live.collector.LocalCollector;
import io.trunkline.live.http.HttpApi;
import io.trunkline.live.resource.Routes;
import io.trunkline.protocol.Scope;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Health and metrics of a process that does not have the role {@code live}, and what is asked of its collector. */
public final class StatusServer implements AutoCloseable {

    private final WebServer server;

    private StatusServer(WebServer server) {
        this.server = server;
    }

    /**
     * Starts serving.
     *
     * @param collector the collector in this process; empty where there is none, or as long as it has not started
     * @throws IllegalStateException when the address cannot be listened on; the message names it
     */
    public static StatusServer start(
            LiveSettings settings, Supplier<Optional<LocalCollector>> collector, Telemetry telemetry, Health health) {
        var api = new HttpApi(
                Routes.ofStatus(telemetry, health, collector),
                new AdminToken(settings.adminToken()),
                new Sessions(settings.sessionLifetime(), InstantSource.system()),
                Scope.Family.NONE,
                () -> true,
                telemetry);
        var server = LiveCalls.server(settings, api);
        LiveCalls.listen(settings, server);
        return new StatusServer(server);
    }

    /** The port that it listens on. */
    public int httpPort() {
        return server.port();
    }

    /** Stops serving. */
    @Override
    public void close() {
        server.stop();
    }
}
