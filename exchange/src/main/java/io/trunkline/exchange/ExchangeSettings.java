package io.trunkline.exchange;

import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the simulated exchange does.
 *
 * @param seed the same seed gives the same subscribers and the same calls in the same order
 * @param runId part of every Call-ID, so that those of one run never repeat in another
 * @param hepTarget where the packets go, over UDP
 * @param captureId the agent id in each packet
 * @param subscribers how many there are, {@link Population#FEWEST} to {@link Population#MOST}
 * @param callsPerSecond how many calls begin in a second, on average
 * @param callLimit how many calls begin at all; {@link #UNLIMITED} for no end
 * @param speed how many times faster than real time everything happens; only with a limit of calls. The
 *     packets' times are then such that calls last as long as at speed 1, and that the last one ends now
 * @param prepaidLines how many lines of the prepaid customer are always busy
 * @param odd whether there are calls, too, that are not as in the book: one of each {@link Oddity} a minute, and
 *     those by a trunk that fails; telephones that are not: {@link LabPhones}; an agent that dies: {@link DyingAgent}; and
 *     a relay that tells how media arrives: {@link MediaRelay}
 */
public record ExchangeSettings(
        long seed,
        String runId,
        InetSocketAddress hepTarget,
        long captureId,
        int subscribers,
        double callsPerSecond,
        long callLimit,
        double speed,
        int prepaidLines,
        boolean odd) {

    /** No limit of calls. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final long DEMO_CAPTURE_ID = 2001;

    /** Refuses what cannot be. */
    public ExchangeSettings {
        if (subscribers < Population.FEWEST || subscribers > Population.MOST) {
            throw new IllegalArgumentException("subscribers must be from " + Population.FEWEST + " to "
                    + Population.MOST + ", not " + subscribers);
        }
        if (!(callsPerSecond > 0) || !(speed > 0)) {
            throw new IllegalArgumentException("callsPerSecond and speed must be more than 0");
        }
        if (speed != 1 && (callLimit == UNLIMITED || prepaidLines != 0 || odd)) {
            throw new IllegalArgumentException(
                    "a speed other than 1 needs a limit of calls, no prepaid lines and no odd calls");
        }
    }

    /** What a newcomer sees: some forty calls up at a time, and a prepaid customer that runs out of money. */
    public static ExchangeSettings demo(long seed, InetSocketAddress hepTarget) {
        return new ExchangeSettings(seed, newRunId(), hepTarget, DEMO_CAPTURE_ID, 240, 0.75, UNLIMITED, 1, 3, true);
    }

    /** A number of calls and then no more, many times faster than real time: for tests and benchmarks. */
    public static ExchangeSettings bounded(
            long seed, InetSocketAddress hepTarget, long calls, double callsPerSecond, double speed) {
        return new ExchangeSettings(
                seed, newRunId(), hepTarget, DEMO_CAPTURE_ID, 240, callsPerSecond, calls, speed, 0, false);
    }

    /** A run id that no other run has. */
    public static String newRunId() {
        return Long.toString(System.currentTimeMillis(), Character.MAX_RADIX)
                + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36), Character.MAX_RADIX);
    }
}
