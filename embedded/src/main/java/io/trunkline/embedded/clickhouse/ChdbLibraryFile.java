package io.trunkline.embedded.clickhouse;

import io.trunkline.embedded.EmbeddedStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Says where the ClickHouse engine's library lies.
 *
 * <p>The system property {@value #PROPERTY} wins over the environment variable {@value #VARIABLE}, and both over the
 * place where the build puts it: {@code embedded/native/node_modules} under the root that the system property
 * {@code trunkline.root} names.
 */
final class ChdbLibraryFile {
    static final String PROPERTY = "trunkline.chdb.library";
    static final String VARIABLE = "TRUNKLINE_CHDB_LIBRARY";
    private static final String IN_ROOT = "embedded/native/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so";

    private ChdbLibraryFile() {}

    static Path locate() {
        String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        if (named != null) {
            return require(Path.of(named), "as " + PROPERTY + " or " + VARIABLE + " says");
        }
        requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
        String root = System.getProperty("trunkline.root", ".");
        return require(Path.of(root, IN_ROOT), "run npm ci in embedded/native, or set " + VARIABLE);
    }

    /** Refuses a platform for which the engine is not published. */
    static void requirePlatform(String system, String architecture) {
        boolean published = system.toLowerCase(Locale.ROOT).startsWith("linux")
                && (architecture.equals("amd64") || architecture.equals("x86_64"));
        if (!published) {
            throw new EmbeddedStartException("The embedded ClickHouse engine is published for Linux on x86-64 only, not"
                    + " for " + system + " on " + architecture + "; set clickhouse.url to a server instead");
        }
    }

    private static Path require(Path file, String hint) {
        if (!Files.isRegularFile(file)) {
            throw new EmbeddedStartException(
                    "The ClickHouse engine's library is missing: " + file.toAbsolutePath() + " (" + hint + ")");
        }
        return file.toAbsolutePath();
    }
}
