package io.trunkline.app.config;

import io.trunkline.collector.agent.Agent;
import java.util.Arrays;
import java.util.List;

/**
 * The configuration file, read again while the process runs: the agents in it can be taken over at once, any other
 * key that differs needs a restart. May be used by any thread.
 */
public final class AgentsFile {

    private final Configuration atStart;

    /**
     * What a reading gave.
     *
     * @param agents the agents as they stand in the file now
     * @param needRestart keys, other than that of the agents, that differ from those at the start
     */
    public record Reading(List<Agent> agents, List<String> needRestart) {

        /** Takes copies. */
        public Reading {
            agents = List.copyOf(agents);
            needRestart = List.copyOf(needRestart);
        }
    }

    /**
     * Nothing is read yet.
     *
     * @param atStart the configuration with which the process was started
     */
    public AgentsFile(Configuration atStart) {
        this.atStart = atStart;
    }

    /**
     * Reads the file again.
     *
     * @throws ConfigurationException when there is no file, it cannot be read, a value in it does not fit, or its
     *     agents do not count because something that is stronger sets them
     */
    public Reading read() {
        if (atStart.file().isEmpty()) {
            throw new ConfigurationException("there is no configuration file to read again: this process was started "
                    + "without --config, and without " + Configuration.DEFAULT_FILE + " in its directory");
        }
        String origin = atStart.origin(ConfigKey.HEP_AGENTS);
        if (origin.equals(Configuration.COMMAND_LINE) || origin.startsWith(Configuration.ENVIRONMENT)) {
            throw new ConfigurationException(ConfigKey.HEP_AGENTS.key() + " is set by " + origin
                    + ", which is stronger than the file and cannot change while the process runs");
        }
        Configuration now = atStart.again();
        List<Agent> agents = Settings.of(now).hep().agents();
        List<String> differing = Arrays.stream(ConfigKey.values())
                .filter(key -> key != ConfigKey.HEP_AGENTS)
                .filter(key -> !now.text(key).equals(atStart.text(key)))
                .map(ConfigKey::key)
                .toList();
        return new Reading(agents, differing);
    }
}
