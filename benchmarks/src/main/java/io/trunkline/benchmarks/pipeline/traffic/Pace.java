package io.trunkline.benchmarks.pipeline.traffic;

/**
 * How many of something begin in a second: so many in the first seconds, and so many from then on.
 *
 * @param atFirst of the first seconds
 * @param firstSeconds how many these are
 * @param perSecond of those behind them
 */
record Pace(double atFirst, long firstSeconds, double perSecond) {

    /**
     * Of what settings want.
     *
     * @param ofAMessage how many of it come with a message, on average
     */
    static Pace of(TrafficSettings settings, double ofAMessage) {
        var approach = settings.approach();
        return new Pace(
                approach.messagesPerSecond() * ofAMessage,
                approach.seconds(),
                settings.messagesPerSecond() * ofAMessage);
    }

    /** How many begin within the first seconds, at one rate or at both. */
    long within(long seconds) {
        return (long) (atFirst * firstSeconds + perSecond * (seconds - firstSeconds));
    }

    /** When the one with a number begins, in milliseconds from the beginning; between two whole numbers it is between them. */
    long startMillis(double number) {
        double first = atFirst * firstSeconds;
        return (long)
                (number < first ? number * 1_000 / atFirst : (firstSeconds + (number - first) / perSecond) * 1_000);
    }
}
