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
 * Lets the JVM's optimising compiler wait while packets, calls and money want the processor. For some minutes after a
 * start it would use half of a core; on a machine of two the calls fell three times as far behind in the first minute.
 *
 * <p>Only on Linux, where a thread has a niceness of its own, and anybody may be nicer; elsewhere nothing happens.
 * HotSpot's own flag for it slows the quick compiler down as well, and warns whoever is not root.
 */
public final class CompilerPriority {

    private static final Logger LOG = LoggerFactory.getLogger(CompilerPriority.class);

    /**
     * Measured: with 19, and under overload with 8, it never gets done and the code that runs stays slow; with 0 that code
     * waits for its own compilation.
     */
    static final int NICENESS = 4;

    /** Linux keeps 15 characters of the thread's name. */
    static final String COMPILER = "C2 CompilerThre";

    static final Path THREADS = Path.of("/proc/self/task");

    private static final int ONE_THREAD = 0;

    private CompilerPriority() {}

    /** Lowers it for the compiler's threads that there are, and for those that they start. */
    public static void lower() {
        if (!Files.isDirectory(THREADS)) {
            return;
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (name(thread).equals(COMPILER)) {
                    setNiceness(Integer.parseInt(thread.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            LOG.debug("The compiler keeps its priority", e);
        }
    }

    /** Empty for a thread that has ended meanwhile. */
    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            LOG.trace("Thread {} has ended", thread, e);
            return "";
        }
    }

    @SuppressWarnings("restricted") // a call of the C library, which this class is for
    private static void setNiceness(int thread) {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setpriority").ifPresent(address -> {
            var setpriority =
                    linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
            try {
                int failed = (int) setpriority.invokeExact(ONE_THREAD, thread, NICENESS);
                LOG.debug("Niceness of the compiler's thread {}: {}", thread, failed == 0 ? NICENESS : "refused");
            } catch (Throwable e) {
                throw new IllegalStateException("setpriority cannot be called", e);
            }
        });
    }
}
