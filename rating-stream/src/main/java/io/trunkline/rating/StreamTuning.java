package io.trunkline.rating;

import java.time.Duration;

/**
 * What is chosen by measurement: latency against cost. Each can be given as a system property, for measuring only: no
 * key of the configuration stands behind it.
 *
 * @param threads Streams threads of this process, 1 or more ({@code trunkline.rating.threads})
 * @param commitInterval how often results become visible to others where few messages come or many wait, above 0
 *     ({@code trunkline.rating.commit-millis})
 * @param busyCommitInterval the same where many come and none waits, above 0
 *     ({@code trunkline.rating.busy-commit-millis})
 * @param linger how long the producer waits for a batch to fill, at most until the next commit
 *     ({@code trunkline.rating.linger-millis})
 * @param batchBytes the largest batch of one partition ({@code trunkline.rating.batch-bytes})
 * @param compression Kafka's name of how batches are compressed ({@code trunkline.rating.compression})
 * @param pollRecords records taken from the consumer at once ({@code trunkline.rating.poll-records})
 */
public record StreamTuning(
        int threads,
        Duration commitInterval,
        Duration busyCommitInterval,
        Duration linger,
        int batchBytes,
        String compression,
        int pollRecords) {

    /**
     * One thread. A commit costs a transaction over all partitions that it touches, and little else at a small site;
     * what is written is seen one commit later, and what passes the topic between calls and ledgers two. So it is made
     * seldom where few messages share it, but at once for an order to the switch. Nobody sees anything earlier for its
     * being sent earlier, so the producer sends what fills no batch at the commit, in one request.
     */
    public static final StreamTuning DEFAULT = new StreamTuning(
            1, Duration.ofMillis(350), Duration.ofMillis(100), Duration.ofSeconds(1), 256 << 10, "none", 1_000);

    private static final String PROPERTIES = "trunkline.rating.";

    /** Refuses what cannot work. */
    public StreamTuning {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
        }
        if (!commitInterval.isPositive() || !busyCommitInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "the commit intervals must be above 0, not " + commitInterval + " and " + busyCommitInterval);
        }
    }

    /**
     * The default, with what the system properties say in its place.
     *
     * @throws IllegalArgumentException for a property that is no number of 0 or more
     */
    public static StreamTuning fromSystemProperties() {
        return new StreamTuning(
                Math.toIntExact(number("threads", DEFAULT.threads)),
                Duration.ofMillis(number("commit-millis", DEFAULT.commitInterval.toMillis())),
                Duration.ofMillis(number("busy-commit-millis", DEFAULT.busyCommitInterval.toMillis())),
                Duration.ofMillis(number("linger-millis", DEFAULT.linger.toMillis())),
                Math.toIntExact(number("batch-bytes", DEFAULT.batchBytes)),
                System.getProperty(PROPERTIES + "compression", DEFAULT.compression),
                Math.toIntExact(number("poll-records", DEFAULT.pollRecords)));
    }

    private static long number(String name, long otherwise) {
        String value = System.getProperty(PROPERTIES + name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,12}")) {
            throw new IllegalArgumentException(
                    "system property " + PROPERTIES + name + ": " + value + " is no number of 0 or more");
        }
        return Long.parseLong(value);
    }
}
