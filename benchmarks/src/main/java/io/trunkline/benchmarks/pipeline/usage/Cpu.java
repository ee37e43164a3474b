package io.trunkline.benchmarks.pipeline.usage;

import java.io.IOException;

/**
 * CPU that a process has used up to a moment, without asking it.
 *
 * @param atNanos the moment, by {@link System#nanoTime}
 * @param seconds what it has used
 */
public record Cpu(long atNanos, double seconds) {

    /** Looks at a process. */
    public static Cpu of(long pid) throws IOException {
        return new Cpu(System.nanoTime(), ProcessFiles.cpuSeconds(pid));
    }

    /** Cores that it used since another moment. */
    public double coresSince(Cpu before) {
        return (seconds - before.seconds) / ((atNanos - before.atNanos) / 1e9);
    }
}
