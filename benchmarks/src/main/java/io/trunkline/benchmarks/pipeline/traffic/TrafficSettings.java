package io.trunkline.benchmarks.pipeline.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is played. Everything else follows from it, in the generator's process and in the one that looks on.
 *
 * @param seed the same seed gives the same calls
 * @param runId part of every Call-ID of the run
 * @param accounts number of accounts
 * @param messagesPerSecond SIP messages a second, registrations among them; more than 0
 * @param seconds for how long calls begin; what has begun is played to its end
 * @param meanTalkMillis how long an answered call is up, on average
 * @param approach what comes before
 */
public record TrafficSettings(
        long seed,
        String runId,
        int accounts,
        double messagesPerSecond,
        long seconds,
        long meanTalkMillis,
        Approach approach) {

    /**
     * The first seconds, at another rate.
     *
     * @param messagesPerSecond SIP messages a second, more than 0
     * @param seconds the first of {@link TrafficSettings#seconds}; 0 for none
     */
    public record Approach(double messagesPerSecond, long seconds) {

        /** The rate of all seconds from the first on. */
        public static final Approach NONE = new Approach(1, 0);
    }

    /** At one rate from the first second on. */
    public TrafficSettings(
            long seed, String runId, int accounts, double messagesPerSecond, long seconds, long meanTalkMillis) {
        this(seed, runId, accounts, messagesPerSecond, seconds, meanTalkMillis, Approach.NONE);
    }

    /** The same with calls that last so long on average. */
    public TrafficSettings withMeanTalk(long millis) {
        return new TrafficSettings(seed, runId, accounts, messagesPerSecond, seconds, millis, approach);
    }

    /** As arguments of {@link Generator}. */
    List<String> arguments() {
        return List.of(
                Long.toString(seed),
                runId,
                Integer.toString(accounts),
                Double.toString(messagesPerSecond),
                Long.toString(seconds),
                Long.toString(meanTalkMillis),
                Double.toString(approach.messagesPerSecond()),
                Long.toString(approach.seconds()));
    }

    static TrafficSettings of(List<String> arguments) {
        return new TrafficSettings(
                Long.parseLong(arguments.get(0)),
                arguments.get(1),
                Integer.parseInt(arguments.get(2)),
                Double.parseDouble(arguments.get(3)),
                Long.parseLong(arguments.get(4)),
                Long.parseLong(arguments.get(5)),
                new Approach(Double.parseDouble(arguments.get(6)), Long.parseLong(arguments.get(7))));
    }

    /** The accounts' ids, in their order. */
    public List<String> accountIds() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < accounts; i++) {
            ids.add(String.format(Locale.ROOT, "load-%05d", i));
        }
        return ids;
    }
}
