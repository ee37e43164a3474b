package io.trunkline.app;

import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code trunkline} command in a process of its own, as a user starts it, for tests that stop or kill it. */
public final class TrunklineProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final String HTTP_PORT = "http.port=";
    private static final Pattern READY = Pattern.compile("^trunkline ready (http://\\S+)$", Pattern.MULTILINE);

    private final Process process;
    private final Path output;
    private final Path errors;
    private final List<String> arguments;

    private TrunklineProcess(Process process, Path output, Path errors, List<String> arguments) {
        this.process = process;
        this.output = output;
        this.errors = errors;
        this.arguments = arguments;
    }

    /**
     * Starts {@code trunkline} with arguments and returns at once.
     *
     * @param directory where its two outputs are written
     */
    public static TrunklineProcess start(Path directory, String... arguments) {
        Path root = Path.of(System.getProperty("trunkline.root"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("bin/jvm.options"),
                "-Xmx1g",
                // Optimised code comes too late for a process that lives for a minute: it starts with a third less
                // work.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dtrunkline.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                "io.trunkline.app.command.Main"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(directory, "trunkline", ".out");
            Path errors = Files.createTempFile(directory, "trunkline", ".err");
            var builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("TRUNKLINE_"));
            return new TrunklineProcess(builder.start(), output, errors, List.of(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for the line that says that every role serves, and gives the address in it. A failure tells what the
     * process says of itself: its health, when it answers, and its log.
     */
    public URI awaitReady() {
        try {
            Until.holds(
                    "the process to be ready",
                    LONGEST_START,
                    () -> READY.matcher(output()).find() || !process.isAlive());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nhealth: " + health() + "\nlog:\n" + errors(), e);
        }
        Matcher matcher = READY.matcher(output());
        if (!matcher.find()) {
            throw new AssertionError("trunkline ended with " + process.exitValue() + ":\n" + errors());
        }
        return URI.create(matcher.group(1));
    }

    /** Its word on its parts, which it may give before it is ready; or why there is none. */
    private String health() {
        return arguments.stream()
                .filter(argument -> argument.startsWith(HTTP_PORT))
                .findFirst()
                .map(argument -> "http://127.0.0.1:" + argument.substring(HTTP_PORT.length()) + "/api/v1/health")
                .map(TrunklineProcess::read)
                .orElse("not asked, for the port was not among the arguments");
    }

    private static String read(String url) {
        var request =
                HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST_ANSWER).build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(LONGEST_ANSWER).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "no answer, " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "no answer, interrupted";
        }
    }

    /** Sends SIGTERM and gives the exit code. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** Sends SIGHUP. */
    public void hangUp() {
        try {
            int exit = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new AssertionError("kill ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits for the end of the process and gives its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("trunkline does not end:\n" + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What it has written to standard output. */
    public String output() {
        return read(output);
    }

    /** What it has written to standard error. */
    public String errors() {
        return read(errors);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
