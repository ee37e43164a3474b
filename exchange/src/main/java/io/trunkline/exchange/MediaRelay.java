package io.trunkline.exchange;

import io.trunkline.protocol.hep.HepPacket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The relay of the exchange's media, as a capture agent of its own: of each call that is up it passes on what both sides
 * report of what they hear, in RTCP as rtpengine sends it by HEP. Most calls sound well, some do not. On the timeline's
 * thread.
 */
final class MediaRelay implements AutoCloseable {

    private static final long APART_MICROS = micros(Duration.ofSeconds(5));
    /** The called side reports so long after the caller's. */
    private static final long LATER_MICROS = micros(Duration.ofMillis(400));

    private static final InetSocketAddress ADDRESS = Proxy.address("203.0.113.30", 30_001);
    private static final int PERCENT_BAD = 15;

    private static final int PACKETS_A_SECOND = 50;
    private static final int BYTES_OF_A_PACKET = 160;
    private static final int TICKS_A_MILLI = 8;
    private static final long SHORT_NTP = 65_536;
    private static final long MICROS_IN_A_SECOND = 1_000_000;
    private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;

    private final Timeline timeline;
    private final HepSender sender;

    /** One that has nothing to report yet; its id is the one behind that of the agent that dies. */
    MediaRelay(ExchangeSettings settings, Timeline timeline) {
        this.timeline = timeline;
        sender = new HepSender(settings.hepTarget(), settings.captureId() + 2);
    }

    /** One side of a call: how it hears the other, and what it reported last. */
    private static final class Side {
        private final InetSocketAddress address;
        private final long ssrc;
        private final double lossPercent;
        private final double jitterMillis;
        private final long wayMicros;
        private double lost;
        private long reportedMicros;

        Side(InetSocketAddress address, boolean hearsBadly, RandomGenerator random) {
            this.address = address;
            ssrc = Integer.toUnsignedLong(random.nextInt());
            lossPercent = hearsBadly ? 3 + 9 * random.nextDouble() : 0.3 * random.nextDouble();
            jitterMillis = hearsBadly ? 15 + 40 * random.nextDouble() : 1 + 5 * random.nextDouble();
            wayMicros = micros(Duration.ofMillis(8 + random.nextInt(hearsBadly ? 220 : 60)));
        }
    }

    /**
     * Reports on a call from its answer on.
     *
     * @param media where both sides wait for RTCP
     * @param up whether the call is
     */
    void follow(String callId, CallScript.Media media, long seed, BooleanSupplier up) {
        var random = new SplittableRandom(seed);
        boolean bad = random.nextInt(100) < PERCENT_BAD;
        boolean caller = random.nextBoolean();
        report(
                callId,
                new Side(media.caller(), bad && caller, random),
                new Side(media.callee(), bad && !caller, random),
                timeline.nowMicros(),
                random,
                up);
    }

    private void report(
            String callId, Side caller, Side callee, long sinceMicros, RandomGenerator random, BooleanSupplier up) {
        whileUp(APART_MICROS, up, () -> {
            send(callId, caller, callee, sinceMicros, random);
            whileUp(LATER_MICROS, up, () -> send(callId, callee, caller, sinceMicros, random));
            report(callId, caller, callee, sinceMicros, random, up);
        });
    }

    private void whileUp(long afterMicros, BooleanSupplier up, Runnable action) {
        timeline.at(timeline.nowMicros() + afterMicros, () -> {
            if (up.getAsBoolean()) {
                action.run();
            }
        });
    }

    private void send(String callId, Side reporter, Side heard, long sinceMicros, RandomGenerator random) {
        long now = timeline.nowMicros();
        double uneven = 0.7 + 0.6 * random.nextDouble();
        double lossPercent = reporter.lossPercent * uneven;
        long packets = (now - sinceMicros) * PACKETS_A_SECOND / MICROS_IN_A_SECOND;
        reporter.lost += lossPercent / 100 * PACKETS_A_SECOND * APART_MICROS / MICROS_IN_A_SECOND;
        reporter.reportedMicros = now;
        boolean hasHeard = heard.reportedMicros > 0;
        // The report of the other side took half of the way to get there, and this one as long to come back.
        long heldMicros = now - heard.reportedMicros - reporter.wayMicros;
        String json = String.format(
                Locale.ROOT,
                """
                {"sender_information":{"ntp_timestamp_sec":%d,"ntp_timestamp_usec":%d,"octets":%d,"rtp_timestamp":%d,\
                "packets":%d},"ssrc":%d,"type":200,"report_count":1,"report_blocks":[{"source_ssrc":%d,\
                "highest_seq_no":%d,"fraction_lost":%d,"ia_jitter":%d,"packets_lost":%d,"lsr":%d,"dlsr":%d}]}""",
                now / MICROS_IN_A_SECOND + NTP_TO_UNIX_SECONDS,
                fraction(now),
                packets * BYTES_OF_A_PACKET,
                packets * BYTES_OF_A_PACKET,
                packets,
                reporter.ssrc,
                heard.ssrc,
                packets,
                Math.round(lossPercent * 256 / 100),
                Math.round(reporter.jitterMillis * uneven * TICKS_A_MILLI),
                (long) reporter.lost,
                hasHeard ? middle(heard.reportedMicros) : 0,
                hasHeard ? heldMicros * SHORT_NTP / MICROS_IN_A_SECOND : 0);
        byte[] payload = json.getBytes(StandardCharsets.US_ASCII);
        sender.send(packet -> packet.capturedAtMicros(now)
                .ipProtocol(Transport.UDP.ipProtocol())
                .protocolType(HepPacket.PROTOCOL_RTCP)
                .source(reporter.address.getAddress().getAddress(), reporter.address.getPort())
                .target(ADDRESS.getAddress().getAddress(), ADDRESS.getPort())
                .correlationId(callId)
                .payload(payload, 0, payload.length));
    }

    /** The low half of an NTP timestamp. */
    private static long fraction(long micros) {
        return (micros % MICROS_IN_A_SECOND << Integer.SIZE) / MICROS_IN_A_SECOND;
    }

    /** How a receiver names a sender report: the middle 32 bits of its NTP timestamp (RFC 3550, 6.4.1). */
    private static long middle(long micros) {
        long seconds = micros / MICROS_IN_A_SECOND + NTP_TO_UNIX_SECONDS;
        return (seconds & 0xFFFF) << Short.SIZE | fraction(micros) >> Short.SIZE;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    @Override
    public void close() {
        sender.close();
    }
}
