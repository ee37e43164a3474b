package io.trunkline.benchmarks.pipeline.product;

import io.trunkline.app.api.ApiClient;
import io.trunkline.kafka.KafkaAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The product, in a process of its own, as its launcher starts it: {@code bin/trunkline run}, everything embedded, on
 * ports and in a data directory of its own.
 */
public final class Product implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(2);
    private static final Pattern READY = Pattern.compile("^trunkline ready (http://\\S+)$", Pattern.MULTILINE);

    private final Path directory;
    private final Ports ports;
    private final Process process;
    private final Duration start;
    private final URI url;

    private Product(Path directory, Ports ports, Process process, Duration start, URI url) {
        this.directory = directory;
        this.ports = ports;
        this.process = process;
        this.start = start;
        this.url = url;
    }

    /**
     * Starts it; returns when it says that it is ready.
     *
     * @param directory the data directory is {@code data} in it, and the logs stand beside that
     * @param javaOptions further flags for its JVM; empty for none
     * @param settings {@code key=value} each, for its {@code --set}
     */
    public static Product start(Path directory, String javaOptions, List<String> settings)
            throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("trunkline.root"));
        Ports ports = Ports.free();
        var command = new ArrayList<>(List.of(root.resolve("bin/trunkline").toString(), "run"));
        command.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        command.addAll(ports.arguments());
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        Path output = directory.resolve("trunkline.out");
        Files.deleteIfExists(output);
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("trunkline.err").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("TRUNKLINE_"));
        builder.environment().put("TRUNKLINE_JAVA_OPTS", javaOptions);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
        try {
            long javaNanos = awaitJava(process);
            URI url = awaitReady(process, output);
            return new Product(directory, ports, process, Duration.ofNanos(System.nanoTime() - javaNanos), url);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The launcher first looks whether something is to be built; the start counts from where it becomes the JVM. */
    private static long awaitJava(Process process) throws IOException, InterruptedException {
        Path name = Path.of("/proc/" + process.pid() + "/comm");
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (Files.readString(name).strip().equals("java")) {
                return System.nanoTime();
            }
            Thread.sleep(POLL);
        }
        throw new IOException("the launcher did not start a JVM");
    }

    private static URI awaitReady(Process process, Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            var ready = READY.matcher(Files.readString(output));
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
            Thread.sleep(POLL);
        }
        throw new IOException("trunkline did not become ready; what it says is beside its data directory, " + output);
    }

    /** From the JVM's beginning to the line that says that it is ready. */
    public Duration start() {
        return start;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Where it serves, without a path. */
    public URI url() {
        return url;
    }

    /** Bearer token of the role admin. */
    public String adminToken() throws IOException {
        return Files.readString(directory.resolve("data/admin-token")).strip();
    }

    /** A client of its API; the caller closes it. */
    public ApiClient api() throws IOException {
        return new ApiClient(url, adminToken());
    }

    /** Where it receives HEP. */
    public int hepPort(boolean udp) {
        return udp ? ports.hepUdp() : ports.hepTcp();
    }

    /** Its broker and topics. */
    public KafkaAddress kafka() {
        return new KafkaAddress("127.0.0.1:" + ports.kafka(), KafkaAddress.DEFAULT_PREFIX);
    }

    /** Its store. */
    public ClickHouse clickHouse() throws IOException {
        Path password = directory.resolve("data/clickhouse-password");
        return new ClickHouse(
                URI.create("http://127.0.0.1:" + ports.clickHouse()),
                Files.exists(password) ? Files.readString(password).strip() : "");
    }

    /** What it holds on disk, in bytes. */
    public long dataBytes() throws IOException {
        try (var files = Files.walk(directory.resolve("data"))) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }

    /** SIGTERM; gives how long it took to end. */
    public Duration stop() throws IOException, InterruptedException {
        long started = System.nanoTime();
        process.destroy();
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("trunkline did not stop within " + LONGEST_STOP.toSeconds() + " s");
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
