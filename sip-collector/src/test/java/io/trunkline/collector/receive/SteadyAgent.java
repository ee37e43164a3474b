package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.collector.Packets;
import io.trunkline.collector.RunningCollector;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** An agent that sends one packet after the other over its connection, on a thread of its own, while others misbehave. */
final class SteadyAgent implements AutoCloseable {

    static final long CAPTURE_ID = 3001;

    private static final Duration PAUSE = Duration.ofMillis(1);

    private final RunningCollector running;
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopped;

    /** Sends from now on; returns once the first packet was taken. */
    static SteadyAgent at(RunningCollector running) {
        var agent = new SteadyAgent(running);
        agent.goesOn();
        return agent;
    }

    private SteadyAgent(RunningCollector running) {
        this.running = running;
        thread = Thread.ofVirtual().name("steady-agent").start(this::send);
    }

    private void send() {
        try (Socket socket = running.connect()) {
            OutputStream out = socket.getOutputStream();
            while (!stopped) {
                out.write(Packets.inviteFrom(CAPTURE_ID, "steady-" + sent.get()));
                sent.incrementAndGet();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a packet is in the journal that was not sent yet when this was called. */
    void goesOn() {
        long before = sent.get();
        Until.holds("the steady agent is served", () -> running.packetsOf(CAPTURE_ID) > before);
    }

    /** Sends no more, and fails unless every packet that was sent is in the journal, once. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        Until.holds("all packets of the steady agent", () -> running.packetsOf(CAPTURE_ID) >= sent.get());
        assertEquals(sent.get(), running.packetsOf(CAPTURE_ID));
    }
}
