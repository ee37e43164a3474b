package io.trunkline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompilerPriorityTest {

    private static final int FIELDS_BEFORE_NICENESS = 16;

    @Test
    void shouldMakeOnlyTheOptimisingCompilerWait() throws IOException {
        assumeTrue(Files.isDirectory(CompilerPriority.THREADS), "not on Linux");
        List<Integer> othersBefore = niceness(false);

        CompilerPriority.lower();

        List<Integer> compilers = niceness(true);
        assertFalse(compilers.isEmpty());
        compilers.forEach(each -> assertEquals(CompilerPriority.NICENESS, each));
        assertEquals(
                othersBefore.stream().distinct().toList(),
                niceness(false).stream().distinct().toList());
    }

    private static List<Integer> niceness(boolean ofCompilers) throws IOException {
        try (Stream<Path> threads = Files.list(CompilerPriority.THREADS)) {
            return threads.filter(
                            thread -> read(thread, "comm").strip().equals(CompilerPriority.COMPILER) == ofCompilers)
                    .map(thread -> read(thread, "stat"))
                    .filter(stat -> !stat.isEmpty())
                    .map(stat -> Integer.valueOf(
                            stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[FIELDS_BEFORE_NICENESS]))
                    .toList();
        }
    }

    /** Nothing, of a thread that has ended meanwhile. */
    private static String read(Path thread, String file) {
        try {
            return Files.readString(thread.resolve(file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
