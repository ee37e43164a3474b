package io.trunkline.live.media;

import io.trunkline.live.media.StreamQuality.Origin;
import io.trunkline.protocol.media.MediaReport;
import io.trunkline.storage.media.CapturedReport;
import java.util.DoubleSummaryStatistics;
import java.util.Map;

/** What the reports say of one stream, added up. Not for several threads. */
final class RtcpStream {

    private static final int FRACTIONS = 256;

    /** Of a field of 32 bits. JSON can say what RTCP cannot. */
    private static final long GREATEST = 0xFFFF_FFFFL;

    /** Milliseconds. A way that takes longer is none: somebody's clock was set, or a report was answered twice. */
    private static final double LONGEST_ROUND_TRIP = 10_000;

    private final CapturedReport first;
    private final LegMedia leg;
    private final DoubleSummaryStatistics jitterMillis = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics lossPercent = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics roundTripMillis = new DoubleSummaryStatistics();
    private CapturedReport last;
    private long lost;
    private Double mos;

    RtcpStream(CapturedReport first, LegMedia leg) {
        this.first = first;
        this.leg = leg;
        last = first;
    }

    /**
     * Adds a report.
     *
     * @param sent when a sender report passed by, in microseconds, by who sent it and by the middle of its NTP time
     */
    void add(CapturedReport report, MediaReport.Block block, Map<SentReport, Long> sent) {
        last = report;
        jitterMillis.accept(Math.clamp(block.jitter(), 0, GREATEST) * 1_000.0 / leg.clockRate());
        lossPercent.accept(100.0 * Math.clamp(block.fractionLost(), 0, FRACTIONS - 1) / FRACTIONS);
        lost = block.packetsLost();
        Long passed = block.lastReport() == 0 || block.delay() < 0
                ? null
                : sent.get(new SentReport(report.callId(), block.ssrc(), block.lastReport()));
        if (passed != null) {
            double millis = (SentReport.micros(report) - passed) / 1_000.0 - block.delayMillis();
            if (millis > -1 && millis < LONGEST_ROUND_TRIP) {
                roundTripMillis.accept(Math.max(0, millis));
            }
        }
    }

    void heard(double score) {
        mos = score;
    }

    String callId() {
        return first.callId();
    }

    String receiver() {
        return first.source();
    }

    /** From where it was captured to the receiver and back; 0 when it is not known. */
    double roundTripMillis() {
        return roundTripMillis.getAverage();
    }

    /**
     * All that it came to.
     *
     * @param wholeRoundTripMillis between both ends of the call
     */
    StreamQuality quality(double wholeRoundTripMillis) {
        double jitter = jitterMillis.getAverage();
        double loss = lossPercent.getAverage();
        return new StreamQuality(
                Origin.RTCP,
                callId(),
                leg.at(receiver()),
                receiver(),
                first.target(),
                first.agent(),
                Math.toIntExact(jitterMillis.getCount()),
                first.at(),
                last.at(),
                Rounded.to(1, jitter),
                Rounded.to(1, jitterMillis.getMax()),
                Rounded.to(2, loss),
                lost,
                roundTripMillis.getCount() == 0 ? null : Rounded.to(1, roundTripMillis()),
                mos != null ? mos : Double.valueOf(MeanOpinion.score(loss, jitter, wholeRoundTripMillis)),
                mos == null);
    }
}
