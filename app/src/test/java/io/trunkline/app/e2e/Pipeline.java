package io.trunkline.app.e2e;

import io.trunkline.app.TrunklineProcess;
import io.trunkline.kafka.KafkaAddress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The whole pipeline in a process of its own, on ports of its own, which may be stopped and started again on the same
 * data.
 */
final class Pipeline implements AutoCloseable {

    private final Path directory;
    private final int httpPort = FreePort.tcp();
    private final int hepTcpPort = FreePort.tcp();
    private final int hepUdpPort = FreePort.udp();
    private final int kafkaPort = FreePort.tcp();
    private final int clickHousePort = FreePort.tcp();
    private TrunklineProcess process;
    private URI url;

    /** A pipeline that does not run yet; it keeps its data and its logs in a directory. */
    Pipeline(Path directory) {
        this.directory = directory;
    }

    /** Starts it with all roles, and returns when they serve. */
    ApiProbe start(String... moreArguments) {
        launch(moreArguments);
        url = process.awaitReady();
        return new ApiProbe(url, adminToken());
    }

    /** Starts it and returns at once. */
    TrunklineProcess launch(String... moreArguments) {
        var arguments = new ArrayList<String>(
                List.of("run", "--data-dir", dataDirectory().toString()));
        arguments.addAll(List.of("--set", "http.port=" + httpPort));
        arguments.addAll(List.of("--set", "hep.tcp-port=" + hepTcpPort));
        arguments.addAll(List.of("--set", "hep.udp-port=" + hepUdpPort));
        arguments.addAll(List.of("--set", "kafka.port=" + kafkaPort));
        arguments.addAll(List.of("--set", "clickhouse.port=" + clickHousePort));
        arguments.addAll(Arrays.asList(moreArguments));
        process = TrunklineProcess.start(directory, arguments.toArray(String[]::new));
        return process;
    }

    TrunklineProcess process() {
        return process;
    }

    URI url() {
        return url;
    }

    /** The port of the API, which listens before the process is ready. */
    int httpPort() {
        return httpPort;
    }

    Path dataDirectory() {
        return directory.resolve("data");
    }

    /** Bearer token of the role admin. */
    String adminToken() {
        return kept("admin-token");
    }

    private String kept(String name) {
        try {
            return Files.readString(dataDirectory().resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it receives HEP over TCP. */
    InetSocketAddress hepTcp() {
        return new InetSocketAddress(FreePort.LOOPBACK, hepTcpPort);
    }

    /** Where it receives HEP over UDP. */
    InetSocketAddress hepUdp() {
        return new InetSocketAddress(FreePort.LOOPBACK, hepUdpPort);
    }

    KafkaAddress kafka() {
        return new KafkaAddress("127.0.0.1:" + kafkaPort, KafkaAddress.DEFAULT_PREFIX);
    }

    String jdbcUrl() {
        return "jdbc:clickhouse://127.0.0.1:" + clickHousePort + "/trunkline?compress=false&user=default&password="
                + kept("clickhouse-password");
    }

    /** Sends packets over one connection, as an agent does; that they were taken, only the metrics say. */
    void send(List<byte[]> packets) {
        try (var socket = new Socket(FreePort.LOOPBACK, hepTcpPort);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            for (byte[] packet : packets) {
                out.write(packet);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
