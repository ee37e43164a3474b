package io.trunkline.app.demo;

import io.trunkline.app.Role;
import io.trunkline.app.Trunkline;
import io.trunkline.app.api.ApiClient;
import io.trunkline.app.config.AgentsFile;
import io.trunkline.app.config.ConfigKey;
import io.trunkline.app.config.Configuration;
import io.trunkline.app.config.Settings;
import io.trunkline.exchange.ExchangeSettings;
import io.trunkline.exchange.SimulatedExchange;
import io.trunkline.exchange.SwitchRpc;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The whole pipeline with some ten thousand calls in less than a minute, on a data directory that is thrown away and
 * ports that nobody knows: so that the JVM learns which classes are loaded and which methods are hot, and a later start
 * need not (JEP 483, 515). What was not called often enough to be compiled here is profiled anew at each start, at the
 * cost of the first minutes: hence so many. It heeds no configuration of the machine's: nothing of it may reach a real
 * broker or store.
 */
public final class Rehearsal {

    private static final long SEED = 1;
    private static final long CALLS = 24_000;
    private static final double CALLS_PER_SECOND = 30;
    private static final double SPEED = 20;
    private static final long LONGEST_SECONDS = 150;

    /** What a browser asks for first, and then again and again. */
    private static final List<String> ASKED =
            List.of("/calls", "/registrations", "/accounts", "/agents", "/cdrs", "/health");

    private static final int TIMES_ASKED = 20;

    private Rehearsal() {}

    /**
     * Plays it once.
     *
     * @param directory empty; the caller deletes it
     * @throws IOException when the API refuses something or does not answer
     * @throws TimeoutException when it takes too long
     */
    public static void play(Path directory) throws IOException, InterruptedException, TimeoutException {
        Path noConfiguration = Files.createFile(directory.resolve("trunkline.yaml"));
        int hepPort = freeUdpPort();
        var configuration = Configuration.load(
                Optional.of(noConfiguration),
                Map.of(),
                List.of(
                        set(ConfigKey.DATA_DIR, directory.resolve("data").toString()),
                        set(ConfigKey.HTTP_PORT, "0"),
                        set(ConfigKey.KAFKA_PORT, "0"),
                        set(ConfigKey.CLICKHOUSE_PORT, "0"),
                        set(ConfigKey.HEP_UDP_PORT, Integer.toString(hepPort)),
                        set(ConfigKey.HEP_TCP_PORT, "0")));
        var exchange = ExchangeSettings.bounded(
                SEED, new InetSocketAddress(InetAddress.getLoopbackAddress(), hepPort), CALLS, CALLS_PER_SECOND, SPEED);
        try (SwitchRpc rpc = SwitchRpc.start();
                Trunkline trunkline = Trunkline.start(
                        Settings.of(configuration).withSwitchRpcUrl(rpc.url().toString()),
                        new AgentsFile(configuration),
                        EnumSet.allOf(Role.class));
                var _ = DemoCustomers.setUp(URI.create(trunkline.url()), trunkline.adminToken(), exchange);
                var api = new ApiClient(URI.create(trunkline.url()), trunkline.adminToken());
                SimulatedExchange running = SimulatedExchange.start(exchange, rpc)) {
            running.finished().get(LONGEST_SECONDS, TimeUnit.SECONDS);
            for (int i = 0; i < TIMES_ASKED; i++) {
                for (String path : ASKED) {
                    api.get(path);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulated exchange failed", e.getCause());
        }
    }

    private static String set(ConfigKey key, String value) {
        return key.key() + "=" + value;
    }

    private static int freeUdpPort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
