package io.trunkline.collector.agent;

/** Why a packet or a connection is not taken. */
public enum Refusal {
    UNKNOWN_AGENT("unknown-agent", "add the agent to hep.agents, or its address to the networks of one"),
    WRONG_NETWORK("wrong-network", "add the address to the agent's networks in hep.agents"),
    WRONG_KEY("wrong-key", "give the agent the key that hep.agents has for it"),
    DISK_FULL("disk-full", "free space on the journal's disk"),
    JOURNAL_FAILED("journal-failed", "see the error of the journal in this log"),
    TOO_MANY_CONNECTIONS("too-many-connections", "look for agents that open connections and leave them"),
    TOO_MANY_OF_ONE_SOURCE(
            "too-many-of-one-source",
            "look why this sender opens connections and leaves them; others have their places");

    private final String label;
    private final String advice;

    Refusal(String label, String advice) {
        this.label = label;
        this.advice = advice;
    }

    /** Its name in counters. */
    public String label() {
        return label;
    }

    /** For the operator: what to do. */
    public String advice() {
        return advice;
    }
}
