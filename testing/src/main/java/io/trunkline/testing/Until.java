package io.trunkline.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for what other threads and processes bring about. The one way in which tests wait: nothing sleeps for a time
 * that was guessed. Longer than a minute, or than a test says, is a failure that tells what was waited for. A thread
 * that is interrupted fails too, and stays interrupted.
 */
public final class Until {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(10);

    private Until() {}

    /** Waits until a condition holds; the line that failed says which. */
    public static void holds(BooleanSupplier condition) {
        holds("a condition holds", condition);
    }

    /** Waits until a condition holds. */
    public static void holds(String what, BooleanSupplier condition) {
        holds(what, PATIENCE, condition);
    }

    /** Waits until a condition holds, for a time that a test knows better. */
    public static void holds(String what, Duration longest, BooleanSupplier condition) {
        fits(what, longest, condition::getAsBoolean, Boolean::booleanValue);
    }

    /** Waits for a value that fits, and gives it; the line that failed says which. */
    public static <T> T fits(Supplier<T> value, Predicate<? super T> fits) {
        return fits("a value fits", value, fits);
    }

    /** Waits for a value that fits, and gives it. */
    public static <T> T fits(String what, Supplier<T> value, Predicate<? super T> fits) {
        return fits(what, PATIENCE, value, fits);
    }

    private static <T> T fits(String what, Duration longest, Supplier<T> value, Predicate<? super T> fits) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            T last = value.get();
            if (fits.test(last)) {
                return last;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + longest.toSeconds() + " s: " + what + "; at last: " + last);
            }
            pause(what);
        }
    }

    private static void pause(String what) {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        }
    }
}
