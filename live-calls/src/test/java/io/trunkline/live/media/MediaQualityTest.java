package io.trunkline.live.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.media.StreamQuality.Listener;
import io.trunkline.live.media.StreamQuality.Origin;
import io.trunkline.protocol.media.MediaReport;
import io.trunkline.protocol.media.MediaReport.Block;
import io.trunkline.protocol.media.MediaReport.Sender;
import io.trunkline.protocol.media.MediaReport.Voip;
import io.trunkline.storage.media.CapturedReport;
import io.trunkline.storage.message.Leg;
import io.trunkline.storage.message.TraceMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reports of a call add up to. */
class MediaQualityTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String CALL_ID = "call-1";
    private static final long CALLERS_SSRC = 1;
    private static final long CALLEES_SSRC = 2;
    private static final String CALLERS_RTCP = "10.0.0.7:4001";
    private static final String CALLEES_RTCP = "10.0.0.8:6001";
    private static final String RELAY = "192.0.2.20:30001";
    private static final long NTP_SECONDS = 3_973_060_245L;
    private static final long MIDDLE = (NTP_SECONDS & 0xFFFF) << 16;

    private final List<TraceMessage> trace = new ArrayList<>();
    private final List<CapturedReport> reports = new ArrayList<>();

    MediaQualityTest() {
        trace.add(message(0, "INVITE", 0, "a", "", "", sdp("10.0.0.7", 4000)));
        trace.add(message(1_000, "INVITE", 200, "a", "b", "", sdp("10.0.0.8", 6000)));
    }

    @Test
    void shouldAddUpWhatASideReportsOfTheStreamThatItHears() {
        receiverReport(5_000, CALLEES_RTCP, CALLEES_SSRC, new Block(CALLERS_SSRC, 0, 0, 80, 0, 0));
        receiverReport(10_000, CALLEES_RTCP, CALLEES_SSRC, new Block(CALLERS_SSRC, 64, 25, 240, 0, 0));

        StreamQuality heard = only();
        assertEquals(Origin.RTCP, heard.by());
        assertEquals(Listener.CALLEE, heard.listener());
        assertEquals(CALLEES_RTCP, heard.receiver());
        assertEquals(RELAY, heard.sender());
        assertEquals("107", heard.agent());
        assertEquals(2, heard.reports());
        assertEquals(START.plusSeconds(5), heard.firstAt());
        assertEquals(START.plusSeconds(10), heard.lastAt());
        assertEquals(20.0, heard.jitterMillis());
        assertEquals(30.0, heard.maxJitterMillis());
        assertEquals(12.5, heard.lossPercent());
        assertEquals(25, heard.packetsLost());
        assertNull(heard.roundTripMillis());
        assertTrue(heard.mosEstimated());
    }

    @Test
    void shouldTellTheWayToAReceiverByTheSenderReportThatItNames() {
        senderReport(0, CALLERS_RTCP, CALLERS_SSRC);
        receiverReport(540, CALLEES_RTCP, CALLEES_SSRC, new Block(CALLERS_SSRC, 0, 0, 0, MIDDLE, 32_768));
        receiverReport(5_000, CALLEES_RTCP, CALLEES_SSRC, new Block(CALLERS_SSRC, 0, 0, 0, MIDDLE + 1, 0));

        assertEquals(40.0, only().roundTripMillis());
    }

    /** The delay is that between both ends, of which the agent sees two parts. */
    @Test
    void shouldReckonTheScoreOverTheWholeWay() {
        senderReport(0, CALLERS_RTCP, CALLERS_SSRC);
        senderReport(0, CALLEES_RTCP, CALLEES_SSRC);
        receiverReport(400, CALLEES_RTCP, CALLEES_SSRC, new Block(CALLERS_SSRC, 0, 0, 0, MIDDLE, 0));
        double alone = only().mos();
        assertEquals(MeanOpinion.score(0, 0, 400), alone);
        receiverReport(600, CALLERS_RTCP, CALLERS_SSRC, new Block(CALLEES_SSRC, 0, 0, 0, MIDDLE, 0));

        List<StreamQuality> both = quality();
        assertEquals(
                List.of(400.0, 600.0),
                both.stream().map(StreamQuality::roundTripMillis).toList());
        both.forEach(stream -> assertEquals(MeanOpinion.score(0, 0, 1_000), stream.mos()));
        assertTrue(both.getFirst().mos() < alone);
    }

    /** Who sends SIP or RTCP as JSON may write what no telephone says: what can be shown is shown, and nothing fails. */
    @Test
    void shouldReckonWithWhateverACallerOrAReportClaims() {
        for (String rate : List.of("0000", "00008000", "8000000", "8", "99999999999999999999", "x")) {
            trace.clear();
            trace.add(message(0, "INVITE", 0, "a", "", "", sdp("10.0.0.7", 4000, rate)));
            trace.add(message(1_000, "INVITE", 200, "a", "b", "", sdp("10.0.0.8", 6000, rate)));
            reports.clear();
            receiverReport(5_000, CALLEES_RTCP, CALLEES_SSRC, new Block(CALLERS_SSRC, 0, 0, 80, 0, 0));
            assertEquals(10.0, only().jitterMillis(), rate);
        }
        reports.clear();
        senderReport(0, CALLERS_RTCP, CALLERS_SSRC);
        receiverReport(40, CALLEES_RTCP, CALLEES_SSRC, new Block(CALLERS_SSRC, -64, 0, -80, MIDDLE, 0));
        receiverReport(50, CALLEES_RTCP, CALLEES_SSRC, new Block(CALLERS_SSRC, -1_000, 0, -1, MIDDLE, -65_536));
        StreamQuality none = only();
        assertEquals(0.0, none.jitterMillis());
        assertEquals(0.0, none.lossPercent());
        assertEquals(40.0, none.roundTripMillis(), "a report held for less than no time tells no way");
        assertEquals(MeanOpinion.score(0, 0, 40), none.mos());

        reports.clear();
        long any = Long.MAX_VALUE;
        receiverReport(0, CALLEES_RTCP, CALLEES_SSRC, new Block(CALLERS_SSRC, Integer.MAX_VALUE, any, any, any, any));
        StreamQuality all = only();
        assertEquals(99.61, all.lossPercent(), "255 of 256");
        assertEquals(536_870_911.9, all.jitterMillis(), "32 bits of it");
        assertEquals(-1, all.packetsLost());
        assertNull(all.roundTripMillis());
        assertEquals(1.0, all.mos());
    }

    @Test
    void shouldBelieveTheScoreOfWhoListened() {
        receiverReport(5_000, CALLERS_RTCP, CALLERS_SSRC, new Block(CALLEES_SSRC, 0, 0, 0, 0, 0));
        reports.add(captured(
                5_001, CALLERS_RTCP, new MediaReport(CALLERS_SSRC, 207, null, List.of(), new Voip(CALLEES_SSRC, 3.9))));

        StreamQuality heard = only();
        assertEquals(3.9, heard.mos());
        assertEquals(false, heard.mosEstimated());
        assertEquals(Listener.CALLER, heard.listener());
    }

    @Test
    void shouldTellWhoWroteIntoTheByeAndTakeItOnceFromSeveralHops() {
        String statistics = "X-RTP-Stat: PR=99;PL=1;JI=2\r\n";
        trace.add(message(9_000, "BYE", 0, "b", "a", statistics, ""));
        trace.add(message(9_001, "BYE", 0, "b", "a", statistics, ""));
        trace.add(message(9_002, "BYE", 200, "b", "a", "P-RTP-Stat: PR=98,PL=2,JI=3\r\n", ""));
        trace.add(message(9_003, "BYE", 481, "b", "a", "P-RTP-Stat: PR=1,PL=2,JI=3\r\n", ""));

        List<StreamQuality> told = quality();
        assertEquals(
                List.of(Listener.CALLEE, Listener.CALLER),
                told.stream().map(StreamQuality::listener).toList());
        assertEquals(Origin.RTP_STAT, told.getFirst().by());
        assertEquals(1.0, told.getFirst().lossPercent());
        assertEquals(2.0, told.get(1).lossPercent());
        assertTrue(told.getFirst().mosEstimated());
        assertNull(told.getFirst().sender());
    }

    @Test
    void shouldSayNothingWhereNothingWasCaptured() {
        assertEquals(List.of(), quality());
    }

    /** Points of the E-model that are published: G.107, annex B, without impairments and with delay and loss. */
    @Test
    void shouldScoreAsTheEModelDoes() {
        assertEquals(4.4, MeanOpinion.score(0, 0, 0));
        assertTrue(MeanOpinion.score(2, 0, 0) < 4.4);
        assertEquals(1, MeanOpinion.score(100, 500, 5_000));
        // R = 93.2 - 0.024 x 320 - 0.11 x (320 - 177.3) = 69.823
        assertEquals(3.59, MeanOpinion.score(0, 0, 600));
    }

    private StreamQuality only() {
        List<StreamQuality> all = quality();
        assertEquals(1, all.size(), all::toString);
        return all.getFirst();
    }

    private List<StreamQuality> quality() {
        return MediaQuality.of(trace, reports);
    }

    private void senderReport(long millis, String source, long ssrc) {
        reports.add(captured(millis, source, new MediaReport(ssrc, 200, new Sender(NTP_SECONDS, 0), List.of(), null)));
    }

    private void receiverReport(long millis, String source, long ssrc, Block block) {
        reports.add(captured(millis, source, new MediaReport(ssrc, 201, null, List.of(block), null)));
    }

    private static CapturedReport captured(long millis, String source, MediaReport report) {
        return new CapturedReport(CALL_ID, START.plusMillis(millis), "107", source, RELAY, report);
    }

    private static String sdp(String host, int port) {
        return sdp(host, port, "8000");
    }

    private static String sdp(String host, int port, String clockRate) {
        return "v=0\r\no=- 1 1 IN IP4 " + host + "\r\ns=-\r\nc=IN IP4 " + host + "\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP 8\r\na=rtpmap:8 PCMA/" + clockRate + "\r\n";
    }

    private static TraceMessage message(
            long millis, String method, int status, String fromTag, String toTag, String header, String body) {
        String start = status == 0 ? method + " sip:b@192.0.2.2 SIP/2.0" : "SIP/2.0 " + status + " Any";
        String raw = start + "\r\nFrom: <sip:a@192.0.2.1>;tag=" + fromTag + "\r\nTo: <sip:b@192.0.2.2>"
                + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\nCall-ID: " + CALL_ID + "\r\nCSeq: 1 " + method
                + "\r\n" + header + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "\r\n" + body;
        Instant at = START.plusMillis(millis);
        return new TraceMessage(
                CALL_ID,
                at,
                Leg.SOURCE,
                "192.0.2.1:5060",
                "192.0.2.2:5060",
                "udp",
                "107",
                "",
                method,
                status,
                1,
                "a",
                raw.getBytes(StandardCharsets.UTF_8),
                List.of(),
                at,
                null,
                "collector",
                millis);
    }
}
