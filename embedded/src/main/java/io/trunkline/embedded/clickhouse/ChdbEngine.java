package io.trunkline.embedded.clickhouse;

import io.trunkline.embedded.DirectoryLock;
import io.trunkline.embedded.EmbeddedStartException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The ClickHouse engine over one data directory, and the threads on which its statements run.
 *
 * <p>Each statement gets a connection of its own, which costs 0.2 ms and leaves no setting behind for the next one.
 * Statements run on platform threads, because a call into the library would hold the carrier of a virtual thread
 * until it returns. The library takes one data directory per process at a time.
 */
final class ChdbEngine implements AutoCloseable {
    private static final int MAX_RUNNING_STATEMENTS = 16;
    private static final int MAX_WAITING_STATEMENTS = 512;
    private static final int IDLE_THREAD_SECONDS = 30;

    /** For statements that end others, which may hold all threads. */
    private static final int SPARE_THREADS = 2;

    /** Keeps times independent of where the machine stands. */
    private static final String TIME_ZONE_ARGUMENT = "--session_timezone=UTC";

    /** Caches sized for one process that runs the rest of the product too; the engine's own defaults are in GiB. */
    private static final List<String> CACHE_ARGUMENTS = List.of(
            "--mark_cache_size=" + (64 << 20),
            "--index_mark_cache_size=" + (16 << 20),
            "--primary_index_cache_size=" + (64 << 20),
            "--query_condition_cache_size=" + (16 << 20),
            "--compiled_expression_cache_size=" + (32 << 20));

    /** How often the engine looks at its memory; by itself 20 times a second, at rest too. */
    private static final String MEMORY_ARGUMENT = "--memory_worker_period_ms=1000";

    private final ChdbLibrary library;
    private final DirectoryLock lock;
    private final String pathArgument;
    private final ThreadPoolExecutor threads;
    private final ThreadPoolExecutor spare;

    /** Keeps the engine up: it shuts down with its last connection. */
    private final MemorySegment anchor;

    private ChdbEngine(ChdbLibrary library, DirectoryLock lock, String pathArgument, MemorySegment anchor) {
        this.library = library;
        this.lock = lock;
        this.pathArgument = pathArgument;
        this.anchor = anchor;
        this.threads = threads(MAX_RUNNING_STATEMENTS, "clickhouse-statement-");
        this.spare = threads(SPARE_THREADS, "clickhouse-kill-");
    }

    private static ThreadPoolExecutor threads(int most, String name) {
        var threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING_STATEMENTS),
                Thread.ofPlatform().name(name, 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Loads the library and opens the data directory, creating it if it is new.
     *
     * @throws EmbeddedStartException if the library is missing or the directory is in use or unusable
     */
    static ChdbEngine open(Path dataDir) {
        ChdbLibrary library = ChdbLibrary.load();
        DirectoryLock lock = DirectoryLock.acquire(dataDir, EmbeddedClickHouse.NAME);
        try {
            String pathArgument =
                    "--path=" + dataDir.toAbsolutePath().normalize().resolve("engine");
            List<String> arguments = new ArrayList<>(CACHE_ARGUMENTS);
            arguments.add(MEMORY_ARGUMENT);
            arguments.add(pathArgument);
            arguments.add(TIME_ZONE_ARGUMENT);
            arguments.add("--config-file=" + configuration(dataDir, "config.xml"));
            arguments.add("--users_config=" + configuration(dataDir, "users.xml"));
            MemorySegment anchor = library.connect(arguments)
                    .orElseThrow(() -> new EmbeddedStartException(EmbeddedClickHouse.NAME + " cannot open "
                            + dataDir.toAbsolutePath() + ": the directory is unusable, or the engine already runs on"
                            + " another one in this process, which takes one at a time"));
            return new ChdbEngine(library, lock, pathArgument, anchor);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Puts a file of the engine's configuration, as it is in this version, where the engine finds it. */
    private static Path configuration(Path dataDir, String name) {
        Path file = dataDir.toAbsolutePath().normalize().resolve("config").resolve(name);
        try (InputStream text = Objects.requireNonNull(ChdbEngine.class.getResourceAsStream(name), name)) {
            Files.createDirectories(file.getParent());
            Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    EmbeddedClickHouse.NAME + " cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Work with a connection of its own. */
    @FunctionalInterface
    interface SessionWork {
        void run(ChdbSession session) throws Exception;
    }

    /**
     * Runs work on one of the engine's threads with a fresh connection, and returns when it is done. Any thread may
     * call.
     *
     * @throws ChdbException if too many statements wait already, or as the work throws it
     */
    void inSession(SessionWork work) throws Exception {
        inSession(threads, work);
    }

    /** The same where the work ends statements of others, which may hold all threads and not make way before they end. */
    void besideAllSessions(SessionWork work) throws Exception {
        inSession(spare, work);
    }

    private void inSession(ThreadPoolExecutor executor, SessionWork work) throws Exception {
        Future<?> done;
        try {
            done = executor.submit(() -> {
                try (ChdbSession session = openSession()) {
                    work.run(session);
                }
                return null;
            });
        } catch (RejectedExecutionException e) {
            throw new ChdbException(
                    ChdbException.TOO_MANY_SIMULTANEOUS_QUERIES,
                    "Too many simultaneous queries: " + MAX_WAITING_STATEMENTS + " wait already, or the engine stops");
        }
        try {
            done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private ChdbSession openSession() {
        MemorySegment connection = library.connect(List.of(pathArgument, TIME_ZONE_ARGUMENT))
                .orElseThrow(() -> new IllegalStateException("The ClickHouse engine takes no more connections"));
        return new ChdbSession(library, connection);
    }

    /** Waits for the running statements, drops the waiting ones and shuts the engine down. */
    @Override
    public void close() {
        threads.shutdown();
        spare.shutdown();
        boolean interrupted = false;
        while (!threads.isTerminated() || !spare.isTerminated()) {
            try {
                (threads.isTerminated() ? spare : threads).awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                // Closing the engine under a running statement would bring the process down.
                interrupted = true;
            }
        }
        library.closeConnection(anchor);
        lock.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
