package io.trunkline.app;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of others whose work can wait while packets, calls and money want the processor: they get a lower priority.
 *
 * <p>Only on Linux, where a thread has a niceness of its own, and anybody may be nicer; elsewhere nothing happens.
 */
public enum PatientThreads {
    /**
     * The JVM's optimising compiler. For some minutes after a start it would use half of a core; on a machine of two the
     * calls fell three times as far behind in the first minute. Measured: with 19, and under overload with 8, it never gets
     * done and the code that runs stays slow; with 0 that code waits for its own compilation. HotSpot's own flag for it
     * slows the quick compiler down as well, and warns whoever is not root.
     */
    OPTIMISING_COMPILER("C2 CompilerThre", 4),

    /**
     * The embedded ClickHouse's merges of what is stored already. At 20,000 messages a second they take a third of a core;
     * with this niceness rating was a quarter less behind after two minutes. The engine's own setting for it
     * ({@code os_threads_nice_value_merge_mutate}) changes nothing when it is embedded.
     */
    MERGES("MergeMutate", 10);

    private static final Logger LOG = LoggerFactory.getLogger(PatientThreads.class);

    static final Path THREADS = Path.of("/proc/self/task");

    private static final int ONE_THREAD = 0;

    /** Linux keeps 15 characters of a thread's name. */
    final String threadName;

    final int niceness;

    PatientThreads(String threadName, int niceness) {
        this.threadName = threadName;
        this.niceness = niceness;
    }

    /** Lowers it for the threads that there are, and for those that they start. */
    public void lower() {
        if (!Files.isDirectory(THREADS)) {
            return;
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (nameOf(thread).equals(threadName)) {
                    lower(Integer.parseInt(thread.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            LOG.debug("{} keep their priority", threadName, e);
        }
    }

    /** Empty for a thread that has ended meanwhile. */
    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            LOG.trace("Thread {} has ended", thread, e);
            return "";
        }
    }

    @SuppressWarnings("restricted") // a call of the C library, which this class is for
    private void lower(int thread) {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setpriority").ifPresent(address -> {
            var setpriority =
                    linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
            try {
                int failed = (int) setpriority.invokeExact(ONE_THREAD, thread, niceness);
                LOG.debug("Niceness of {} {}: {}", threadName, thread, failed == 0 ? niceness : "refused");
            } catch (Throwable e) {
                throw new IllegalStateException("setpriority cannot be called", e);
            }
        });
    }
}
