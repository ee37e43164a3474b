package io.trunkline.app.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the programs of Debian packages that a test needs. */
final class DebianProgram {
    private DebianProgram() {}

    /** Returns the program's path, or skips the test with a message that names the package. */
    static Path require(String program, String debianPackage) {
        return Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/bin"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> Assumptions.abort(
                        program + " is not installed: install the package " + debianPackage + " to run this test"));
    }
}
