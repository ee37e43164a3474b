package io.trunkline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.collector.agent.Agent;
import io.trunkline.collector.receive.ReceiveSettings.Listen;
import io.trunkline.collector.receive.ReceiveSettings.Tls;
import io.trunkline.protocol.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where HEP is received, and from whom.
 *
 * @param listen addresses and ports
 * @param agents who may send; empty for anyone on loopback
 */
public record HepSettings(Listen listen, List<Agent> agents) {

    private static final Set<String> AGENT_FIELDS =
            Set.of("id", "name", "key", "networks", "advertised-address", "may-bill", "any-time");

    static HepSettings of(Configuration configuration) {
        var listen = new Listen(
                Settings.required(configuration, ConfigKey.HEP_HOST),
                Settings.port(configuration, ConfigKey.HEP_UDP_PORT),
                Settings.port(configuration, ConfigKey.HEP_TCP_PORT),
                tls(configuration));
        return new HepSettings(listen, agents(configuration));
    }

    private static Tls tls(Configuration configuration) {
        int port = Settings.port(configuration, ConfigKey.HEP_TLS_PORT);
        return port == 0
                ? null
                : new Tls(
                        port,
                        Path.of(Settings.required(configuration, ConfigKey.HEP_TLS_CERT)),
                        Path.of(Settings.required(configuration, ConfigKey.HEP_TLS_KEY)),
                        configuration
                                .optional(ConfigKey.HEP_TLS_CLIENT_CA)
                                .map(Path::of)
                                .orElse(null));
    }

    private static List<Agent> agents(Configuration configuration) {
        JsonNode list = configuration.tree(ConfigKey.HEP_AGENTS);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw configuration.refused(ConfigKey.HEP_AGENTS, "expected a list");
        }
        var agents = new ArrayList<Agent>();
        var ids = new HashSet<String>();
        for (int index = 0; index < list.size(); index++) {
            Agent agent = agent(configuration, index, list.get(index));
            if (!ids.add(agent.id())) {
                throw refused(configuration, index, "the id " + agent.id() + " is there twice");
            }
            agents.add(agent);
        }
        return agents;
    }

    private static Agent agent(Configuration configuration, int index, JsonNode entry) {
        if (!entry.isObject()) {
            throw refused(configuration, index, "expected {id, name, networks, …}");
        }
        entry.fieldNames().forEachRemaining(field -> {
            if (!AGENT_FIELDS.contains(field)) {
                throw refused(configuration, index, "unknown field " + field);
            }
        });
        try {
            return new Agent(
                    entry.path("id").asText(""),
                    entry.path("name").asText(null),
                    entry.path("key").asText(null),
                    networks(configuration, index, entry.path("networks")),
                    entry.path("advertised-address").asText(null),
                    flag(configuration, index, entry, "may-bill"),
                    flag(configuration, index, entry, "any-time"));
        } catch (IllegalArgumentException e) {
            throw refused(configuration, index, e.getMessage());
        }
    }

    /** Anything but a list is refused: read as an empty one, it would let an agent with a key send from anywhere. */
    private static List<Network> networks(Configuration configuration, int index, JsonNode list) {
        if (!list.isMissingNode() && !list.isArray()) {
            throw refused(configuration, index, "networks is a list, as in [192.0.2.0/24]");
        }
        var networks = new ArrayList<Network>();
        for (JsonNode network : list) {
            networks.add(Network.of(network.asText()));
        }
        return networks;
    }

    private static boolean flag(Configuration configuration, int index, JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw refused(configuration, index, field + " is true or false");
        }
        return value.asBoolean(false);
    }

    private static ConfigurationException refused(Configuration configuration, int index, String expected) {
        return configuration.refused(ConfigKey.HEP_AGENTS, "agent " + (index + 1) + ": " + expected);
    }
}
