package io.trunkline.app.replay;

import io.trunkline.protocol.pcap.NotACaptureException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trunkline replay}: progress goes to standard error, the summary to standard output. */
@Command(
        name = "replay",
        description = "Send a .pcap, .pcapng or raw .hep file to a collector as HEP3.",
        footer = {
            "",
            "The times are moved so that the last packet is sent at its own time, gaps kept.",
            "Exit code 0: all was sent. 1: something went wrong. 2: wrong usage."
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The capture.")
    private Path file;

    @Option(
            names = "--to",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9060",
            description = "The collector. Default: ${DEFAULT-VALUE}.")
    private String target;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "1",
            description = "How many times faster than it happened, or max. Default: ${DEFAULT-VALUE}.")
    private String speed;

    @Option(
            names = "--original-times",
            description = "Keep the times as captured; the collector must allow the agent any-time.")
    private boolean originalTimes;

    @Option(names = "--udp", description = "Send over UDP, which may lose packets, instead of TCP.")
    private boolean udp;

    @Option(
            names = "--capture-id",
            paramLabel = "ID",
            defaultValue = "0",
            description = "Agent id of packets that have none of their own. Default: ${DEFAULT-VALUE}.")
    private long captureId;

    @Option(names = "--key-file", paramLabel = "FILE", description = "File with the agent's authentication key.")
    private Path keyFile;

    /** Made by picocli. */
    public ReplayCommand() {}

    @Override
    public Integer call() {
        var settings = settings();
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        try {
            print(new Replay(settings, (sent, of) -> err.println("sent " + sent + " of " + of)).run(), out);
            out.flush();
            return 0;
        } catch (NotACaptureException e) {
            err.println("trunkline replay: " + file + " is not a capture: " + e.getMessage());
        } catch (IOException e) {
            err.println("trunkline replay: " + e.getMessage());
        } catch (InterruptedException e) {
            err.println("trunkline replay: stopped before the end");
            Thread.currentThread().interrupt();
        } finally {
            err.flush();
        }
        return 1;
    }

    private ReplaySettings settings() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw wrong("there is no file to read at " + file);
        }
        try {
            return new ReplaySettings(file, target(), udp, speed(), originalTimes, captureId, key());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private InetSocketAddress target() {
        int colon = target.lastIndexOf(':');
        if (colon <= 0) {
            throw wrong("--to takes HOST:PORT, not " + target);
        }
        String host = target.substring(0, colon);
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            int port = Integer.parseInt(target.substring(colon + 1));
            if (port < 1 || port > HIGHEST_PORT) {
                throw wrong("--to takes a port from 1 to " + HIGHEST_PORT + ", not " + port);
            }
            return new InetSocketAddress(InetAddress.getByName(bare), port);
        } catch (NumberFormatException e) {
            throw wrong("--to takes HOST:PORT, not " + target);
        } catch (UnknownHostException e) {
            throw wrong("--to names a host that is not known: " + bare);
        }
    }

    private double speed() {
        if (speed.equals("max")) {
            return ReplaySettings.MAX;
        }
        try {
            return Double.parseDouble(speed);
        } catch (NumberFormatException e) {
            throw wrong("--speed takes a number or max, not " + speed);
        }
    }

    private String key() {
        if (keyFile == null) {
            return null;
        }
        try {
            return Files.readString(keyFile).strip();
        } catch (IOException e) {
            throw wrong("--key-file cannot be read: " + keyFile);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(Replay.Summary summary, PrintWriter out) {
        out.println("sent " + summary.sent() + " packets to " + target + (udp ? " over UDP" : " over TCP"));
        if (summary.sent() > 0) {
            out.println("times from " + time(summary.firstMicros()) + " to " + time(summary.lastMicros()));
        }
        out.println("read " + summary.capture().frames() + " frames");
        if (summary.tooLong() > 0) {
            out.println("skipped " + summary.tooLong() + ": too long for a packet");
        }
        summary.capture().skipped().forEach((reason, count) -> out.println("skipped " + count + ": " + reason.text()));
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
