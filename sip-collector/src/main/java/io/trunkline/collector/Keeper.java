package io.trunkline.collector;

import io.trunkline.telemetry.OnceAMinute;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what has to be done every now and then: each duty on a thread of its own, so that a disk that takes its time
 * to write does not keep another from being looked at.
 */
final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int STOP_SECONDS = 2;

    private final List<ScheduledExecutorService> threads = new ArrayList<>();

    /** Something that is done again and again. */
    @FunctionalInterface
    interface Duty {
        void run() throws IOException;
    }

    /** Does it, first after one interval. What it throws is logged, and it is done again all the same. */
    void every(Duration interval, String what, Duty duty) {
        var problems = new OnceAMinute();
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("collector-" + what).daemon().factory());
        threads.add(thread);
        var _ = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        duty.run();
                    } catch (IOException | RuntimeException e) {
                        if (problems.mayLog()) {
                            LOG.error("the collector's duty '{}' failed and will be tried again", what, e);
                        }
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Stops, and lets what is being done end. */
    @Override
    public void close() {
        threads.forEach(ScheduledExecutorService::shutdown);
        for (ScheduledExecutorService thread : threads) {
            try {
                if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("a duty of the collector did not end in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
