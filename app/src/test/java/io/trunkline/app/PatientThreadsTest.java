package io.trunkline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PatientThreadsTest {

    private static final int FIELDS_BEFORE_NICENESS = 16;

    @Test
    void shouldMakeOnlyTheOptimisingCompilerWait() throws IOException {
        shouldMakeOnlyThemWait(PatientThreads.OPTIMISING_COMPILER);
    }

    @Test
    void shouldMakeOnlyTheMergesWait() {
        var done = new CountDownLatch(1);
        Thread merging =
                Thread.ofPlatform().name(PatientThreads.MERGES.threadName).start(() -> await(done));
        try {
            // A thread takes its name a moment after it was started, and by itself.
            Until.holds("the thread has its name", () -> !niceness(isA(PatientThreads.MERGES))
                    .isEmpty());
            shouldMakeOnlyThemWait(PatientThreads.MERGES);
        } finally {
            done.countDown();
            join(merging);
        }
    }

    private static void shouldMakeOnlyThemWait(PatientThreads patient) {
        assumeTrue(Files.isDirectory(PatientThreads.THREADS), "not on Linux");
        Predicate<Path> isPatient = isA(patient);
        Set<Integer> othersBefore = niceness(isPatient.negate());

        patient.lower();

        assertEquals(Set.of(patient.niceness), niceness(isPatient));
        Set<Integer> others = niceness(isPatient.negate());
        assertTrue(othersBefore.containsAll(others), () -> others + " after " + othersBefore);
    }

    private static Predicate<Path> isA(PatientThreads patient) {
        return thread -> read(thread, "comm").strip().equals(patient.threadName);
    }

    private static Set<Integer> niceness(Predicate<Path> which) {
        try (Stream<Path> threads = Files.list(PatientThreads.THREADS)) {
            return threads.filter(which)
                    .map(thread -> read(thread, "stat"))
                    .filter(stat -> !stat.isEmpty())
                    .map(stat -> Integer.valueOf(
                            stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[FIELDS_BEFORE_NICENESS]))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing, of a thread that has ended meanwhile: its file is gone, or there is nothing to read in it any more. */
    private static String read(Path thread, String file) {
        try {
            return Files.readString(thread.resolve(file));
        } catch (IOException e) {
            return "";
        }
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
