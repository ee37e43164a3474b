package io.trunkline.live.media;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.trunkline.live.captured.CapturedSip;
import io.trunkline.live.media.StreamQuality.Listener;
import io.trunkline.live.media.StreamQuality.Origin;
import io.trunkline.protocol.media.MediaReport;
import io.trunkline.storage.media.CapturedReport;
import io.trunkline.storage.message.TraceMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the streams of a call arrived: of each what its receiver reported by RTCP, added up, and what either side wrote
 * into the BYE or its answer. Empty where nothing was captured.
 */
public final class MediaQuality {

    private static final int SENDER_REPORT = 200;
    private static final int FIRST_REFUSAL = 300;
    private static final LegMedia UNKNOWN = LegMedia.of(List.of());

    /** A stream is known by who sent it and by who received it: a relay may receive it, too, and send it on. */
    private record StreamKey(String callId, String receiver, long ssrc) {}

    /** A header that passed at several places is one. */
    private record HeaderKey(String callId, Listener listener) {}

    private MediaQuality() {}

    /**
     * Reckons it.
     *
     * @param trace all messages of the call, in order of time
     * @param reports all RTCP reports of its Call-IDs, in order of time
     */
    public static List<StreamQuality> of(List<TraceMessage> trace, List<CapturedReport> reports) {
        Map<String, LegMedia> legs =
                trace.stream()
                        .collect(groupingBy(TraceMessage::callId, LinkedHashMap::new, toList()))
                        .entrySet()
                        .stream()
                        .collect(toMap(Map.Entry::getKey, leg -> LegMedia.of(leg.getValue())));
        var all = new ArrayList<StreamQuality>();
        all.addAll(ofReports(reports, legs));
        all.addAll(ofHeaders(trace, legs));
        return all;
    }

    private static List<StreamQuality> ofReports(List<CapturedReport> reports, Map<String, LegMedia> legs) {
        Map<SentReport, Long> sent = new HashMap<>();
        Map<StreamKey, RtcpStream> streams = new LinkedHashMap<>();
        for (CapturedReport captured : reports) {
            MediaReport report = captured.report();
            if (report.type() == SENDER_REPORT && report.sender() != null) {
                long middle = report.sender().middle();
                sent.putIfAbsent(new SentReport(captured.callId(), report.ssrc(), middle), SentReport.micros(captured));
            }
            for (MediaReport.Block block : report.blocks()) {
                streams.computeIfAbsent(
                                new StreamKey(captured.callId(), captured.source(), block.ssrc()),
                                any -> new RtcpStream(captured, legs.getOrDefault(captured.callId(), UNKNOWN)))
                        .add(captured, block, sent);
            }
            MediaReport.Voip voip = report.voip();
            if (voip != null && voip.mosCq() >= 1 && voip.mosCq() <= 5) {
                RtcpStream heard = streams.get(new StreamKey(captured.callId(), captured.source(), voip.ssrc()));
                if (heard != null) {
                    heard.heard(voip.mosCq());
                }
            }
        }
        Map<String, Double> roundTrips =
                wholeRoundTrips(streams.values().stream().toList());
        return streams.values().stream()
                .map(stream -> stream.quality(roundTrips.getOrDefault(stream.callId(), 0.0)))
                .toList();
    }

    /** The agent captures somewhere between the ends: the way between them is that to the one and that to the other. */
    private static Map<String, Double> wholeRoundTrips(List<RtcpStream> streams) {
        return streams.stream()
                .filter(stream -> stream.roundTripMillis() > 0)
                .collect(groupingBy(
                        RtcpStream::callId,
                        collectingAndThen(
                                groupingBy(RtcpStream::receiver, averagingDouble(RtcpStream::roundTripMillis)),
                                ways -> ways.values().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .sum())));
    }

    private static List<StreamQuality> ofHeaders(List<TraceMessage> trace, Map<String, LegMedia> legs) {
        var all = new ArrayList<StreamQuality>();
        Set<HeaderKey> seen = new HashSet<>();
        for (TraceMessage message : trace) {
            if (!message.method().equals("BYE") || message.status() >= FIRST_REFUSAL) {
                continue;
            }
            CapturedSip sip = CapturedSip.of(message.raw());
            Listener listener = legs.get(message.callId()).writer(sip, message.isRequest());
            RtpStat.of(sip)
                    .filter(any -> seen.add(new HeaderKey(message.callId(), listener)))
                    .map(stat -> of(message, listener, stat))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static StreamQuality of(TraceMessage message, Listener listener, RtpStat stat) {
        boolean told = stat.mos() != null;
        Double estimated = stat.lossPercent() == null || stat.jitterMillis() == null
                ? null
                : Double.valueOf(MeanOpinion.score(stat.lossPercent(), stat.jitterMillis(), 0));
        return new StreamQuality(
                Origin.RTP_STAT,
                message.callId(),
                listener,
                message.source(),
                null,
                message.agent(),
                1,
                message.at(),
                message.at(),
                stat.jitterMillis(),
                null,
                stat.lossPercent(),
                stat.packetsLost(),
                null,
                told ? stat.mos() : estimated,
                told ? Boolean.FALSE : estimated == null ? null : Boolean.TRUE);
    }
}
