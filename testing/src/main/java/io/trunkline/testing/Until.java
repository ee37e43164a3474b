package io.trunkline.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for what other threads and processes bring about. The one way in which tests wait: nothing sleeps for a time
 * that was guessed. Longer than a minute is a failure, and says what was waited for.
 */
public final class Until {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);

    private Until() {}

    /** Waits until a condition holds. */
    public static void holds(String what, BooleanSupplier condition) throws InterruptedException {
        holds(what, PATIENCE, condition);
    }

    /**
     * Waits until a condition holds, for a time that a test knows better.
     *
     * @throws AssertionError when it does not hold by then
     */
    public static void holds(String what, Duration longest, BooleanSupplier condition) throws InterruptedException {
        fits(what, longest, condition::getAsBoolean, Boolean::booleanValue);
    }

    /** Waits for a value that fits, and gives it. */
    public static <T> T fits(String what, Supplier<T> value, Predicate<? super T> fits) throws InterruptedException {
        return fits(what, PATIENCE, value, fits);
    }

    /**
     * Waits for a value that fits, for a time that a test knows better, and gives it.
     *
     * @throws AssertionError with the last value when there is none by then
     */
    public static <T> T fits(String what, Duration longest, Supplier<T> value, Predicate<? super T> fits)
            throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            T last = value.get();
            if (fits.test(last)) {
                return last;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + longest.toSeconds() + " s: " + what + "; at last: " + last);
            }
            Thread.sleep(POLL);
        }
    }
}
