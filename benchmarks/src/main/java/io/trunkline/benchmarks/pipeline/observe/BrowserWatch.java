package io.trunkline.benchmarks.pipeline.observe;

import io.trunkline.benchmarks.pipeline.traffic.CallKey;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A Chromium of this machine that shows the live calls, with the calls of one account in sight: all calls go to the page, and
 * every fourth of a second it looks for those among them. One thread.
 */
public final class BrowserWatch implements AutoCloseable {

    private static final String READY = "ready";
    private static final String HEAP = "heap ";
    private static final int LONGEST_START_SECONDS = 120;
    private static final int LONGEST_STOP_SECONDS = 60;

    private final Traffic traffic;
    private final LongSupplier began;
    private final Delays delays;
    private final Process process;
    private final Thread thread;
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile boolean closed;
    private volatile String ended = "";
    private volatile String heap = "";

    /** Begins to look; returns when the page shows its list. */
    public BrowserWatch(URI server, String token, Traffic traffic, LongSupplier began, Delays delays)
            throws IOException, InterruptedException {
        this.traffic = traffic;
        this.began = began;
        this.delays = delays;
        Path script = Path.of(System.getProperty("trunkline.root"), "live-calls/ui/bench/watch.mjs");
        String account = traffic.settings().accountIds().getFirst();
        this.process = new ProcessBuilder(List.of("node", script.toString(), server.toString(), account))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        var input = process.outputWriter(StandardCharsets.US_ASCII);
        input.write(token + "\n");
        input.flush();
        this.thread = Thread.ofPlatform().name("browser-watch").daemon().start(this::read);
        if (!told.await(LONGEST_START_SECONDS, TimeUnit.SECONDS) || !ready) {
            process.destroy();
            throw new IOException("no browser shows the page " + server);
        }
    }

    /** Why it ended before it was closed; empty when it has not. Any thread. */
    public String ended() {
        return ended;
    }

    /** What the page's JavaScript held in the end, in MiB; empty before it was closed. */
    public String heapMebibytes() {
        return heap;
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            ended = closed ? "" : "the browser's output ended: " + e;
        }
        ended = closed ? "" : "the browser has ended";
        told.countDown();
    }

    private void take(String line) {
        if (line.equals(READY)) {
            ready = true;
            told.countDown();
        } else if (line.startsWith(HEAP)) {
            heap = line.substring(HEAP.length());
        } else {
            painted(line);
        }
    }

    /** The id of a call, and when that it was answered was on the screen. */
    private void painted(String line) {
        long call = CallKey.number(line.getBytes(StandardCharsets.US_ASCII), 0);
        if (call == CallKey.NONE
                || call >= traffic.calls()
                || !traffic.template(call).answered()) {
            return;
        }
        long due = began.getAsLong()
                + traffic.startMillis(call)
                + traffic.template(call).answeredMillis();
        delays.arrived(Stage.PAGE, due, 1, Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)));
    }

    /** Lets it measure the page's memory and end. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroy();
        }
        thread.join();
    }
}
