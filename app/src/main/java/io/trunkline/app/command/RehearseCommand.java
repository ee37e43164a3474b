package io.trunkline.app.command;

import io.trunkline.app.demo.Rehearsal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Plays the {@link Rehearsal} and ends; {@code bin/build} has the JVM record it. */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Run everything once on a data directory that is thrown away, for the JVM to learn from.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        Path directory = Files.createTempDirectory("trunkline-rehearsal");
        try {
            Rehearsal.play(directory);
            return 0;
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
