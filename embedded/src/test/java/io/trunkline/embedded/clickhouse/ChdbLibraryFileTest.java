package io.trunkline.embedded.clickhouse;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.EmbeddedStartException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChdbLibraryFileTest {
    @TempDir
    Path directory;

    @Test
    void shouldNameTheFileThatIsMissingAndHowItWasLookedFor() {
        Path missing = directory.resolve("libchdb.so");
        System.setProperty(ChdbLibraryFile.PROPERTY, missing.toString());
        try {
            EmbeddedStartException refused = assertThrows(EmbeddedStartException.class, ChdbLibraryFile::locate);
            assertTrue(refused.getMessage().contains(missing.toString()), refused.getMessage());
            assertTrue(refused.getMessage().contains(ChdbLibraryFile.PROPERTY), refused.getMessage());
        } finally {
            System.clearProperty(ChdbLibraryFile.PROPERTY);
        }
    }

    @ParameterizedTest
    @CsvSource({"Linux, aarch64", "Mac OS X, aarch64", "Windows 11, amd64"})
    void shouldSayOnWhichPlatformsTheEngineIsPublished(String system, String architecture) {
        EmbeddedStartException refused =
                assertThrows(EmbeddedStartException.class, () -> ChdbLibraryFile.requirePlatform(system, architecture));
        assertTrue(refused.getMessage().contains(architecture), refused.getMessage());
        assertTrue(refused.getMessage().contains("clickhouse.url"), refused.getMessage());
        assertDoesNotThrow(() -> ChdbLibraryFile.requirePlatform("Linux", "amd64"));
    }
}
