package io.trunkline.app.command;

import io.trunkline.app.config.ConfigKey;
import io.trunkline.app.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the configuration comes from; the same for every sub-command. */
final class ConfigurationOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "configuration file (default: trunkline.yaml, when it is there)")
    private Path file;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "everything that must survive a restart")
    private Path dataDir;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "one key of the configuration; may be repeated")
    private List<String> assignments = new ArrayList<>();

    /** All sources together. */
    Configuration configuration() {
        Configuration configuration = Configuration.load(Optional.ofNullable(file), System.getenv(), assignments);
        return dataDir == null
                ? configuration
                : configuration.with(ConfigKey.DATA_DIR, dataDir.toString(), "--data-dir");
    }
}
