package io.trunkline.live;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what comes about by itself. */
public final class Until {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(50);

    private Until() {}

    /** The first value that fits. */
    public static <T> T fits(Supplier<T> value, Predicate<T> fits) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T last = value.get();
        while (!fits.test(last)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("within " + PATIENCE + " there was only " + last);
            }
            Thread.sleep(POLL);
            last = value.get();
        }
        return last;
    }

    public static void holds(Supplier<Boolean> condition) throws InterruptedException {
        fits(condition, Boolean::booleanValue);
    }
}
