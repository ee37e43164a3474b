package io.trunkline.live.media;

import io.trunkline.live.captured.CapturedSip;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a telephone or gateway writes of the stream that it received into the BYE or its answer. There is no standard: of
 * {@code X-RTP-Stat} (AVM, AudioCodes, baresip), {@code P-RTP-Stat} (Cisco, TelcoBridges), {@code X-Siemens-RTP-stats}
 * and {@code RTP-RxStat} (Cisco, Snom) the values are taken on which they agree. Where a value has two parts, the first is
 * of what was received.
 *
 * @param lossPercent of the packets, 0 to 100; null when it is not told
 * @param packetsLost null when it is not told
 * @param jitterMillis null when it is not told
 * @param mos 1 to 5; null when it is not told
 */
record RtpStat(Double lossPercent, Long packetsLost, Double jitterMillis, Double mos) {

    private static final Set<String> HEADERS =
            Set.of("x-rtp-stat", "p-rtp-stat", "x-siemens-rtp-stats", "x-siemens-rtp-stats-list", "rtp-rxstat");

    private static final Pattern VALUE =
            Pattern.compile("([A-Za-z_]+)\\s*=\\s*(-?\\d{1,15}(?:\\.\\d{1,6})?)(?![\\w.:])");

    private static final List<String> RECEIVED = List.of("pr", "pkt", "rx_pkts", "total_rx_pkts");
    private static final List<String> LOST = List.of("pl", "lostpkt", "rx_pkts_lost");
    private static final List<String> JITTER = List.of("ji", "avgjit", "avjit", "jitter");
    private static final List<String> MOS = List.of("mos", "moscq", "mos_cq");
    private static final List<String> LOSS_PERCENT = List.of("packetlosspct");

    /** What a message says; nothing when it has no such header, or one in which nothing is known. */
    static Optional<RtpStat> of(CapturedSip sip) {
        return sip.headers().stream()
                .filter(header -> HEADERS.contains(header.known()))
                .map(header -> of(header.value()))
                .filter(RtpStat::saysAnything)
                .findFirst();
    }

    private static RtpStat of(String text) {
        Map<String, Double> values = new HashMap<>();
        Matcher value = VALUE.matcher(text);
        while (value.find()) {
            values.putIfAbsent(value.group(1).toLowerCase(Locale.ROOT), Double.valueOf(value.group(2)));
        }
        Optional<Double> lost = first(LOST, values).filter(each -> each >= 0);
        Optional<Double> percent = first(LOSS_PERCENT, values)
                .or(() -> lost.flatMap(packets -> first(RECEIVED, values).map(received -> percent(packets, received))))
                .filter(each -> each >= 0 && each <= 100);
        return new RtpStat(
                percent.map(each -> Rounded.to(2, each)).orElse(null),
                lost.map(Double::longValue).orElse(null),
                first(JITTER, values).filter(each -> each >= 0).orElse(null),
                first(MOS, values).filter(each -> each >= 1 && each <= 5).orElse(null));
    }

    private static Optional<Double> first(List<String> names, Map<String, Double> values) {
        return names.stream().map(values::get).flatMap(Stream::ofNullable).findFirst();
    }

    private static double percent(double lost, double received) {
        return received + lost > 0 ? 100 * lost / (received + lost) : 0;
    }

    private boolean saysAnything() {
        return lossPercent != null || packetsLost != null || jitterMillis != null || mos != null;
    }
}
