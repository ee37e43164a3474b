package io.trunkline.collector.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.concurrent.atomic.LongAdder;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every received packet in the order of its receipt, in files of one hour each (a cycle), until Kafka has it.
 *
 * <p>A packet's index rises strictly, also over restarts, when the clock is set back, and when the journal's
 * newest files are lost: half of it is the hour, and the journal never returns to an hour that it has left.
 * Consumers rely on that.
 *
 * <p>What is appended survives the end of the process at once, however it ends, since the pages belong to the
 * kernel; it survives a power failure from the next {@link #sync()} on.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final RollCycle CYCLE = RollCycles.FAST_HOURLY;
    private static final DateTimeFormatter FILE_NAME =
            DateTimeFormatter.ofPattern(CYCLE.format()).withZone(ZoneOffset.UTC);

    private final Path files;
    private final FileChannel lockFile;
    private final SingleChronicleQueue queue;
    private final RisingClock clock;
    private final Doorbell doorbell = new Doorbell();
    private final LongAdder appended = new LongAdder();
    private final JournalWriter writer;
    private long syncedRecords;
    private int syncedCycle;

    private Journal(Path files, FileChannel lockFile, SingleChronicleQueue queue, RisingClock clock) {
        this.files = files;
        this.lockFile = lockFile;
        this.queue = queue;
        this.clock = clock;
        syncedCycle = cycleNow();
        writer = new JournalWriter(queue.createAppender(), appended, doorbell);
    }

    /**
     * Opens the journal, or makes one.
     *
     * @param forwarded index up to which Kafka has everything, or {@link Checkpoint#NONE}
     * @throws IllegalStateException when another collector has the directory open
     * @throws UncheckedIOException when the directory cannot be made or written
     */
    public static Journal open(JournalSettings settings, long forwarded, MicroClock clock) {
        Path directory = settings.directory();
        FileChannel lockFile = null;
        try {
            makePrivate(directory);
            lockFile = lock(directory.resolve("lock"));
            Path files = directory.resolve("packets");
            var rising = new RisingClock(clock);
            SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(files)
                    .rollCycle(CYCLE)
                    .timeProvider(rising)
                    .build();
            rising.notBefore(firstUsableCycle(queue, forwarded) * (long) CYCLE.lengthInMillis());
            return new Journal(files, lockFile, queue, rising);
        } catch (IOException e) {
            closeQuietly(lockFile);
            throw new UncheckedIOException("cannot open the journal in " + directory + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            closeQuietly(lockFile);
            throw e;
        }
    }

    /** The last hour that was written; the one after the checkpoint's when the journal is behind that, because files were lost. */
    private static int firstUsableCycle(SingleChronicleQueue queue, long forwarded) {
        int last = Math.max(0, queue.lastCycle());
        if (forwarded == Checkpoint.NONE) {
            return last;
        }
        long lastIndex = queue.lastCycle() < 0 ? Checkpoint.NONE : queue.lastIndex();
        return lastIndex >= forwarded ? last : Math.max(last, CYCLE.toCycle(forwarded) + 1);
    }

    private static void makePrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    directory,
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("this very process has the journal open", e);
        }
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("another collector has the journal in " + file.getParent()
                    + " open: stop it, or give this one another data-dir");
        }
        return channel;
    }

    /** What appends; shared by all threads. */
    public JournalWriter writer() {
        return writer;
    }

    /** A reader for the calling thread, of what comes after the index; of everything for {@link Checkpoint#NONE}. */
    public JournalReader readerAfter(long index) {
        ExcerptTailer tailer = queue.createTailer();
        if (index == Checkpoint.NONE || !tailer.moveToIndex(index)) {
            tailer.toStart();
        }
        return new JournalReader(tailer, index);
    }

    /** Rings when something was appended. */
    public Doorbell doorbell() {
        return doorbell;
    }

    /** How many records this process has appended. */
    public long appended() {
        return appended.sum();
    }

    /** How many records there are after the index. Reads the index files: for the start. */
    public long countAfter(long index) {
        if (queue.lastCycle() < 0 || queue.lastIndex() <= index) {
            return 0;
        }
        long last = queue.lastIndex();
        return index < queue.firstIndex()
                ? queue.countExcerpts(queue.firstIndex(), last) + 1
                : queue.countExcerpts(index, last);
    }

    /** Forces what was appended so far to the disk. One thread at a time, not an event loop: it waits for the disk. */
    public void sync() throws IOException {
        long records = appended.sum();
        if (records == syncedRecords) {
            return;
        }
        int cycle = cycleNow();
        for (int written = syncedCycle; written <= cycle; written++) {
            force(file(written));
        }
        syncedCycle = cycle;
        syncedRecords = records;
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        } catch (NoSuchFileException e) {
            LOG.trace("nothing was written in that hour", e);
        }
    }

    /**
     * Removes the hours that Kafka has and that are older than the time to keep. The hour before the checkpoint's
     * stays in any case, as slack.
     *
     * @param forwarded index up to which Kafka has everything, or {@link Checkpoint#NONE}
     */
    public void removeForwarded(long forwarded, Duration keep) throws IOException {
        if (forwarded == Checkpoint.NONE) {
            return;
        }
        int slack = CYCLE.toCycle(forwarded) - 1;
        long oldestKept = (clock.currentTimeMillis() - keep.toMillis()) / CYCLE.lengthInMillis();
        int first = queue.firstCycle();
        int end = (int) Math.min(slack, oldestKept);
        boolean removed = false;
        for (int cycle = first; cycle < end; cycle++) {
            if (Files.deleteIfExists(file(cycle))) {
                removed = true;
                LOG.info(
                        "removed the journal of the hour {}, which Kafka has",
                        file(cycle).getFileName());
            }
        }
        if (removed) {
            queue.refreshDirectoryListing();
        }
    }

    private int cycleNow() {
        return Math.toIntExact(clock.currentTimeMillis() / CYCLE.lengthInMillis());
    }

    private Path file(int cycle) {
        Instant start = Instant.ofEpochMilli((long) cycle * CYCLE.lengthInMillis());
        return files.resolve(FILE_NAME.format(start) + SingleChronicleQueue.SUFFIX);
    }

    /** Forces the rest to the disk and closes the files. All writers and readers must have stopped. */
    @Override
    public void close() {
        try {
            sync();
        } catch (IOException e) {
            LOG.warn("the end of the journal could not be forced to the disk: {}", e.toString());
        }
        queue.close();
        closeQuietly(lockFile);
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("the lock file did not close", e);
            }
        }
    }
}
