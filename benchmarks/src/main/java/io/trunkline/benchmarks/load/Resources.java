package io.trunkline.benchmarks.load;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What this process holds while it is under load: a line every so often with resident memory that is its own (without
 * the journal's pages, which are the kernel's to take back), heap after the last collection, direct memory, and what
 * was received and dropped so far; and in the end how many bytes the receiving threads allocated for each packet.
 */
final class Resources implements AutoCloseable {

    private static final String RECEIVE_THREADS = "collector-receiver";
    private static final double MEBI = 1 << 20;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long startedAtNanos = System.nanoTime();
    private final long allocatedBefore = allocated();
    private final LongSupplier received;
    private final LongSupplier dropped;

    private Resources(LongSupplier received, LongSupplier dropped) {
        this.received = received;
        this.dropped = dropped;
    }

    static Resources printEvery(Duration interval, LongSupplier received, LongSupplier dropped) {
        var resources = new Resources(received, dropped);
        var _ = resources.timer.scheduleAtFixedRate(
                resources::print, interval.toSeconds(), interval.toSeconds(), TimeUnit.SECONDS);
        return resources;
    }

    private void print() {
        System.out.printf(
                "  %4d s: %,d received, %,d dropped; resident %.0f MiB, heap %.0f MiB, direct %.0f MiB, %d collections in %d ms%n",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAtNanos),
                received.getAsLong(),
                dropped.getAsLong(),
                ownResidentBytes() / MEBI,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBI,
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                                .filter(pool -> pool.getName().equals("direct"))
                                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                                .sum()
                        / MEBI,
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum());
    }

    /** Prints what the receiving threads have allocated, shared among so many packets. */
    void printAllocation(long packets) {
        System.out.printf(
                "allocated by the receiving threads: %.1f bytes a packet%n",
                (allocated() - allocatedBefore) / (double) Math.max(1, packets));
    }

    private long allocated() {
        return Arrays.stream(threads.dumpAllThreads(false, false, 0))
                .filter(thread -> thread.getThreadName().startsWith(RECEIVE_THREADS))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    /** Anonymous memory, from {@code /proc/self/status}; 0 where there is none. */
    private static long ownResidentBytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
