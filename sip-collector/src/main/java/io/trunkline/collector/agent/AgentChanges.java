package io.trunkline.collector.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What new agents changed: ids alone, since a key must be shown nowhere.
 *
 * @param added agents that were not there before
 * @param removed agents that are no longer there
 * @param changed agents of which something is different now, if only the key
 * @param closedConnections connections that were closed because nobody may send from their address any more
 */
public record AgentChanges(List<String> added, List<String> removed, List<String> changed, int closedConnections) {

    /** Takes copies. */
    public AgentChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /** What differs between two lists of agents, in the order of the lists. */
    public static AgentChanges between(List<Agent> before, List<Agent> after, int closedConnections) {
        Map<String, Agent> gone = new HashMap<>();
        before.forEach(agent -> gone.put(agent.id(), agent));
        var added = new ArrayList<String>();
        var changed = new ArrayList<String>();
        for (Agent agent : after) {
            Agent earlier = gone.remove(agent.id());
            if (earlier == null) {
                added.add(agent.id());
            } else if (!earlier.equals(agent)) {
                changed.add(agent.id());
            }
        }
        List<String> removed =
                before.stream().map(Agent::id).filter(gone::containsKey).toList();
        return new AgentChanges(added, removed, changed, closedConnections);
    }
}
