package io.trunkline.app.command;

import io.trunkline.app.api.ApiClient;
import io.trunkline.app.config.ConfigKey;
import io.trunkline.app.config.Configuration;
import io.trunkline.app.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
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
        var all = new ArrayList<>(assignments);
        if (dataDir != null) {
            all.add(ConfigKey.DATA_DIR.key() + "=" + dataDir);
        }
        return Configuration.load(Optional.ofNullable(file), System.getenv(), all);
    }

    /**
     * A client of the process that runs with this configuration.
     *
     * @throws CommandException when no token is set and none can be read in the data directory
     */
    ApiClient api() {
        Settings settings = Settings.of(configuration());
        String token = settings.adminToken()
                .orElseGet(() -> readToken(settings.dataDir().resolve("admin-token")));
        return new ApiClient(settings.serverUrl(settings.httpPort()), token);
    }

    private static String readToken(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandException("cannot read the admin token from " + file
                    + ": is this the data directory of the running process? Or set http.admin-token");
        }
    }
}
