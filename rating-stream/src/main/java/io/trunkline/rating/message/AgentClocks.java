package io.trunkline.rating.message;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How late the collector gets what each agent captures. The smallest difference between receipt and capture lately is the
 * agent's shortest way, and what its clock is behind the collector's; what a packet took more, it has waited. Measured
 * over the last five to ten minutes, from all packets of a partition. Not bound to a thread, one a reader.
 */
final class AgentClocks {

    private static final long SPAN_MICROS = 300_000_000;

    /** Packets of one agent overtake each other by less: one that is older comes from a clock that was set back. */
    private static final long MOST_OVERTAKEN_MICROS = 5_000_000;

    private static final int MOST_AGENTS = 1_000;

    private static final class Clock {
        private long latestAt = Long.MIN_VALUE;
        private long spanEnds = Long.MIN_VALUE;
        private long least = Long.MAX_VALUE;
        private long leastBefore = Long.MAX_VALUE;
    }

    /** By agent; the one that was heard longest ago goes first. */
    private final Map<String, Clock> clocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Clock> eldest) {
            return size() > MOST_AGENTS;
        }
    };

    private String lastAgent = "";
    private Clock last = new Clock();

    /**
     * Hears of a packet.
     *
     * @param at time of capture by the agent's clock, as all times here in microseconds
     * @return how much longer it took than the quickest of its agent lately; never negative
     */
    long waited(String agent, long at, long receivedAt) {
        Clock clock = clock(agent);
        long late = receivedAt - at;
        boolean setBack = clock.latestAt != Long.MIN_VALUE && at < clock.latestAt - MOST_OVERTAKEN_MICROS;
        if (setBack || receivedAt >= clock.spanEnds) {
            boolean follows = !setBack && receivedAt - clock.spanEnds < SPAN_MICROS && clock.spanEnds != Long.MIN_VALUE;
            clock.leastBefore = follows ? clock.least : Long.MAX_VALUE;
            clock.least = Long.MAX_VALUE;
            clock.spanEnds = receivedAt + SPAN_MICROS;
            clock.latestAt = setBack ? at : clock.latestAt;
        }
        clock.latestAt = Math.max(clock.latestAt, at);
        clock.least = Math.min(clock.least, late);
        return late - Math.min(clock.least, clock.leastBefore);
    }

    private Clock clock(String agent) {
        if (!agent.equals(lastAgent)) {
            lastAgent = agent;
            last = clocks.computeIfAbsent(agent, id -> new Clock());
        }
        return last;
    }
}
