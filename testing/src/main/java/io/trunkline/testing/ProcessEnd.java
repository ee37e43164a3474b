package io.trunkline.testing;

import java.util.concurrent.TimeUnit;

/** How a program that a test started ends. */
public final class ProcessEnd {

    private static final int LONGEST_SECONDS = 10;

    private ProcessEnd() {}

    /** Asks it to end, and makes it end when it does not within ten seconds. */
    public static void of(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
