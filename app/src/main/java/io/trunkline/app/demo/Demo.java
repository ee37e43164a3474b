package io.trunkline.app.demo;

import io.trunkline.app.Role;
import io.trunkline.app.RunningProcess;
import io.trunkline.app.Trunkline;
import io.trunkline.app.config.AgentsFile;
import io.trunkline.app.config.Settings;
import io.trunkline.exchange.ExchangeSettings;
import io.trunkline.exchange.SimulatedExchange;
import io.trunkline.exchange.SwitchRpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;

/**
 * All roles in one process, fed by a simulated exchange that sends HEP over the network, whose customers are
 * set up through the API, and whose calls the pipeline ends through the switch's commands.
 */
public final class Demo implements RunningProcess {

    private final SwitchRpc rpc;
    private final Trunkline trunkline;
    private final DemoCustomers customers;
    private final SimulatedExchange exchange;

    private Demo(SwitchRpc rpc, Trunkline trunkline, DemoCustomers customers, SimulatedExchange exchange) {
        this.rpc = rpc;
        this.trunkline = trunkline;
        this.customers = customers;
        this.exchange = exchange;
    }

    /**
     * Starts everything; returns when the first packets flow.
     *
     * @param settings HEP over UDP must be on
     * @param agents from where agents are read again while it runs
     * @param seed what the exchange does follows from it
     * @throws IllegalStateException when something cannot start; what had started is stopped again
     */
    public static Demo start(Settings settings, AgentsFile agents, long seed) {
        int udpPort = settings.hep().listen().udpPort();
        if (udpPort == 0) {
            throw new IllegalStateException("the simulated exchange sends over UDP: hep.udp-port must not be 0");
        }
        var exchangeSettings =
                ExchangeSettings.demo(seed, new InetSocketAddress(InetAddress.getLoopbackAddress(), udpPort));
        SwitchRpc rpc = startRpc();
        Trunkline trunkline = null;
        try {
            trunkline =
                    Trunkline.start(settings.withSwitchRpcUrl(rpc.url().toString()), agents, EnumSet.allOf(Role.class));
            var customers = DemoCustomers.setUp(URI.create(trunkline.url()), trunkline.adminToken(), exchangeSettings);
            return new Demo(rpc, trunkline, customers, SimulatedExchange.start(exchangeSettings, rpc));
        } catch (IOException e) {
            stop(trunkline, rpc);
            throw new UncheckedIOException("the demo's customers could not be set up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(trunkline, rpc);
            throw new IllegalStateException("interrupted while starting", e);
        } catch (RuntimeException | Error e) {
            stop(trunkline, rpc);
            throw e;
        }
    }

    private static SwitchRpc startRpc() {
        try {
            return SwitchRpc.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated exchange cannot listen for commands", e);
        }
    }

    private static void stop(Trunkline trunkline, SwitchRpc rpc) {
        if (trunkline != null) {
            trunkline.close();
        }
        rpc.close();
    }

    @Override
    public String url() {
        return trunkline.url();
    }

    @Override
    public Optional<String> loginLink() {
        return trunkline.loginLink();
    }

    @Override
    public void reloadAgents() {
        trunkline.reloadAgents();
    }

    @Override
    public String adminToken() {
        return trunkline.adminToken();
    }

    /** What the exchange has sent so far. Any thread. */
    public SimulatedExchange.Sent sent() {
        return exchange.sent();
    }

    @Override
    public void close() {
        exchange.close();
        customers.close();
        stop(trunkline, rpc);
    }
}
