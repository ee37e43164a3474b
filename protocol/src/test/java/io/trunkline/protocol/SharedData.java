package io.trunkline.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Messages that others published. They stand beside the project, not in it; a test that misses them is skipped. */
public final class SharedData {

    private static final Path FOLDER = Path.of(System.getProperty("trunkline.root", ".."))
            .resolve("../shared/data")
            .normalize();

    private SharedData() {}

    /** A file or folder of it; stops the test, as skipped, when it is not there. */
    public static Path path(String name) {
        Path path = FOLDER.resolve(name);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        return path;
    }

    /** The bytes of a file of it. */
    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    /** The files in a folder of it and below, in the order of their names. */
    public static List<Path> files(String folder) throws IOException {
        try (var paths = Files.walk(path(folder))) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
