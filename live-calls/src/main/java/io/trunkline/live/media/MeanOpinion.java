package io.trunkline.live.media;

/**
 * The E-model (ITU-T G.107) with its default values: what a listener would say of a stream of G.711 that conceals what is lost
 * (G.113, appendix I: Ie 0, Bpl 25.1), lost at random.
 */
final class MeanOpinion {

    private static final double BEST = 93.2;
    private static final double ROBUSTNESS = 25.1;
    private static final double WORST_LOSS = 95;

    /** Milliseconds. From here on people notice the delay. */
    private static final double NOTICED = 177.3;

    /** Milliseconds of speech in a packet, as nearly everybody sends it. */
    private static final double PACKET = 20;

    private MeanOpinion() {}

    /**
     * The mean opinion score, 1 to 4.5, to two digits.
     *
     * @param lossPercent of the packets, 0 to 100
     * @param jitterMillis the buffer against it is taken to hold twice as much
     * @param roundTripMillis half of it is the way of the stream; 0 when nobody knows
     */
    static double score(double lossPercent, double jitterMillis, double roundTripMillis) {
        double delay = roundTripMillis / 2 + 2 * jitterMillis + PACKET;
        double byDelay = 0.024 * delay + 0.11 * Math.max(0, delay - NOTICED);
        double byLoss = WORST_LOSS * lossPercent / (lossPercent + ROBUSTNESS);
        double rating = Math.clamp(BEST - byDelay - byLoss, 0, 100);
        double score = 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
        return Rounded.to(2, Math.clamp(score, 1, 4.5));
    }
}
