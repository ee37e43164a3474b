package io.trunkline.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of the configuration with their values as text and where each came from. Later sources win:
 * defaults, file, environment, command line. Immutable.
 */
public final class Configuration {

    /** The file that is read when none is named and it is there. */
    public static final Path DEFAULT_FILE = Path.of("trunkline.yaml");

    /** Origin of what {@code --set} sets. */
    static final String COMMAND_LINE = "--set";

    /** How the origin begins of what a variable sets. */
    static final String ENVIRONMENT = "environment ";

    /** Variables that begin like ours and belong to the launcher. */
    private static final Set<String> LAUNCHER_VARIABLES =
            Set.of("TRUNKLINE_JAVA_OPTS", "TRUNKLINE_CHDB_LIBRARY", "TRUNKLINE_REHEARSE");

    private static final YAMLMapper YAML = new YAMLMapper();

    private record Value(String text, String origin) {}

    /** What values are gathered from. */
    private record Sources(Optional<Path> file, Map<String, String> environment, List<String> assignments) {

        Configuration gather() {
            var values = new EnumMap<ConfigKey, Value>(ConfigKey.class);
            for (ConfigKey key : ConfigKey.values()) {
                values.put(key, new Value(key.fallback(), "default"));
            }
            file.ifPresent(path -> readFile(path, values));
            readEnvironment(environment, values);
            for (String assignment : assignments) {
                readAssignment(assignment, values);
            }
            return new Configuration(this, values);
        }
    }

    private final Sources sources;
    private final Map<ConfigKey, Value> values;

    private Configuration(Sources sources, Map<ConfigKey, Value> values) {
        this.sources = sources;
        this.values = values;
    }

    /**
     * Gathers all sources.
     *
     * @param file the file that the operator named; empty for {@link #DEFAULT_FILE} when it exists
     * @param environment the process's environment
     * @param assignments {@code key=value} of each {@code --set}
     * @throws ConfigurationException naming the key or variable that is unknown, or the file that cannot be read
     */
    public static Configuration load(Optional<Path> file, Map<String, String> environment, List<String> assignments) {
        Optional<Path> read = file.or(() -> Optional.of(DEFAULT_FILE).filter(Files::exists));
        return new Sources(read, Map.copyOf(environment), List.copyOf(assignments)).gather();
    }

    /**
     * The same sources as they are now: the file is read again.
     *
     * @throws ConfigurationException as {@link #load} does
     */
    public Configuration again() {
        return sources.gather();
    }

    /** The file that was read; empty when there was none. */
    public Optional<Path> file() {
        return sources.file();
    }

    /** Where the value of a key came from. */
    public String origin(ConfigKey key) {
        return values.get(key).origin();
    }

    /** The value as text. */
    public String text(ConfigKey key) {
        return values.get(key).text();
    }

    /** The value, or nothing when it is empty. */
    public Optional<String> optional(ConfigKey key) {
        return Optional.of(text(key)).filter(text -> !text.isBlank());
    }

    /** An exception that names the key, its value and its origin. */
    ConfigurationException refused(ConfigKey key, String expected) {
        Value value = values.get(key);
        String shown = key.secret() ? "(hidden)" : "'" + value.text() + "'";
        return new ConfigurationException(key.key() + " is " + shown + " (" + value.origin() + "): " + expected);
    }

    /** Every key with its value and origin, a line each; secrets hidden. */
    public String describe() {
        var text = new StringBuilder();
        values.forEach((key, value) -> {
            String shown = key.secret() && !value.text().equals(key.fallback()) ? "(hidden)" : value.text();
            text.append(String.format("%-26s %-24s # %s; %s%n", key.key() + ":", shown, value.origin(), key.meaning()));
        });
        return text.toString();
    }

    private static void readFile(Path file, Map<ConfigKey, Value> values) {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new ConfigurationException(file + (at == null ? "" : ", line " + at.getLineNr()) + ": not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new ConfigurationException("cannot read the configuration file " + file + ": " + e.getMessage());
        }
        if (root.isObject()) {
            flatten("", root, file, values);
        } else if (!root.isMissingNode() && !root.isNull()) {
            throw new ConfigurationException(file + ": expected keys and values");
        }
    }

    private static void flatten(String prefix, JsonNode node, Path file, Map<ConfigKey, Value> values) {
        node.forEachEntry((name, child) -> {
            String path = prefix + name;
            Optional<ConfigKey> key = ConfigKey.of(path);
            if (key.isPresent()) {
                String text = child.isContainerNode() ? child.toString() : child.isNull() ? "" : child.asText();
                values.put(key.get(), new Value(text, file.toString()));
            } else if (child.isObject()) {
                flatten(path + ".", child, file, values);
            } else {
                throw new ConfigurationException(file + ": unknown key " + path);
            }
        });
    }

    private static void readEnvironment(Map<String, String> environment, Map<ConfigKey, Value> values) {
        environment.forEach((variable, text) -> {
            if (!variable.startsWith("TRUNKLINE_") || LAUNCHER_VARIABLES.contains(variable)) {
                return;
            }
            ConfigKey key = ConfigKey.ofVariable(variable)
                    .orElseThrow(() -> new ConfigurationException("unknown environment variable " + variable));
            values.put(key, new Value(text, ENVIRONMENT + variable));
        });
    }

    private static void readAssignment(String assignment, Map<ConfigKey, Value> values) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            throw new ConfigurationException("--set " + assignment + ": expected key=value");
        }
        String name = assignment.substring(0, equals);
        ConfigKey key = ConfigKey.of(name).orElseThrow(() -> new ConfigurationException("--set: unknown key " + name));
        values.put(key, new Value(assignment.substring(equals + 1), COMMAND_LINE));
    }

    /** The value as a tree, for the keys that are lists. */
    JsonNode tree(ConfigKey key) {
        try {
            return YAML.readTree(text(key));
        } catch (JsonProcessingException e) {
            throw refused(key, "not YAML or JSON");
        }
    }
}
