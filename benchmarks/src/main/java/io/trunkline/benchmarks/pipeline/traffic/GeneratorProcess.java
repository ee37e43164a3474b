package io.trunkline.benchmarks.pipeline.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link Generator} that runs, and what it has told so far. Any thread. */
public final class GeneratorProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    /**
     * What was sent in all.
     *
     * @param messages packets handed to the network
     * @param failed those of them for which nobody listened
     * @param atNanos when the last one was, by {@link System#nanoTime}
     * @param cores that the generator used, on average
     */
    public record Sent(long messages, long failed, long atNanos, double cores) {}

    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Long> began = new CompletableFuture<>();
    private final CompletableFuture<Sent> sent = new CompletableFuture<>();

    // Guarded by this: after dueMillis[i] from the beginning, messages[i] were sent.
    private long[] dueMillis = new long[1 << 12];
    private long[] messages = new long[1 << 12];
    private int told;

    private GeneratorProcess(Process process) {
        this.process = process;
    }

    /** Starts one; returns when it is ready to play. */
    public static GeneratorProcess start(TrafficSettings settings, boolean udp, int port)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms256m", "-Xmx768m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Generator.class.getName()));
        command.addAll(List.of(udp ? "udp" : "tcp", Integer.toString(port)));
        command.addAll(settings.arguments());
        var generator = new GeneratorProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(generator::close));
        Thread.ofPlatform().name("generator-output").daemon().start(generator::read);
        try {
            generator.ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
            return generator;
        } catch (ExecutionException | TimeoutException e) {
            generator.close();
            throw new IOException("the generator did not get ready", e);
        }
    }

    /** Lets it begin; returns a second before the first message is due. */
    public void begin() throws IOException {
        try (var input = process.outputWriter(StandardCharsets.US_ASCII)) {
            input.write('\n');
        }
        try {
            began.join();
        } catch (CompletionException e) {
            throw new IOException("the generator did not begin", e);
        }
    }

    /** When the run began, milliseconds since the epoch. To be asked once it has begun. */
    public long beganMillis() {
        return began.join();
    }

    /** Waits until it has sent everything. */
    public Sent await(Duration longest) throws IOException, InterruptedException {
        try {
            return sent.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the generator did not come to its end", e);
        }
    }

    /** How many messages it has sent so far. */
    public synchronized long messages() {
        return told == 0 ? 0 : messages[told - 1];
    }

    /**
     * When the message with a number in the order of sending was due, in milliseconds since the epoch: at most 50 ms
     * too early.
     */
    public synchronized long dueMillis(long message) {
        int found = Arrays.binarySearch(messages, 0, told, message);
        int at = found >= 0 ? found : -found - 1;
        while (at > 0 && messages[at - 1] >= message) {
            at--;
        }
        return beganMillis() + (at == 0 ? 0 : dueMillis[at - 1]);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            sent.completeExceptionally(e);
        }
        var ended = new IOException("the generator ended before its time");
        ready.completeExceptionally(ended);
        began.completeExceptionally(ended);
        sent.completeExceptionally(ended);
    }

    private void take(String line) {
        if (line.startsWith(Generator.AT)) {
            int space = line.lastIndexOf(' ');
            add(Long.parseLong(line, Generator.AT.length(), space, 10), Long.parseLong(line.substring(space + 1)));
        } else if (line.equals(Generator.READY)) {
            ready.complete(null);
        } else if (line.startsWith(Generator.BEGAN)) {
            began.complete(Long.parseLong(line.substring(Generator.BEGAN.length())));
        } else if (line.startsWith(Generator.SENT)) {
            String[] counts = line.substring(Generator.SENT.length()).split(" ");
            add(Long.MAX_VALUE / 2, Long.parseLong(counts[0]));
            double cores = Double.parseDouble(counts[2]) / (System.currentTimeMillis() - beganMillis());
            sent.complete(new Sent(Long.parseLong(counts[0]), Long.parseLong(counts[1]), System.nanoTime(), cores));
        }
    }

    private synchronized void add(long due, long sentBefore) {
        if (told == messages.length) {
            dueMillis = Arrays.copyOf(dueMillis, 2 * told);
            messages = Arrays.copyOf(messages, 2 * told);
        }
        dueMillis[told] = due;
        messages[told] = sentBefore;
        told++;
    }
}
