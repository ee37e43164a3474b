package io.trunkline.live.write;

import io.trunkline.live.http.ApiError;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets large files in one at a time: each takes up to some hundred megabytes while it is read. Any thread. */
final class Uploads {

    private static final int WAIT_SECONDS = 30;

    private final Semaphore one = new Semaphore(1);

    /** Reads a file and does what it says. */
    @FunctionalInterface
    interface Upload<T> {
        T run() throws InterruptedException;
    }

    /**
     * Waits for its turn and runs an upload.
     *
     * @throws ApiError 503 when the turn does not come in time
     */
    <T> T inTurn(Upload<T> upload) throws InterruptedException {
        if (!one.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw ApiError.unavailable("another file is being uploaded; try again when that is done")
                    .with("Retry-After", Integer.toString(WAIT_SECONDS));
        }
        try {
            return upload.run();
        } finally {
            one.release();
        }
    }
}
