package io.trunkline.customers.change;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets large files in one at a time: each takes up to some hundred megabytes while it is read. Any thread. */
final class Turns {

    private static final int WAIT_SECONDS = 30;

    private final Semaphore one = new Semaphore(1);

    /** Reads a file and does what it says. */
    @FunctionalInterface
    interface Upload<T> {
        T run() throws InterruptedException;
    }

    Turns() {}

    /** Waits for a turn and runs an upload; empty when the turn does not come in time. */
    <T> Optional<T> take(Upload<T> upload) throws InterruptedException {
        if (!one.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(upload.run());
        } finally {
            one.release();
        }
    }
}
