package io.trunkline.collector.agent;

import java.nio.charset.StandardCharsets;

/** The registry's word on a packet. Made once for each agent, so that asking allocates nothing. */
public sealed interface Admission {

    /** Whose counters tell of it. */
    AgentCounters counters();

    /** The packet is taken. */
    final class Admitted implements Admission {

        private final byte[] id;
        private final boolean mayBill;
        private final boolean anyTime;
        private final AgentCounters counters;

        /** Makes the answer for an agent and finds its counters. */
        public Admitted(String id, boolean mayBill, boolean anyTime, AgentMetrics metrics) {
            this.id = id.getBytes(StandardCharsets.UTF_8);
            this.mayBill = mayBill;
            this.anyTime = anyTime;
            counters = metrics.of(id);
        }

        /** The agent's id in UTF-8, as the journal keeps it. Not to be changed. */
        public byte[] id() {
            return id;
        }

        /** Whether the agent's signalling may move money. */
        public boolean mayBill() {
            return mayBill;
        }

        /** Whether its clock is believed whatever it says. */
        public boolean anyTime() {
            return anyTime;
        }

        @Override
        public AgentCounters counters() {
            return counters;
        }
    }

    /** The packet is not taken. */
    record Refused(Refusal why, AgentCounters counters) implements Admission {}
}
