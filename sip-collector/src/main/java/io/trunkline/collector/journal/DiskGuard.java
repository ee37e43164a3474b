package io.trunkline.collector.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the free space on the journal's disk. A mapped file on a full disk kills the process, so writing stops
 * well before. Looked at by one thread, several times a second; asked by all.
 */
public final class DiskGuard {

    /** How often it must be looked at: what comes in meanwhile must fit into the space that is kept free. */
    public static final Duration INTERVAL = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

    private final Probe probe;
    private final long minimumFreeBytes;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean full;
    private volatile Instant fullSince = Instant.EPOCH;

    /** Where the free space is read. */
    @FunctionalInterface
    public interface Probe {
        long freeBytes() throws IOException;

        static Probe of(Path directory) {
            return () -> Files.getFileStore(directory).getUsableSpace();
        }
    }

    /** Guards a minimum of free space, in bytes. Nothing is full until it is looked at. */
    public DiskGuard(Probe probe, long minimumFreeBytes) {
        this.probe = probe;
        this.minimumFreeBytes = minimumFreeBytes;
    }

    /** Whether nothing more may be written. */
    public boolean isFull() {
        return full;
    }

    /** Since when, for people. */
    public Instant fullSince() {
        return fullSince;
    }

    /** Is run by the looking thread whenever {@link #isFull()} has changed. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Looks at the disk. A disk that has become full counts as such until a tenth more than the minimum is free. */
    public void look() {
        long free;
        try {
            free = probe.freeBytes();
        } catch (IOException e) {
            LOG.warn("cannot read the free space of the journal's disk, so it is not guarded: {}", e.toString());
            return;
        }
        long enough = full ? minimumFreeBytes + minimumFreeBytes / 10 : minimumFreeBytes;
        boolean nowFull = free < enough;
        if (nowFull == full) {
            return;
        }
        fullSince = Instant.now();
        full = nowFull;
        if (nowFull) {
            LOG.error(
                    "the journal's disk has {} MiB free, less than the {} MiB kept: nothing more is received until space is freed",
                    free >> 20,
                    minimumFreeBytes >> 20);
        } else {
            LOG.info("the journal's disk has {} MiB free again: receiving goes on", free >> 20);
        }
        listeners.forEach(Runnable::run);
    }
}
