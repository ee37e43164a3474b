package io.trunkline.collector;

import io.trunkline.collector.agent.Agent;
import io.trunkline.collector.journal.JournalSettings;
import io.trunkline.collector.receive.ReceiveSettings;
import io.trunkline.collector.receive.ReceiveSettings.Limits;
import io.trunkline.collector.receive.ReceiveSettings.Listen;
import java.nio.file.Path;
import java.util.List;

/**
 * What a collector needs to know. {@link #defaults} fills in everything that has a default.
 *
 * @param name with the index in the journal the identity of every message, so it must stay the same as long as
 *     the journal does, and no two collectors may share it
 * @param receive where HEP is received, and what senders may use up
 * @param agents who may send; empty: anyone on loopback, who may then bill
 * @param journal where packets are kept until Kafka has them
 */
public record CollectorSettings(String name, ReceiveSettings receive, List<Agent> agents, JournalSettings journal) {

    /** @throws IllegalArgumentException when the name is blank */
    public CollectorSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a collector needs a name that stays the same over restarts");
        }
        agents = List.copyOf(agents);
    }

    /** A collector with the default limits and journal beneath {@code dataDir/collector}. */
    public static CollectorSettings defaults(String name, Path dataDir, Listen listen, List<Agent> agents) {
        return new CollectorSettings(
                name,
                new ReceiveSettings(listen, Limits.DEFAULT),
                agents,
                JournalSettings.defaults(dataDir.resolve("collector")));
    }
}
