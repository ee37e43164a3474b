package io.trunkline.exchange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the exchange lives, and its clock. Times are microseconds since the epoch. At
 * speed 1 the clock is the system's; at another it runs that many times faster from a moment in the past, so
 * that it meets the present when the given span is over.
 */
final class Timeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timeline.class);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("exchange").daemon().factory());
    private final double speed;
    private final long startMicros;
    private final long startNanos = System.nanoTime();

    /**
     * A clock that starts now.
     *
     * @param speed how many times faster than real time it runs
     * @param spanMicros after how much of its own time it meets the present; of no meaning at speed 1
     */
    Timeline(double speed, long spanMicros) {
        this.speed = speed;
        this.startMicros = speed == 1 ? systemMicros() : systemMicros() - spanMicros + (long) (spanMicros / speed);
        // What is due after the end is dropped with it.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** What time it is. Any thread. */
    long nowMicros() {
        return speed == 1 ? systemMicros() : startMicros + (long) ((System.nanoTime() - startNanos) / 1_000.0 * speed);
    }

    /** Does something at a moment, or at once when that is past. Any thread. What is thrown is logged. */
    void at(long micros, Runnable action) {
        long delayMicros = (long) (Math.max(0, micros - nowMicros()) / speed);
        try {
            var _ = thread.schedule(() -> run(action), delayMicros, TimeUnit.MICROSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the exchange has ended: nothing more is begun", e);
        }
    }

    /**
     * Asks the exchange's thread from another.
     *
     * @throws TimeoutException when it has not answered within 2 seconds, or has ended
     */
    <T> T ask(Callable<T> question) throws TimeoutException, InterruptedException {
        try {
            return thread.submit(question).get(2, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            throw (TimeoutException) new TimeoutException("the exchange has ended").initCause(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("the simulated exchange could not go on with a call or a registration", e);
        }
    }

    private static long systemMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
