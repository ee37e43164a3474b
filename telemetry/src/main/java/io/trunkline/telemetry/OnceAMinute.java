package io.trunkline.telemetry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Holds a log message back that was given less than a minute ago. Any thread. */
public final class OnceAMinute {

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong nextAtNanos = new AtomicLong(System.nanoTime());

    /** Whether it may be said now; then not again for a minute. */
    public boolean mayLog() {
        long now = System.nanoTime();
        long next = nextAtNanos.get();
        return now - next >= 0 && nextAtNanos.compareAndSet(next, now + MINUTE_NANOS);
    }
}
