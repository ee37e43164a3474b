package io.trunkline.app.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One scenario played by SIPp in a process of its own. */
final class SippRun implements AutoCloseable {
    /** No single step of a scenario, and no whole one, takes as long as this. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String RESOURCES = "/io/trunkline/app/e2e/";

    private final String scenario;
    private final Process process;
    private final Path log;

    private SippRun(String scenario, Process process, Path log) {
        this.scenario = scenario;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a scenario; skips the test where SIPp is not installed.
     *
     * @param directory for its files
     * @param scenario the name of a resource of this package, without {@code .xml}
     * @param port the UDP port to send and receive on
     * @param options SIPp's own, as on its command line
     * @param target whom to call or register at; null for a side that waits for calls
     */
    static SippRun start(Path directory, String scenario, int port, List<String> options, InetSocketAddress target) {
        return start(directory, scenario, Map.of(), port, options, target);
    }

    /**
     * Starts a scenario after filling in what stands between @ signs in it, where SIPp takes no keyword.
     *
     * @param blanks what to put for each {@code @NAME@}
     */
    static SippRun start(
            Path directory,
            String scenario,
            Map<String, String> blanks,
            int port,
            List<String> options,
            InetSocketAddress target) {
        return start(directory, scenario, blanks, new InetSocketAddress(FreePort.LOOPBACK, port), options, target);
    }

    /** The same on any address of loopback: that of a side which is known by it. */
    static SippRun start(
            Path directory,
            String scenario,
            Map<String, String> blanks,
            InetSocketAddress own,
            List<String> options,
            InetSocketAddress target) {
        try (var in = SippRun.class.getResourceAsStream(RESOURCES + scenario + ".xml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> blank : blanks.entrySet()) {
                text = text.replace(blank.getKey(), blank.getValue());
            }
            return play(directory, scenario, text, own, options, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Plays a scenario that is no resource.
     *
     * @param xml the scenario itself
     */
    static SippRun play(
            Path directory,
            String scenario,
            String xml,
            InetSocketAddress own,
            List<String> options,
            InetSocketAddress target) {
        Path program = DebianProgram.require("sipp", "sip-tester");
        try {
            Path files = Files.createTempDirectory(directory, scenario);
            Path file = files.resolve(scenario + ".xml");
            Files.writeString(file, xml);
            Path log = files.resolve("sipp.log");
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "-sf",
                    file.toString(),
                    "-i",
                    own.getAddress().getHostAddress(),
                    "-p",
                    Integer.toString(own.getPort()),
                    "-nostdin",
                    "-trace_err",
                    "-error_file",
                    files.resolve("errors.log").toString(),
                    "-timeout",
                    PATIENCE.toSeconds() + "s",
                    "-timeout_error"));
            command.addAll(options);
            if (target != null) {
                command.add(target.getAddress().getHostAddress() + ":" + target.getPort());
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(files.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("TERM", "dumb");
            return new SippRun(scenario, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of the scenario and fails unless every message came as it says. */
    void awaitSuccess() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS)) {
                throw new AssertionError("SIPp does not end its scenario " + scenario + "\n" + logged());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + scenario + " runs", e);
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(
                    "SIPp's scenario " + scenario + " failed with " + process.exitValue() + "\n" + logged());
        }
    }

    /** Stops the scenario where it stands. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private String logged() {
        try {
            Path errors = log.resolveSibling("errors.log");
            String screen = Files.readString(log);
            return (Files.exists(errors) ? Files.readString(errors) : "")
                    + screen.substring(Math.max(0, screen.length() - 4000));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
