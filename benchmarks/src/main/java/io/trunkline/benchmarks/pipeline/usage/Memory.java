package io.trunkline.benchmarks.pipeline.usage;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** What a process held at most while it was looked at, once a second. One thread; its figures are for all. */
public final class Memory implements AutoCloseable {

    private static final long EVERY_MILLIS = 1_000;

    private final long pid;
    private final AtomicLong resident = new AtomicLong();
    private final AtomicLong own = new AtomicLong();
    private final AtomicLong threads = new AtomicLong();
    private final Thread thread;

    /** Begins to look. */
    public Memory(long pid) {
        this.pid = pid;
        this.thread = Thread.ofPlatform().name("memory").daemon().start(this::watch);
    }

    /** Resident bytes, pages of files among them. */
    public long residentBytes() {
        return resident.get();
    }

    /** Resident bytes without the pages of files, which the kernel may take back. */
    public long ownBytes() {
        return own.get();
    }

    /** Number of native threads. */
    public long threads() {
        return threads.get();
    }

    private void watch() {
        try {
            while (true) {
                resident.accumulateAndGet(ProcessFiles.statusNumber(pid, "VmRSS") << 10, Math::max);
                own.accumulateAndGet(ProcessFiles.statusNumber(pid, "RssAnon") << 10, Math::max);
                threads.accumulateAndGet(ProcessFiles.statusNumber(pid, "Threads"), Math::max);
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (IOException e) {
            // The process has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
